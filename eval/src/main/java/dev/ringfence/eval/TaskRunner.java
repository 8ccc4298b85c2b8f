package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.report.Issue;
import dev.ringfence.report.Tap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks tasks of a service, one after another, and holds each answer to what it has to hold. */
final class TaskRunner {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TaskGround ground;
  private int number;

  TaskRunner(TaskGround ground) {
    this.ground = ground;
  }

  /**
   * How a task ended.
   *
   * @param wrong why the answer is not right, without any value; empty where it is
   */
  record Outcome(Task task, String wrong) {
    boolean right() {
      return wrong.isEmpty();
    }
  }

  /** Asks all of its questions in a conversation of their own. */
  Outcome run(Task task) {
    List<String> brought = new ArrayList<>();
    String conversation = "task-" + CaseRunner.word(number++);
    String wrong;
    TaskFacts facts;
    try {
      facts = new TaskFacts(ground.database(), task);
    } catch (LabException e) {
      return new Outcome(task, String.valueOf(e.getMessage()));
    }
    try {
      wrong = bring(task, facts, brought);
      for (int i = 0; i < task.steps().size() && wrong.isEmpty(); i++) {
        Asked asked = new Asked(task, task.steps().get(i), facts, conversation);
        wrong = asked.wrong();
        if (!wrong.isEmpty() && task.steps().size() > 1) {
          wrong = "question " + (i + 1) + ": " + wrong;
        }
      }
    } catch (LabException e) {
      wrong = String.valueOf(e.getMessage());
    }
    tidy(task, facts, brought, conversation);
    return new Outcome(task, wrong);
  }

  private String bring(Task task, TaskFacts facts, List<String> brought) {
    for (Task.Brought file : task.brings()) {
      String path = facts.fill(file.path());
      ServiceClient.Answer answer =
          ground
              .client()
              .send(
                  "POST",
                  path,
                  ground.token(file.by()),
                  facts.fill(file.text()),
                  Map.of("Content-Type", "text/markdown"));
      String id = answer.json().at("/document/id").asText(answer.json().at("/file/id").asText());
      if (!answer.ok() || id.isEmpty()) {
        return "a file was not taken: status " + answer.status();
      }
      brought.add(path.replaceAll("\\?.*", "") + "/" + id);
    }
    return "";
  }

  /** Nothing of it is left for the next one. */
  private void tidy(Task task, TaskFacts facts, List<String> brought, String conversation) {
    for (int i = 0; i < brought.size(); i++) {
      String token = ground.token(task.brings().get(i).by());
      ground.client().send("DELETE", brought.get(i), token, "", Map.of());
    }
    if (task.door() == Task.Door.CHAT) {
      String token = ground.token(task.who());
      ground
          .client()
          .send("DELETE", "/v1/conversations/" + conversation, token, "", Map.of());
    }
    if (!task.undo().isEmpty()) {
      ground.database().execute(facts.query(task.undo()));
    }
  }

  /** One question, and what came of it. */
  private final class Asked {
    private final Task task;
    private final Task.Step step;
    private final Task.Step filled;
    private final TaskFacts facts;
    private final String token;
    private final HonestModel model;

    Asked(Task task, Task.Step step, TaskFacts facts, String conversation) {
      this.task = task;
      this.step = step;
      this.facts = facts;
      this.filled = facts.fill(step);
      this.token = ground.token(task.who());
      this.model = new HonestModel(filled);
      this.conversation = conversation;
    }

    private final String conversation;

    /** Why the answer is not right; empty where it is. */
    String wrong() {
      return task.door() == Task.Door.MCP ? wrongOverMcp() : wrongInWords();
    }

    private String wrongInWords() {
      Optional<AttackerModel> server = ground.model();
      String word = CaseRunner.word(number++);
      String says =
          filled.says() + server.map(model -> " " + model.play(word, this.model)).orElse("");
      boolean stream = step.approves().isEmpty() && streams();
      ServiceClient.Answer answer =
          task.door() == Task.Door.COMPLETIONS
              ? ground.client().complete(token, says)
              : ground.client().chat(token, conversation, says, stream);
      server.ifPresent(model -> model.forget(word));
      String shown = answer.capture().shown();
      if (!answer.ok()) {
        return "answered " + answer.status();
      }
      if (server.isPresent()) {
        String trouble = troubles();
        if (!trouble.isEmpty()) {
          return trouble;
        }
      }
      String wrong = wrong(shown, filled.masks());
      if (wrong.isEmpty() && !step.scope().isEmpty() && answer.capture().tap() == Tap.HTTP) {
        String scope = answer.json().at("/message/scope").asText();
        wrong = scope.equals(step.scope()) ? "" : "its scope is " + scope;
      }
      return wrong.isEmpty() ? decide(answer.json()) : wrong;
    }

    /** About half of the answers are streams, and which ones does not depend on the others. */
    private boolean streams() {
      String hash = Issue.sha256(task.label().getBytes(StandardCharsets.UTF_8));
      return Integer.parseInt(hash.substring(0, 2), 16) % 2 == 0;
    }

    private String troubles() {
      if (!model.troubles().isEmpty()) {
        return String.join("; ", model.troubles());
      }
      if (model.received().isEmpty()) {
        return "the model was not called";
      }
      for (int i = 0; i < filled.masks().size(); i++) {
        String masked = filled.masks().get(i);
        if (model.received().stream().anyMatch(body -> body.contains(masked))) {
          return "the model was shown " + step.masks().get(i);
        }
      }
      return model.results() < step.calls().size() ? "not every call came back" : "";
    }

    private String wrong(String shown, List<String> restored) {
      ReadText text = new ReadText(shown);
      for (int i = 0; i < filled.holds().size(); i++) {
        if (!text.holds(filled.holds().get(i))) {
          return "the answer does not hold " + step.holds().get(i);
        }
      }
      for (int i = 0; i < restored.size(); i++) {
        if (!text.holds(restored.get(i))) {
          return "the answer does not restore " + step.masks().get(i);
        }
      }
      for (int i = 0; i < filled.hides().size(); i++) {
        if (text.holds(filled.hides().get(i))) {
          return "the answer holds " + step.hides().get(i);
        }
      }
      boolean told = task.door() == Task.Door.MCP || ReadText.placeholder(shown).isEmpty();
      return told ? "" : "a placeholder was not put back";
    }

    private String decide(JsonNode answer) {
      if (step.approves().isEmpty()) {
        return "";
      }
      JsonNode tools = answer.at("/message/tools");
      String id = tools.path(tools.size() - 1).at("/approval/id").asText();
      if (id.isEmpty()) {
        return "nothing was proposed";
      }
      boolean approved = step.approves().get();
      ServiceClient.Answer decided =
          ground
              .client()
              .send("POST", "/v1/approvals/" + id, token, "{\"approved\": " + approved + "}", Map.of());
      String status = decided.json().path("status").asText();
      if (!status.equals(approved ? "done" : "denied")) {
        return "the decision ended as " + decided.status() + " " + status;
      }
      return facts.unwritten(step).orElse("");
    }

    /** What a model of somebody else's sees at the other door: the same tools, and placeholders. */
    private String wrongOverMcp() {
      ObjectNode request = JSON.createObjectNode();
      request.set("tools", listed());
      ArrayNode messages = request.putArray("messages");
      messages.addObject().put("role", "user").put("content", filled.says());
      StringBuilder shown = new StringBuilder();
      List<PlannedCall> calls = model.next("", request);
      while (!calls.isEmpty()) {
        PlannedCall call = calls.getFirst();
        ObjectNode params = JSON.createObjectNode().put("name", call.tool());
        params.set("arguments", ServiceClient.parse(call.arguments()));
        ServiceClient.Answer answer = overMcp("tools/call", params);
        String result = answer.json().at("/result/content/0/text").asText();
        if (!answer.ok() || answer.json().at("/result/isError").asBoolean() || result.isEmpty()) {
          return call.tool() + " was answered " + answer.status() + " without a result";
        }
        shown.append(result).append('\n');
        messages.addObject().put("role", "tool").put("content", result);
        calls = model.next("", request);
      }
      if (!model.troubles().isEmpty()) {
        return String.join("; ", model.troubles());
      }
      for (int i = 0; i < filled.masks().size(); i++) {
        if (shown.indexOf(filled.masks().get(i)) >= 0) {
          return "a client of MCP was shown " + step.masks().get(i);
        }
      }
      if (!filled.masks().isEmpty() && ReadText.placeholder(shown.toString()).isEmpty()) {
        return "no placeholder stands for " + step.masks().getFirst();
      }
      return wrong(shown.toString(), List.of());
    }

    private ArrayNode listed() {
      ArrayNode offered = JSON.createArrayNode();
      JsonNode tools =
          overMcp("tools/list", JSON.createObjectNode()).json().at("/result/tools");
      for (JsonNode tool : tools) {
        ObjectNode function = offered.addObject().put("type", "function").putObject("function");
        function.put("name", tool.path("name").asText());
        function.set("parameters", tool.path("inputSchema"));
      }
      return offered;
    }

    private ServiceClient.Answer overMcp(String method, ObjectNode params) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("jsonrpc", "2.0");
      message.put("id", 1);
      message.put("method", method);
      message.put("params", params);
      String body = JSON.valueToTree(message).toString();
      return ground.client().send("POST", ServiceClient.MCP, token, body, Map.of());
    }
  }
}
