package dev.ringfence.chat;

import dev.ringfence.chat.ModelException.Reason;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that answers, and the one that takes over when it cannot. */
final class ModelChoice {
  private static final Logger LOG = LoggerFactory.getLogger(ModelChoice.class);

  private final AssistantModel first;
  private final Optional<AssistantModel> fallback;

  ModelChoice(AssistantModel first, Optional<AssistantModel> fallback) {
    this.first = first;
    this.fallback = fallback;
  }

  AssistantModel first() {
    return first;
  }

  /**
   * Lets the first model answer. When it fails before a word was shown, the fallback begins anew;
   * afterwards, or without a fallback, the failure is thrown. A blocked request never falls back:
   * it is a fault to be seen.
   */
  ModelTurn converse(
      ToolRounds rounds,
      List<ModelMessage> messages,
      AnswerReceipt receipt,
      AnswerSink sink,
      Cancellation cancellation) {
    boolean[] spoken = new boolean[1];
    AnswerSink noting =
        event -> {
          spoken[0] |= event instanceof AnswerEvent.Text;
          sink.accept(event);
        };
    try {
      return rounds.run(first, messages, receipt, noting, cancellation);
    } catch (ModelException e) {
      LOG.warn("the model gave no turn: {}", e.code());
      boolean own =
          cancellation.isCancelled()
              || e.reason() == Reason.CANCELLED
              || e.reason() == Reason.BLOCKED;
      if (own || spoken[0] || fallback.isEmpty() || cancellation.remaining().isZero()) {
        throw e;
      }
      sink.accept(
          new AnswerEvent.Notice(e.code(), e.forPeople() + " This answer was found without it."));
      return rounds.run(fallback.get(), messages, receipt, sink, cancellation);
    }
  }
}
