package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks tasks of a service, one after another, and holds each answer to what it has to hold. */
final class TaskRunner {
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
        wrong = wrong(task, new AnswerCheck(task.steps().get(i), facts), conversation);
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

  private String wrong(Task task, AnswerCheck check, String conversation) {
    String token = ground.token(task.who());
    return task.door() == Task.Door.MCP
        ? new McpQuestion(ground.client(), token, check).wrong()
        : new ChatQuestion(ground, task, check).wrong(conversation, CaseRunner.word(number++));
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
      ground.client().send("DELETE", "/v1/conversations/" + conversation, token, "", Map.of());
    }
    if (!task.undo().isEmpty()) {
      ground.database().execute(facts.query(task.undo()));
    }
  }
}
