package dev.ringfence.tools;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.database.StatementProbe.Answer;
import dev.ringfence.querytree.StatementReader;
import dev.ringfence.querytree.StatementReading;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.FunctionBodies.Opened;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proves that the tools of a file are scoped: what the server makes of each statement, for each
 * role that may call it, is held against every {@link LoadRule}. No statement is run.
 */
public final class ToolProof {
  private final StatementProbe probe;
  private final FenceCatalogue catalogue;
  private final FunctionBodies bodies;
  private final PlainDescription descriptions;
  private final List<LoadRule> rules;

  /**
   * @param redactor finds what may not stand in a tool's own words
   */
  public ToolProof(StatementProbe probe, Redactor redactor) {
    this(probe, redactor, LoadRule.ALL);
  }

  ToolProof(StatementProbe probe, Redactor redactor, List<LoadRule> rules) {
    this.rules = List.copyOf(rules);
    this.probe = probe;
    this.catalogue = new FenceCatalogue(probe);
    this.bodies = new FunctionBodies(probe, catalogue);
    this.descriptions = new PlainDescription(redactor);
  }

  /**
   * The verdict on each tool, in the order of the file.
   *
   * @throws DatabaseException where the database could not be asked
   */
  public List<ToolVerdict> judge(ToolFile file) {
    var readings = file.tools().stream().map(this::read).toList();
    var masked = new MaskedColumns();
    for (var reading : readings) {
      reading
          .statements()
          .values()
          .forEach(opened -> masked.add(reading.tool(), opened.statement()));
    }
    return readings.stream().map(reading -> judge(reading, masked)).toList();
  }

  /**
   * What the server makes of a tool's statement.
   *
   * @param statements for each role that it takes it from
   * @param reasons why it does not
   */
  private record Reading(ToolDefinition tool, Map<Role, Opened> statements, Set<String> reasons) {}

  private Reading read(ToolDefinition tool) {
    var statements = new EnumMap<Role, Opened>(Role.class);
    var reasons = new LinkedHashSet<String>();
    switch (tool.body()) {
      case ToolBody.KnowledgeSearch _ -> judgeSearch(tool, reasons);
      case ToolBody.Statement statement -> {
        for (var role : tool.access()) {
          switch (probe.read(role, statement.sql())) {
            case Answer.Tree(var text) -> read(tool, role, text, statements, reasons);
            case Answer.Refused(var words) -> reasons.add(refused(role, words));
          }
        }
      }
    }
    return new Reading(tool, statements, reasons);
  }

  private void read(
      ToolDefinition tool,
      Role role,
      String tree,
      Map<Role, Opened> statements,
      Set<String> reasons) {
    var opened =
        tool.writes()
            ? new Opened(StatementReader.readWriting(tree), Map.of())
            : bodies.open(role, tree);
    var statement = opened.statement();
    reasons.addAll(statement.objections());
    if (statement.objections().isEmpty()) {
      catalogue.learn(role, statement);
      judgeRights(role, statement, reasons::add);
      statements.put(role, opened);
    }
  }

  private void judgeRights(Role role, StatementReading statement, Consumer<String> objection) {
    catalogue
        .withoutRight(role, statement)
        .forEach(name -> objection.accept("a " + catalogue.word(role) + " may not read " + name));
  }

  /** What a tree says, of the kind of statement that a tool may have. */
  static StatementReading reading(ToolDefinition tool, String tree) {
    return tool.writes() ? StatementReader.readWriting(tree) : StatementReader.read(tree);
  }

  private static void judgeSearch(ToolDefinition tool, Set<String> reasons) {
    var plain =
        tool.parameters().size() == 1
            && tool.parameters().getFirst().name().equals("query")
            && tool.parameters().getFirst().required()
            && tool.parameters().getFirst().kind() instanceof ParameterKind.Text text
            && text.format() == TextFormat.PLAIN
            && text.mask() == null;
    if (!plain) {
      reasons.add("a search has one parameter, the text 'query', which is required");
    }
  }

  private ToolVerdict judge(Reading reading, MaskedColumns masked) {
    var tool = reading.tool();
    var reasons = new LinkedHashSet<>(reading.reasons());
    var claims = new EnumMap<Role, Map<Integer, String>>(Role.class);
    reading
        .statements()
        .forEach(
            (role, opened) -> {
              var writing = opened.statement().writing();
              var target = writing == null ? null : WrittenTable.read(probe, role, writing);
              var read =
                  new ReadTool(
                      tool,
                      role,
                      opened.statement(),
                      catalogue,
                      masked,
                      target,
                      opened.functions());
              rules.forEach(rule -> rule.judge(read, reasons::add));
              opened.functions().values().forEach(body -> judge(read, body, reasons::add));
              claims.put(role, ClaimsAreRedundant.values(read));
            });
    descriptions.judge(tool, reasons::add);
    var loads = reasons.isEmpty();
    var inFunctions = loads ? tables(reading, Opened::bodies) : Set.<String>of();
    var tables = loads ? tables(reading, Opened::statements) : Set.<String>of();
    return new ToolVerdict(
        tool.name(), tool.at(), new ArrayList<>(reasons), List.of(), tables, inFunctions, claims);
  }

  /** Judges what a function does that a tool calls; one that is refused is judged by its calls. */
  private void judge(ReadTool caller, FunctionBody function, Consumer<String> objection) {
    var role = caller.role();
    function
        .reading()
        .ifPresent(
            statement -> {
              var body =
                  new ReadTool(
                      function.asTool(caller.tool().name(), role),
                      role,
                      statement,
                      catalogue,
                      caller.masked(),
                      null,
                      function.called());
              Consumer<String> inside =
                  words ->
                      objection.accept("in the function " + function.described() + ": " + words);
              judgeRights(role, statement, inside);
              rules.forEach(rule -> rule.judgeBody(body, inside));
            });
  }

  private String refused(Role role, String words) {
    return "the database does not prepare the statement for a "
        + catalogue.word(role)
        + ": "
        + words;
  }

  private Set<String> tables(
      Reading reading, Function<Opened, Stream<StatementReading>> statements) {
    return reading.statements().values().stream()
        .flatMap(statements)
        .flatMap(statement -> statement.relations().stream())
        .map(relation -> catalogue.table(relation.id()).name())
        .collect(Collectors.toSet());
  }
}
