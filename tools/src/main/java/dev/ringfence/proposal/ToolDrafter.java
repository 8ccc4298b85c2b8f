package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Drafts the questions about one table: the newest rows, one row by its number, a sum. */
final class ToolDrafter {
  private static final int ROWS = 20;

  private final Subject subject;
  private final ParameterDrafts parameterDrafts;
  private final Verdict.Protect verdict;
  private final TableShape shape;
  private final StatementDraft statement;
  private final SequencedMap<TableColumn, String> names;
  private final Map<TableColumn, ColumnTreatment> treatments = new LinkedHashMap<>();
  private final String many;
  private final String one;

  /**
   * @param number of the table, for one whose name says nothing
   */
  ToolDrafter(Subject subject, Verdict.Protect verdict, List<ColumnGuess> columns, int number) {
    this.subject = subject;
    this.parameterDrafts = new ParameterDrafts(subject);
    this.verdict = verdict;
    this.shape = new TableShape(verdict, columns);
    this.statement = new StatementDraft(verdict.table(), shape);
    List<ColumnGuess> selected = shape.selected();
    selected.forEach(guess -> treatments.put(guess.column(), guess.treatment()));
    this.names = StatementDraft.names(selected.stream().map(ColumnGuess::column).toList());
    this.many = subject.words(verdict.table().id().name(), "records " + number);
    this.one = String.join(" ", NameWords.singular(NameWords.of(many)));
  }

  List<ToolDraft> drafts() {
    if (!shape.tells()) {
      return List.of();
    }
    List<ToolDraft> drafts = new ArrayList<>();
    if (shape.isSingle()) {
      drafts.add(single());
    }
    if (!shape.isSingle() || verdict.owner().isPresent()) {
      drafts.add(list());
      shape.reference().map(this::get).ifPresent(drafts::add);
    }
    if (!shape.isSingle()) {
      drafts.add(sums());
    }
    return drafts;
  }

  /** Whose rows they are, in a sentence's end. */
  private List<String> access() {
    return verdict.owner().isEmpty() || shape.isSingle()
        ? List.of("staff")
        : List.of("customer", "staff");
  }

  private String whose() {
    return access().contains("customer")
        ? "The signed-in customer's own; staff see those of their company."
        : "Those of the own company, for staff.";
  }

  private ToolDraft single() {
    boolean customer = verdict.owner().isPresent();
    boolean person = customer && MaskWords.isOfPeople(verdict.table());
    return new ToolDraft(
        subject.tool("my", one, verdict.table().id().schema()),
        person ? "Your details" : "Your " + one,
        customer
            ? "The signed-in customer's own record in " + many + "."
            : "The own company's record in " + many + ", for staff.",
        statement.list(names, List.of(), "1"),
        List.of(),
        List.of(customer ? "customer" : "staff"),
        result(),
        1,
        "",
        person
            ? List.of(
                "What do you know about me?",
                "Which contact details do you have of mine?",
                "Are my details up to date?")
            : List.of("Show my " + one, "What about my " + one + "?"));
  }

  private ToolDraft list() {
    List<SequencedMap<String, Object>> parameters = new ArrayList<>();
    List<String> conditions = conditions(parameters, true);
    parameters.add(ParameterDrafts.limit(ROWS));
    String newest = shape.date().isPresent() ? ", the newest first" : "";
    List<String> examples = new ArrayList<>();
    examples.add("Show my latest " + many);
    examples.add("Which " + many + " do I have?");
    examples.add("List my " + many);
    shape
        .state()
        .ifPresent(
            state ->
                examples.add(
                    "What is the " + Subject.lower(subject.label(state)) + " of my " + many + "?"));
    return draft(
        "list",
        Subject.label(many) + newest + ". " + whose(),
        statement.list(names, conditions, "$" + parameters.size()),
        parameters,
        ROWS,
        examples);
  }

  private ToolDraft get(TableColumn reference) {
    String label = subject.label(reference);
    String lower = Subject.lower(label);
    return draft(
        "get",
        Subject.label(one) + " by its " + lower + ". " + whose(),
        statement.list(names, List.of(statement.is(reference, 1)), "5"),
        List.of(parameterDrafts.reference(reference)),
        5,
        List.of("Open the " + one + " with this " + lower, "What about this " + one + "?"));
  }

  private ToolDraft sums() {
    List<SequencedMap<String, Object>> parameters = new ArrayList<>();
    List<String> conditions = conditions(parameters, false);
    Optional<TableColumn> amount = shape.amount();
    List<TableColumn> groups =
        Stream.concat(
                amount.isPresent() ? shape.currency().stream() : Stream.of(),
                shape.state().stream())
            .distinct()
            .toList();
    SequencedMap<String, SequencedMap<String, Object>> result = new LinkedHashMap<>();
    StatementDraft.names(groups).forEach((column, name) -> result.put(name, keys(column)));
    result.put("how_many", ToolDraft.keys("type", "bigint", "label", "How many"));
    amount.ifPresent(
        column -> result.put("total", ToolDraft.keys("type", summed(column), "label", "Sum")));
    String by =
        groups.isEmpty()
            ? ""
            : " by "
                + String.join(
                    " and ", groups.stream().map(c -> Subject.lower(subject.label(c))).toList());
    String what =
        amount
            .map(column -> ", and the sum of their " + Subject.lower(subject.label(column)))
            .orElse("");
    ToolDraft draft =
        draft(
            "count",
            "How many " + many + " there are" + what + by + ". " + whose(),
            statement.sums(groups, amount, conditions),
            parameters,
            50,
            List.of("How many " + many + " do I have?", "What do my " + many + " add up to?"));
    return new ToolDraft(
        draft.name(),
        draft.label(),
        draft.description(),
        draft.statement(),
        draft.parameters(),
        draft.access(),
        result,
        50,
        "",
        draft.examples());
  }

  private static String summed(TableColumn column) {
    return switch (column.type()) {
      case "smallint", "integer" -> "bigint";
      case "bigint" -> "numeric";
      default -> column.type();
    };
  }

  private ToolDraft draft(
      String verb,
      String description,
      List<String> sql,
      List<SequencedMap<String, Object>> parameters,
      int rows,
      List<String> examples) {
    String title =
        shape
            .reference()
            .filter(names::containsKey)
            .map(reference -> Subject.label(one) + " {" + names.get(reference) + "}")
            .orElse("");
    return new ToolDraft(
        subject.tool(verb, verb.equals("get") ? one : many, verdict.table().id().schema()),
        Subject.label(
            switch (verb) {
              case "get" -> one;
              case "count" -> "sum of " + many;
              default -> many;
            }),
        description,
        sql,
        parameters,
        access(),
        result(),
        rows,
        title,
        examples);
  }

  private List<String> conditions(List<SequencedMap<String, Object>> parameters, boolean state) {
    List<String> conditions = new ArrayList<>();
    if (state) {
      shape
          .state()
          .ifPresent(
              column -> {
                parameters.add(parameterDrafts.state(column));
                conditions.add(statement.inState(column, parameters.size()));
              });
    }
    shape
        .date()
        .ifPresent(
            date -> {
              parameters.add(ParameterDrafts.day("from", "From", "Only from this day on"));
              conditions.add(statement.from(date, parameters.size()));
              parameters.add(ParameterDrafts.day("until", "Until", "Only up to this day"));
              conditions.add(statement.until(date, parameters.size()));
            });
    return conditions;
  }

  private SequencedMap<String, SequencedMap<String, Object>> result() {
    SequencedMap<String, SequencedMap<String, Object>> result = new LinkedHashMap<>();
    names.forEach(
        (column, name) -> {
          SequencedMap<String, Object> keys = keys(column);
          if (treatments.get(column) instanceof ColumnTreatment.Masked masked) {
            keys.put("mask", masked.key());
          }
          result.put(name, keys);
        });
    return result;
  }

  private SequencedMap<String, Object> keys(TableColumn column) {
    return ToolDraft.keys("type", column.resultType(), "label", subject.label(column));
  }
}
