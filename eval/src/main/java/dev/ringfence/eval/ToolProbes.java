package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of tools that reach further than their caller, handed to the service as its operator would
 * hand them; none may be taken. First one that may, so that a refusal means something.
 */
final class ToolProbes {
  private static final String FAMILY = "tools";
  private static final String FILE = "/tools-that-reach-too-far.yaml";

  private final Experiment lab;

  ToolProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    Inside service = lab.service.inside();
    Set<Finding> findings = new LinkedHashSet<>();
    List<Map<String, Object>> tools = AttackFile.resource(FILE);
    int taken = 0;
    try {
      for (Map<String, Object> each : tools) {
        boolean harmless = Boolean.TRUE.equals(each.get("harmless"));
        boolean offers = service.offers(String.valueOf(each.get("file")));
        if (harmless && offers) {
          taken++;
        } else if (offers) {
          findings.add(
              new Finding(Rule.UNPROVEN_TOOL, Tap.ROWS, "a tool that " + each.get("reaches"), ""));
        }
      }
    } finally {
      service.offersItsOwn();
    }
    return List.of(
        new CaseResult(
            FAMILY,
            "tools-that-reach-too-far",
            lab.population.of(Persona.SAM).persona().label(),
            "file",
            tools.size(),
            tools.size(),
            taken,
            List.copyOf(findings),
            taken == 0 ? "not even a harmless tool was taken" : ""));
  }
}
