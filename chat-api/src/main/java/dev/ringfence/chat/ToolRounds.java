package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.database.Principal;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The turns of a model and the calls between them, for one answer: bounded, and redacted both ways.
 */
final class ToolRounds {
  /** Calls of one turn that run at the same time. */
  private static final int PARALLEL = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Principal principal;
  private final Vault vault;
  private final Redactor redactor;
  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final AnswerLimits limits;
  private final AuditTrail trail;

  ToolRounds(
      Principal principal,
      Vault vault,
      Redactor redactor,
      ToolCatalog catalog,
      ToolRunner runner,
      AnswerLimits limits,
      AuditTrail trail) {
    this.principal = principal;
    this.vault = vault;
    this.redactor = redactor;
    this.catalog = catalog;
    this.runner = runner;
    this.limits = limits;
    this.trail = trail;
  }

  /** Lets a model speak and call until it calls no more; the last round has no tools. */
  ModelTurn run(
      AssistantModel model,
      List<ModelMessage> start,
      AnswerReceipt receipt,
      AnswerSink sink,
      Cancellation cancellation) {
    receipt.writtenBy(model);
    List<ModelMessage> messages = new ArrayList<>(start);
    ModelTurn.Usage usage = ModelTurn.Usage.NONE;
    int calls = 0;
    boolean spoken = false;
    for (int round = 1; ; round++) {
      boolean last = round == limits.rounds();
      var tools =
          last
              ? List.<dev.langchain4j.agent.tool.ToolSpecification>of()
              : catalog.specificationsFor(principal.role());
      ModelTurn turn =
          model.next(
              new ModelRequest(principal.role(), messages, tools),
              piece -> sink.accept(new AnswerEvent.Text(piece)),
              cancellation);
      usage = usage.plus(turn.usage());
      spoken |= !turn.text().isBlank();
      if (last && !spoken) {
        throw new ModelException(ModelException.Reason.ENDLESS);
      }
      if (turn.calls().isEmpty() || last) {
        return new ModelTurn(turn.text(), List.of(), usage, turn.cut());
      }
      if (!turn.text().isEmpty()) {
        sink.accept(new AnswerEvent.Text("\n\n"));
      }
      int allowed = Math.max(0, limits.calls() - calls);
      messages.addAll(perform(turn, round, allowed, receipt, cancellation));
      calls += turn.calls().size();
    }
  }

  /** What the model said and called, and how its calls ended, as it will be reminded of them. */
  private List<ModelMessage> perform(
      ModelTurn turn, int round, int allowed, AnswerReceipt receipt, Cancellation cancellation) {
    List<ModelMessage.Call> calls = new ArrayList<>();
    for (int i = 0; i < turn.calls().size(); i++) {
      calls.add(remembered(turn.calls().get(i), "call_" + round + "_" + (i + 1)));
    }
    List<ToolOutcome> outcomes = runAll(turn.calls(), allowed, cancellation);
    for (int i = 0; i < calls.size(); i++) {
      note(calls.get(i).toolName(), outcomes.get(i));
    }
    cancellation.check();
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage.Answer(redactor.redactAnswer(turn.text(), vault), calls));
    for (int i = 0; i < calls.size(); i++) {
      ModelMessage.Call call = calls.get(i);
      receipt.note(call.toolName(), outcomes.get(i));
      messages.add(new ModelMessage.Result(call.id(), call.toolName(), content(outcomes.get(i))));
    }
    return messages;
  }

  /** Written into the audit while the model goes on. */
  private void note(String tool, ToolOutcome outcome) {
    switch (outcome) {
      case ToolOutcome.Rows rows -> trail.note(tool, rows.reading());
      case ToolOutcome.Refused refused -> trail.note(tool, Decision.REFUSED, refused.code());
      case ToolOutcome.Failed failed -> trail.note(tool, Decision.FAILED, failed.code());
    }
  }

  private List<ToolOutcome> runAll(List<ToolCall> calls, int allowed, Cancellation cancellation) {
    List<ToolOutcome> outcomes = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().name("tool-", 0).factory())) {
      cancellation.check();
      List<Future<ToolOutcome>> running = new ArrayList<>();
      for (ToolCall call : calls.subList(0, Math.min(allowed, calls.size()))) {
        running.add(threads.submit(() -> runner.run(principal, vault, call)));
      }
      // Only now: what has not begun could never end.
      cancellation.onCancel(() -> running.forEach(call -> call.cancel(true)));
      for (Future<ToolOutcome> future : running) {
        outcomes.add(await(future));
      }
    }
    while (outcomes.size() < calls.size()) {
      outcomes.add(
          new ToolOutcome.Refused(
              "too_many_calls",
              redactor.redact("No more calls are possible in this answer.", vault)));
    }
    return outcomes;
  }

  private static ToolOutcome await(Future<ToolOutcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a tool call broke off", e.getCause());
    } catch (CancellationException e) {
      throw new ModelException(ModelException.Reason.CANCELLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(ModelException.Reason.CANCELLED);
    }
  }

  /** A call in the form in which it goes back: its name known to us, its arguments redacted. */
  private ModelMessage.Call remembered(ToolCall call, String id) {
    boolean known = catalog.find(principal.role(), call.name()).isPresent();
    return new ModelMessage.Call(
        id, known ? call.name() : ModelMessage.Call.UNKNOWN_TOOL, arguments(call.arguments()));
  }

  private RedactedText arguments(String written) {
    JsonNode tree;
    try {
      tree = JSON.readTree(written);
    } catch (JsonProcessingException e) {
      tree = null;
    }
    // What is no JSON object goes back as an empty one: servers refuse anything else.
    return redactor.redactArguments(
        tree == null || !tree.isObject() ? JsonNodeFactory.instance.objectNode() : tree, vault);
  }

  private RedactedText content(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Rows rows -> rows.json();
      case ToolOutcome.Refused refused -> refused.message();
      case ToolOutcome.Failed failed -> failed.message();
    };
  }
}
