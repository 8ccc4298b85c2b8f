package dev.ringfence.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** Findings as text for people, JSON for scripts, and SARIF for a code host. */
public enum Report {
  TEXT {
    @Override
    public String of(List<Finding> findings, List<Rule> rules) {
      if (findings.isEmpty()) {
        return "No findings: " + rules.size() + " rules hold.\n";
      }
      String all =
          findings.stream()
              .map(
                  f ->
                      "%s  %s  %s%n    %s%n    mend: %s%n"
                          .formatted(
                              f.severity().word(), f.object(), f.rule(), f.problem(), f.fix()))
              .collect(Collectors.joining("\n"));
      return all + "\n" + count(findings) + "\n";
    }
  },
  JSON {
    @Override
    public String of(List<Finding> findings, List<Rule> rules) {
      JsonArray all = new JsonArray();
      for (Finding finding : findings) {
        all.add(
            new JsonObject()
                .put("rule", finding.rule())
                .put("severity", finding.severity().word())
                .put("object", finding.object())
                .put("problem", finding.problem())
                .put("fix", finding.fix()));
      }
      return new JsonObject().put("findings", all).encodePrettily() + "\n";
    }
  },
  SARIF {
    @Override
    public String of(List<Finding> findings, List<Rule> rules) {
      return SarifLog.of(findings, rules).encodePrettily() + "\n";
    }
  };

  /** The report. */
  public abstract String of(List<Finding> findings, List<Rule> rules);

  private static String count(List<Finding> findings) {
    long errors = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    long warnings = findings.size() - errors;
    return "%d error%s, %d warning%s"
        .formatted(errors, errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
  }
}
