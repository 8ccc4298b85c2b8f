package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A customer and a whole company who are erased: what is left of them, whether anybody else lost a
 * row by it, and whether the receipt says what was done and is worth anything. Everything is put
 * back afterwards.
 */
final class ErasureProbes {
  private static final String FAMILY = "erasure";

  /** What erasing says that it keeps: the company's name in the list, receipts, the audit. */
  private static final String KEPT = "ringfence\\.(?:tenant|erasure|audit_[a-z_]+)";

  /** Rows of others that go with what they are about: that a document was of use. */
  private static final Set<String> FOLLOWING = Set.of("ringfence.document_use");

  /**
   * Rows that name somebody in any column, whatever it is called, and all others as one hash. It
   * shares nothing with what erases: no policy, key or name of a column is asked.
   */
  private static final String ROWS =
      """
      SELECT count(*) FILTER (WHERE named) AS theirs,
             md5(coalesce(string_agg(row, E'\\n' ORDER BY row) FILTER (WHERE NOT named), '')) AS others
        FROM (SELECT t::text AS row,
                     EXISTS (SELECT FROM jsonb_each_text(to_jsonb(t)) AS c WHERE c.value = '%s') AS named
                FROM %s AS t) AS all_rows
      """;

  /**
   * A table.
   *
   * @param theirs rows that name who is erased
   * @param others a hash of the rest
   */
  private record Held(long theirs, String others) {}

  private final Experiment lab;
  private final List<WorldTable> tables;

  ErasureProbes(Experiment lab) {
    this.lab = lab;
    this.tables =
        WorldTable.in(lab.database).stream().filter(table -> !table.name().matches(KEPT)).toList();
  }

  List<CaseResult> run() {
    return List.of(erased(Persona.ANA, false), erased(Persona.GIL, true));
  }

  private CaseResult erased(Persona persona, boolean company) {
    Person person = lab.population.of(persona);
    String key = (company ? person.tenant() : person.subject()).toString();
    Set<Finding> findings = new LinkedHashSet<>();
    long tablesOfTheirs = 0;
    Optional<String> receipt;
    try (WorldStore store = WorldStore.keep(lab.database, "before_erasure")) {
      Map<String, Held> before = held(key);
      store.changesDirectory();
      receipt =
          lab.service
              .inside()
              .erases(
                  lab.database.admin(),
                  persona.tenant,
                  company ? "" : persona.user,
                  store.tables());
      if (receipt.isPresent()) {
        findings.addAll(compared(before, held(key), company));
        findings.addAll(told(receipt.get(), before));
      }
      tablesOfTheirs = before.values().stream().filter(held -> held.theirs() > 0).count();
    }
    return new CaseResult(
        FAMILY,
        company ? "nothing-left-of-a-company" : "nothing-left-of-a-customer",
        persona.label(),
        "sql",
        1,
        receipt.isPresent() ? 1 : 0,
        (int) tablesOfTheirs,
        List.copyOf(findings),
        receipt.isEmpty()
            ? "the service did not erase"
            : tablesOfTheirs == 0 ? "there was nothing to erase" : "");
  }

  private Map<String, Held> held(String key) {
    Map<String, Held> all = new LinkedHashMap<>();
    for (WorldTable table : tables) {
      Map<String, String> row = lab.database.rows(ROWS.formatted(key, table.name())).getFirst();
      all.put(
          table.name(),
          new Held(
              Long.parseLong(String.valueOf(row.get("theirs"))), row.getOrDefault("others", "")));
    }
    return all;
  }

  private Set<Finding> compared(
      Map<String, Held> before, Map<String, Held> after, boolean company) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (WorldTable table : tables) {
      Held then = before.getOrDefault(table.name(), new Held(0, ""));
      Held now = after.getOrDefault(table.name(), new Held(0, ""));
      if (now.theirs() > 0) {
        findings.add(
            new Finding(Rule.NOT_ERASED, Tap.ROWS, "rows are left in " + table.name(), ""));
      }
      // Rows that name no owner go with those that they belong to.
      boolean stays = company || !(table.owner().isEmpty() || FOLLOWING.contains(table.name()));
      if (stays && !now.others().equals(then.others())) {
        findings.add(
            new Finding(
                Rule.WRITTEN_FOR_ANOTHER,
                Tap.ROWS,
                "rows of others went, or are others, in " + table.name(),
                ""));
      }
    }
    return findings;
  }

  /** What the receipt counts, and whether it can be altered or made by anybody. */
  private Set<Finding> told(String receipt, Map<String, Held> before) {
    Set<Finding> findings = new LinkedHashSet<>();
    Inside service = lab.service.inside();
    String altered = receipt.replaceFirst("\"remaining\":0", "\"remaining\":7");
    if (altered.equals(receipt) || !service.verifies(receipt, Inside.RECEIPTS)) {
      throw new LabException("a receipt is none: " + receipt);
    }
    if (service.verifies(altered, Inside.RECEIPTS)) {
      findings.add(untrue("an altered receipt verifies"));
    }
    if (service.verifies(receipt, Inside.OTHER_RECEIPTS)) {
      findings.add(untrue("a receipt verifies under another instance's key"));
    }
    Map<String, Long> counted = new LinkedHashMap<>();
    for (JsonNode table : ServiceClient.parse(receipt).path("tables")) {
      counted.put(table.path("table").asText(), table.path("deleted").asLong());
    }
    before.forEach(
        (table, held) -> {
          if (counted.getOrDefault(table, 0L) < held.theirs()) {
            findings.add(untrue("it counts too few rows of " + table));
          }
        });
    return findings;
  }

  private static Finding untrue(String what) {
    return new Finding(Rule.NOT_ERASED, Tap.EXPORT, what, "");
  }
}
