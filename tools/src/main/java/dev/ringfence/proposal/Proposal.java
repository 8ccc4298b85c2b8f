package dev.ringfence.proposal;

import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.ProtectRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What is proposed for a database. It holds names and counts, and no value of any row. */
public final class Proposal {
  /** A tool file holds 2,000,000 characters at most. */
  private static final int LONGEST_FILE = 1_900_000;

  private static final String SEPARATOR = "---\n";

  private final Schema schema;
  private final List<Verdict> verdicts;
  private final SequencedMap<TableId, TableProposal> tables;
  private final List<Question> questions;
  private final List<String> warnings;
  private final Map<TableId, Set<String>> users;

  Proposal(
      Schema schema,
      List<Verdict> verdicts,
      List<TableProposal> tables,
      List<Question> questions,
      List<String> warnings,
      Map<TableId, Set<String>> users) {
    this.schema = schema;
    this.verdicts = List.copyOf(verdicts);
    this.tables = new LinkedHashMap<>();
    tables.forEach(table -> this.tables.put(table.id(), table));
    this.questions = List.copyOf(questions);
    this.warnings = List.copyOf(warnings);
    this.users = Map.copyOf(users);
  }

  Schema schema() {
    return schema;
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  SequencedMap<TableId, TableProposal> tables() {
    return tables;
  }

  List<String> warnings() {
    return warnings;
  }

  /** What a person has to say before more can be proposed; the most telling first. */
  public List<Question> questions() {
    return questions;
  }

  /** Whether there is nothing to bring inside. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** Whether ringfence's own schema is there, without which nothing can be protected yet. */
  public boolean isMigrated() {
    return schema.migrated();
  }

  /** How many questions the tool file would answer. */
  public int tools() {
    return tables.values().stream().mapToInt(table -> table.tools().size()).sum();
  }

  /** How each table is to be brought inside, by its name. */
  public SequencedMap<TableId, ProtectRequest> requests() {
    SequencedMap<TableId, ProtectRequest> requests = new LinkedHashMap<>();
    tables.forEach((id, table) -> requests.put(id, request(table)));
    return requests;
  }

  private ProtectRequest request(TableProposal table) {
    Verdict.Protect verdict = table.verdict();
    return new ProtectRequest(
        verdict.table().sql(),
        verdict.tenant().name(),
        verdict.owner().map(OwnerColumn::name).orElse(null),
        users.getOrDefault(table.id(), Set.of()),
        false,
        false);
  }

  /** The command that brings a table inside, as it is typed. */
  static String command(ProtectRequest request) {
    List<String> words = new ArrayList<>(List.of("ringfence", "protect"));
    words.addAll(List.of("--table", Text.shellWord(request.table())));
    words.addAll(List.of("--tenant-column", Text.shellWord(request.tenantColumn())));
    if (request.ownerColumn() != null) {
      words.addAll(List.of("--owner-column", Text.shellWord(request.ownerColumn())));
    }
    request.keepRoles().stream()
        .sorted()
        .forEach(role -> words.addAll(List.of("--keep-role", Text.shellWord(role))));
    words.add("--apply");
    return String.join(" ", words);
  }

  /**
   * The tool file. It loads once the tables are inside the fence.
   *
   * @throws ProposalException where it would be larger than a tool file may be
   */
  public String toolFile() {
    String header =
        "# Proposed by `ringfence init`: read it, and take out what your customers never ask.\n"
            + "# It loads once these tables are inside the fence; docs/tools.md says what else may"
            + " stand here.\n";
    String file =
        tables.values().stream()
            .flatMap(table -> table.tools().stream())
            .map(ToolYaml::document)
            .collect(Collectors.joining(SEPARATOR, header, ""));
    if (file.length() > LONGEST_FILE) {
      throw new ProposalException(
          "the proposed tool file is larger than one may be; choose tables with --schema");
    }
    return file;
  }

  /**
   * Every guess and every table, in words.
   *
   * @param outcomes what `protect` says to each request; empty where it was not asked
   */
  public String review(Map<TableId, ProtectOutcome> outcomes) {
    return new Review(this, outcomes).text();
  }
}
