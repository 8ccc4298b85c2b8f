package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Under what SQL of a tool runs in a connection of the service's own pool, and what it leaves there
 * for whoever borrows it next: the session is stained as one person, and looked at as another, as
 * often as the pool has connections and more.
 */
final class PoolProbes {
  private static final String FAMILY = "database";
  private static final int BORROWERS = 12;

  /** What {@link Inside#shows} says of one. */
  private static final String ERROR = "an error";

  /** What could be left, and how the next one would see it. */
  private enum Carrier {
    SETTING(
        "SELECT set_config('app.left', 'behind', false)",
        "SELECT coalesce(current_setting('app.left', true), '')"),
    PATH(
        "SELECT set_config('search_path', 'demo, public', false)",
        "SELECT current_setting('search_path')"),
    ROLE("SELECT set_config('role', 'ringfence_staff', false)", "SELECT current_user::text"),
    LOCK(
        "SELECT pg_advisory_lock(20, 26)::text",
        "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND classid = 20"
            + " AND objid = 26 AND pid = pg_backend_pid()");

    private final String stain;
    private final String look;

    Carrier(String stain, String look) {
      this.stain = stain;
      this.look = look;
    }
  }

  private final Experiment lab;

  PoolProbes(Experiment lab) {
    this.lab = lab;
  }

  /** Under what SQL of a tool has to run, whoever asks. */
  private enum Bound {
    READING(
        "current_setting('transaction_read_only') = 'on'",
        Rule.EXTRA_RIGHT,
        "in a transaction that writes"),
    LIMIT(
        "current_setting('statement_timeout')::interval BETWEEN interval '1 ms' AND interval '%d ms'"
            .formatted(Inside.LIMIT.toMillis()),
        Rule.UNBOUNDED,
        "for longer than its time");

    private final String holds;
    private final Rule rule;
    private final String otherwise;

    Bound(String holds, Rule rule, String otherwise) {
      this.holds = holds;
      this.rule = rule;
      this.otherwise = otherwise;
    }
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : List.of(Persona.ANA, Persona.SAM)) {
      results.add(runsBound(lab.population.of(persona)));
    }
    for (Carrier carrier : Carrier.values()) {
      results.add(nothingIsLeft(carrier));
    }
    return results;
  }

  /** As the only statement of its transaction, and behind one that says whose it is. */
  private CaseResult runsBound(Person person) {
    Inside service = lab.service.inside();
    Set<Finding> findings = new LinkedHashSet<>();
    int shown = 0;
    for (Bound bound : Bound.values()) {
      for (String from :
          List.of("", " FROM demo.invoice WHERE tenant_id = ringfence.tenant_id()")) {
        String seen = service.shows(person, "SELECT " + bound.holds + from + " LIMIT 1").strip();
        if (!seen.equals(ERROR)) {
          shown++;
          if (!seen.equals("[true]")) {
            findings.add(
                new Finding(bound.rule, Tap.ROWS, "SQL of a tool runs " + bound.otherwise, ""));
          }
        }
      }
    }
    int looks = 2 * Bound.values().length;
    return new CaseResult(
        FAMILY,
        "runs-bound",
        person.persona().label(),
        "sql",
        looks,
        shown,
        shown,
        List.copyOf(findings),
        shown < looks ? "a setting could not be read" : "");
  }

  private CaseResult nothingIsLeft(Carrier carrier) {
    Person person = lab.population.of(Persona.ANA);
    Person next = lab.population.of(Persona.GIL);
    Inside service = lab.service.inside();
    String clean = service.shows(next, carrier.look);
    Set<Finding> findings = new LinkedHashSet<>();
    int stained = 0;
    for (int i = 0; i < BORROWERS; i++) {
      if (!service.shows(person, carrier.stain).equals(ERROR)) {
        stained++;
      }
      if (!service.shows(next, carrier.look).equals(clean)) {
        findings.add(
            new Finding(
                Rule.LEFT_FOR_ANOTHER,
                Tap.ROWS,
                "the next borrower of a connection sees another " + carrier,
                ""));
      }
    }
    return new CaseResult(
        FAMILY,
        "nothing-left-in-the-pool-" + carrier.name().toLowerCase(Locale.ROOT),
        person.persona().label(),
        "sql",
        BORROWERS,
        BORROWERS,
        stained,
        List.copyOf(findings),
        clean.equals(ERROR) || stained == 0 ? "nothing could be left to begin with" : "");
  }
}
