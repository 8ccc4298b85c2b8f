package dev.ringfence.chat;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one way of a model's calls, whether the model is ours or that of a client: run for their
 * principal and with the placeholders of one conversation, ended with the request, and noted in the
 * audit.
 */
final class ToolCalls {
  /** Calls that run at the same time. */
  private static final int PARALLEL = 8;

  private static final String FULL =
      "This result is not shown: with it, this answer would read more than one answer may. Answer from"
          + " what was read, or ask for fewer rows.";

  private final Principal principal;
  private final Vault vault;
  private final Redactor redactor;
  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final AuditTrail trail;

  ToolCalls(
      Principal principal,
      Vault vault,
      Redactor redactor,
      ToolCatalog catalog,
      ToolRunner runner,
      AuditTrail trail) {
    this.principal = principal;
    this.vault = vault;
    this.redactor = redactor;
    this.catalog = catalog;
    this.runner = runner;
    this.trail = trail;
  }

  /**
   * Runs calls, at the same time. What they read is in the trail when this returns, and durable
   * when the trail has settled.
   *
   * @param budget says how many of them may run and what they may read together; the others are
   *     refused
   * @return how each ended, in their order
   * @throws ModelException when the request ended meanwhile
   */
  List<ToolOutcome> run(List<ToolCall> calls, AnswerBudget budget, Cancellation cancellation) {
    List<ToolOutcome> outcomes = runAll(calls, budget.calls(calls.size()), cancellation);
    for (int i = 0; i < calls.size(); i++) {
      if (outcomes.get(i) instanceof ToolOutcome.Rows rows && !budget.takes(rows)) {
        outcomes.set(i, refused("answer_full", FULL));
      }
      note(nameOf(calls.get(i)), outcomes.get(i));
    }
    cancellation.check();
    return outcomes;
  }

  /** What a call is remembered by: the name of a tool that the principal may call, or none. */
  String nameOf(ToolCall call) {
    return catalog.find(principal.role(), call.name()).isPresent()
        ? call.name()
        : ModelMessage.Call.UNKNOWN_TOOL;
  }

  /** What a model is told of how its call ended. */
  static RedactedText content(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Rows rows -> rows.json();
      case ToolOutcome.Proposed proposed -> proposed.message();
      case ToolOutcome.Refused refused -> refused.message();
      case ToolOutcome.Failed failed -> failed.message();
    };
  }

  /** Written into the audit while the work goes on. */
  private void note(String tool, ToolOutcome outcome) {
    switch (outcome) {
      case ToolOutcome.Rows rows -> trail.note(tool, rows.reading());
      case ToolOutcome.Proposed _ -> {
        // It is noted when it is kept, and before it is shown.
      }
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
      CountDownLatch before = new CountDownLatch(0);
      for (ToolCall call : calls.subList(0, Math.min(allowed, calls.size()))) {
        Vault inTurn = new VaultInTurn(vault, before);
        CountDownLatch ended = new CountDownLatch(1);
        running.add(threads.submit(() -> runInTurn(call, inTurn, ended)));
        before = ended;
      }
      // Only now: what has not begun could never end.
      cancellation.onCancel(() -> running.forEach(call -> call.cancel(true)));
      for (Future<ToolOutcome> future : running) {
        outcomes.add(await(future));
      }
    }
    while (outcomes.size() < calls.size()) {
      outcomes.add(refused("too_many_calls", "No more calls are possible in this answer."));
    }
    return outcomes;
  }

  private ToolOutcome runInTurn(ToolCall call, Vault inTurn, CountDownLatch ended) {
    try {
      return runner.run(principal, inTurn, call);
    } finally {
      ended.countDown();
    }
  }

  private ToolOutcome refused(String code, String message) {
    return new ToolOutcome.Refused(code, redactor.redact(message, vault));
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
}
