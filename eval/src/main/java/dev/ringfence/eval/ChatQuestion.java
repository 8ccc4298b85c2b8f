package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.Issue;
import dev.ringfence.report.Tap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One question of a task in the chat or by completions, and what its person reads. */
final class ChatQuestion {
  private final TaskGround ground;
  private final Task task;
  private final AnswerCheck check;
  private final HonestModel model;
  private final String token;

  ChatQuestion(TaskGround ground, Task task, AnswerCheck check) {
    this.ground = ground;
    this.task = task;
    this.check = check;
    this.model = new HonestModel(check.filled);
    this.token = ground.token(task.who());
  }

  /**
   * Why the answer is not right; empty where it is.
   *
   * @param word by which the model's server knows the question
   */
  String wrong(String conversation, String word) {
    Optional<AttackerModel> server = ground.model();
    String says = check.filled.says() + server.map(s -> " " + s.play(word, this.model)).orElse("");
    ServiceClient.Answer answer =
        task.door() == Task.Door.COMPLETIONS
            ? ground.client().complete(token, says)
            : ground.client().chat(token, conversation, says, streams());
    server.ifPresent(s -> s.forget(word));
    if (!answer.ok()) {
      return "answered " + answer.status();
    }
    String shown = answer.capture().shown();
    String wrong = server.isPresent() ? troubles() : "";
    wrong = wrong.isEmpty() ? check.wrong(shown) : wrong;
    wrong = wrong.isEmpty() ? check.notRestored(shown) : wrong;
    wrong = wrong.isEmpty() ? wrongScope(answer) : wrong;
    return wrong.isEmpty() ? decide(answer.json()) : wrong;
  }

  /** About half of the answers are streams, and which ones does not depend on the others. */
  private boolean streams() {
    String hash = Issue.sha256(task.label().getBytes(StandardCharsets.UTF_8));
    boolean even = Integer.parseInt(hash.substring(0, 2), 16) % 2 == 0;
    return even && check.step.approves().isEmpty();
  }

  /** What kept the model from its work. */
  private String troubles() {
    if (!model.troubles().isEmpty()) {
      return String.join("; ", model.troubles());
    }
    if (model.received().isEmpty()) {
      return "the model was not called";
    }
    String seen = check.notMasked(model.received());
    if (!seen.isEmpty()) {
      return seen;
    }
    return model.results() < check.step.calls().size() ? "not every call came back" : "";
  }

  private String wrongScope(ServiceClient.Answer answer) {
    boolean told = !check.step.scope().isEmpty() && answer.capture().tap() == Tap.HTTP;
    String scope = answer.json().at("/message/scope").asText();
    return told && !scope.equals(check.step.scope()) ? "its scope is " + scope : "";
  }

  private String decide(JsonNode answer) {
    if (check.step.approves().isEmpty()) {
      return "";
    }
    JsonNode tools = answer.at("/message/tools");
    String id = tools.path(tools.size() - 1).at("/approval/id").asText();
    if (id.isEmpty()) {
      return "nothing was proposed";
    }
    boolean approved = check.step.approves().get();
    String body = "{\"approved\": " + approved + "}";
    ServiceClient.Answer decided =
        ground.client().send("POST", "/v1/approvals/" + id, token, body, Map.of());
    String status = decided.json().path("status").asText();
    if (!status.equals(approved ? "done" : "denied")) {
      return "the decision ended as " + decided.status() + " " + status;
    }
    return check.unwritten();
  }
}
