package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Databases whose fence is open somewhere: the service must not begin to serve from one. */
final class StartProbes {
  private static final String FAMILY = "start";

  /** What its refusals have in common, whatever is unsafe. */
  private static final String REFUSED = "not safe to serve from";

  private static final Map<String, String> OPEN =
      new TreeMap<>(
          Map.of(
              "a-policy-that-is-true",
              "ALTER POLICY customer_rows ON demo.invoice USING (true)",
              "a-table-without-row-security",
              "ALTER TABLE demo.booking DISABLE ROW LEVEL SECURITY",
              "a-table-whose-owner-is-unbound",
              "ALTER TABLE demo.support_ticket NO FORCE ROW LEVEL SECURITY",
              "a-right-of-visitors",
              "GRANT SELECT ON demo.invoice TO ringfence_visitor"));

  private final Experiment lab;

  StartProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    boolean startsOtherwise = starts("").isEmpty();
    OPEN.forEach(
        (name, sql) -> {
          String refused = starts(sql);
          results.add(
              new CaseResult(
                  FAMILY,
                  name,
                  Persona.SAM.label(),
                  "probe",
                  1,
                  1,
                  startsOtherwise ? 1 : 0,
                  refused.isEmpty()
                      ? List.of(
                          new Finding(Rule.UNSAFE_START, Tap.ROWS, "it serves in spite of it", ""))
                      : List.of(),
                  missing(startsOtherwise, refused)));
        });
    return results;
  }

  private static String missing(boolean startsOtherwise, String refused) {
    if (!startsOtherwise) {
      return "it does not start on a sound database either";
    }
    return refused.isEmpty() || refused.contains(REFUSED)
        ? ""
        : "it did not start for another reason";
  }

  /** Why it does not start on a copy of the companies with this patch; empty where it does. */
  private String starts(String sql) {
    try (LabDatabase database = lab.home.copy()) {
      if (!sql.isEmpty()) {
        database.execute(sql);
      }
      try (RunningService _ = lab.home.start(lab.rewrites, database, InProcessService.NO_MODEL)) {
        return "";
      } catch (LabException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
