package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.List;

/** Whether there is a case for each route and each tool of the service. */
final class SurfaceProbes {
  private final Experiment lab;

  SurfaceProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<String> routes = lab.service.inside().routes();
    List<String> tools = lab.service.inside().tools();
    List<String> without = new Surface(AttackCorpus.load()).without(routes, tools);
    int all = routes.size() + tools.size();
    return List.of(
        new CaseResult(
            "surface",
            "a-case-for-each-route-and-tool",
            lab.population.of(Persona.SAM).persona().label(),
            "router",
            all,
            all - without.size(),
            all,
            List.of(),
            String.join("; ", without)));
  }
}
