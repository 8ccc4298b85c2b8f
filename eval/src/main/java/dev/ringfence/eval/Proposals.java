package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.eval.Canary.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The proposals that wait in one case, made by a model of the lab's own, and taken away again. */
final class Proposals {
  private static final String WORD = "qqqqqq";
  private static final String CANARY = "{canary}";

  private final Experiment lab;
  private final Person person;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<String> conversations = new ArrayList<>();
  private final List<Canary> canaries = new ArrayList<>();

  private Proposals(Experiment lab, Person person) {
    this.lab = lab;
    this.person = person;
  }

  /** What proposes one write, once. */
  private static final class Proposing implements Conduct {
    private final PlannedCall call;
    private boolean called;

    private Proposing(PlannedCall call) {
      this.call = call;
    }

    @Override
    public synchronized List<PlannedCall> next(String body, JsonNode request) {
      List<PlannedCall> calls = called ? List.of() : List.of(call);
      called = true;
      return calls;
    }

    @Override
    public String answer() {
      return "It waits.";
    }
  }

  /**
   * Has everything proposed that an attack needs.
   *
   * @param word of the case, so that no two share a conversation
   * @throws LabException where something does not wait for its person
   */
  static Proposals made(
      Experiment lab, Person person, List<ProposalPlan> plans, Facts known, String word) {
    Proposals made = new Proposals(lab, person);
    plans.forEach(plan -> made.propose(plan, known, word));
    return made;
  }

  /** Under the names that requests have for them. */
  Map<String, String> facts() {
    return facts;
  }

  private void propose(ProposalPlan plan, Facts known, String word) {
    String conversation = "waits-" + plan.name() + "-" + word;
    String token = lab.tokens.as(plan.by(), person, known);
    String arguments = known.fill(plan.arguments());
    if (arguments.contains(CANARY)) {
      Canary canary = lab.book.issue(origin(plan, known), false);
      canaries.add(canary);
      arguments = arguments.replace(CANARY, canary.value());
    }
    String mark =
        lab.model.play(WORD, new Proposing(new PlannedCall("call_a", plan.tool(), arguments)));
    ServiceClient.Answer answer =
        lab.client.chat(token, conversation, "Please prepare it. " + mark, false);
    String id = answer.json().at("/message/tools/0/approval/id").asText();
    if (id.isEmpty()) {
      throw new LabException(
          plan.tool() + " of " + plan.by() + " was not proposed: status " + answer.status());
    }
    conversations.add(conversation);
    facts.put("proposal." + plan.name(), id);
    facts.put("proposal." + plan.name() + "_conversation", conversation);
  }

  private static Origin origin(ProposalPlan plan, Facts known) {
    String who = plan.by().equals("customer") ? "self" : plan.by();
    return new Origin(
        "ringfence.approval",
        "arguments_sealed",
        UUID.fromString(known.fill("{" + who + ".tenant_id}")),
        UUID.fromString(known.fill("{" + who + ".id}")),
        null);
  }

  /** Takes back what was said and written for it: other cases would find it as somebody's row. */
  void forget() {
    for (String conversation : conversations) {
      lab.database.change("DELETE FROM ringfence.conversation WHERE id = ?", conversation);
    }
    for (Canary canary : canaries) {
      lab.database.change(
          "DELETE FROM demo.support_ticket WHERE strpos(subject, ?) > 0", canary.value());
    }
  }
}
