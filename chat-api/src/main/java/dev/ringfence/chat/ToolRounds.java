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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The turns of a model and the calls between them, for one answer: bounded, and redacted both ways.
 */
final class ToolRounds {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOO_MANY = "too_many_proposals";

  private final Principal principal;
  private final Vault vault;
  private final Redactor redactor;
  private final ToolCatalog catalog;
  private final ToolCalls toolCalls;
  private final AnswerLimits limits;
  private final AuditTrail trail;
  private final Proposing proposing;

  /** Keeps what a model proposes, and tells the person. */
  @FunctionalInterface
  interface Proposing {
    /** Empty where no more may wait. */
    Optional<Proposal> keep(ToolOutcome.Proposed proposed, AnswerSink sink);
  }

  ToolRounds(
      Principal principal,
      Vault vault,
      Redactor redactor,
      ToolCatalog catalog,
      ToolRunner runner,
      AnswerLimits limits,
      AuditTrail trail,
      Proposing proposing) {
    this.principal = principal;
    this.vault = vault;
    this.redactor = redactor;
    this.catalog = catalog;
    this.toolCalls = new ToolCalls(principal, vault, redactor, catalog, runner, trail);
    this.limits = limits;
    this.trail = trail;
    this.proposing = proposing;
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
    AnswerBudget budget = new AnswerBudget(limits);
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
      messages.addAll(perform(turn, round, budget, receipt, sink, cancellation));
    }
  }

  /** What the model said and called, and how its calls ended, as it will be reminded of them. */
  private List<ModelMessage> perform(
      ModelTurn turn,
      int round,
      AnswerBudget budget,
      AnswerReceipt receipt,
      AnswerSink sink,
      Cancellation cancellation) {
    List<ModelMessage.Call> calls = new ArrayList<>();
    for (int i = 0; i < turn.calls().size(); i++) {
      calls.add(remembered(turn.calls().get(i), "call_" + round + "_" + (i + 1)));
    }
    List<ToolOutcome> outcomes = toolCalls.run(turn.calls(), budget, cancellation);
    Map<Integer, Proposal> proposals = keep(outcomes, sink);
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage.Answer(redactor.redactAnswer(turn.text(), vault), calls));
    for (int i = 0; i < calls.size(); i++) {
      ModelMessage.Call call = calls.get(i);
      Proposal proposal = proposals.get(i);
      if (proposal == null) {
        receipt.note(call.toolName(), outcomes.get(i));
      } else {
        receipt.note(proposal);
      }
      messages.add(
          new ModelMessage.Result(call.id(), call.toolName(), ToolCalls.content(outcomes.get(i))));
    }
    return messages;
  }

  /** Keeps what was proposed; what cannot be kept is refused. */
  private Map<Integer, Proposal> keep(List<ToolOutcome> outcomes, AnswerSink sink) {
    Map<Integer, Proposal> kept = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof ToolOutcome.Proposed proposed) {
        Optional<Proposal> proposal = proposing.keep(proposed, sink);
        if (proposal.isPresent()) {
          kept.put(i, proposal.get());
        } else {
          trail.note(proposed.tool().name(), Decision.REFUSED, TOO_MANY);
          outcomes.set(
              i,
              new ToolOutcome.Refused(
                  TOO_MANY,
                  redactor.redact(
                      "Too many proposals wait for the person already; they decide those first.",
                      vault)));
        }
      }
    }
    return kept;
  }

  /** A call in the form in which it goes back: its name known to us, its arguments redacted. */
  private ModelMessage.Call remembered(ToolCall call, String id) {
    return new ModelMessage.Call(id, toolCalls.nameOf(call), arguments(call.arguments()));
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
}
