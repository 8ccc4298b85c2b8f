package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far one answer goes with a model that calls as much as it can, and never stops. */
final class BudgetProbes {
  private static final String FAMILY = "limits";

  /** What one answer may call and how often a model may be asked; see docs/configuration.md. */
  private static final int CALLS = 24;

  private static final int ROUNDS = 6;
  private static final int AT_ONCE = 60;

  private final Experiment lab;

  BudgetProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    return List.of(insatiable(lab.population.of(Persona.ANA)));
  }

  /** Calls the same tool without end. */
  private static final class Insatiable implements Conduct {
    private final List<JsonNode> requests = new ArrayList<>();

    @Override
    public synchronized List<PlannedCall> next(String body, JsonNode request) {
      requests.add(request);
      List<PlannedCall> calls = new ArrayList<>();
      if (request.has("tools")) {
        for (int i = 0; i < AT_ONCE; i++) {
          calls.add(new PlannedCall("c" + i, "list_invoices", "{\"limit\": 1}"));
        }
      }
      return calls;
    }

    @Override
    public String answer() {
      return "That was all.";
    }

    synchronized int asked() {
      return requests.size();
    }

    /** Results with rows, as the last request has them all. */
    synchronized int withRows() {
      int rows = 0;
      for (JsonNode message : requests.getLast().path("messages")) {
        if (message.path("role").asText().equals("tool")
            && message.path("content").toString().contains("\\\"rows\\\":[{")) {
          rows++;
        }
      }
      return rows;
    }
  }

  private CaseResult insatiable(Person person) {
    Insatiable model = new Insatiable();
    String mark = lab.model.play("oooooo", model);
    lab.client.chat(person.token(), "probe-of-limits", "All of it, please. " + mark, false);
    lab.client.send("DELETE", "/v1/conversations/probe-of-limits", person.token(), "", Map.of());
    lab.model.forget("oooooo");
    int rows = model.asked() == 0 ? 0 : model.withRows();
    Set<Finding> findings = new LinkedHashSet<>();
    if (rows > CALLS) {
      findings.add(
          new Finding(Rule.UNBOUNDED, Tap.MODEL, "more calls than one answer may make", ""));
    }
    if (model.asked() > ROUNDS) {
      findings.add(
          new Finding(Rule.UNBOUNDED, Tap.MODEL, "more rounds than one answer may have", ""));
    }
    return new CaseResult(
        FAMILY,
        "a-model-that-never-stops",
        person.persona().label(),
        "json",
        AT_ONCE,
        AT_ONCE,
        rows,
        List.copyOf(findings),
        rows == 0 ? "no call came back with rows" : "");
  }
}
