package dev.ringfence.chat;

import dev.ringfence.tools.ToolCall;
import java.util.List;

/**
 * What a model made of a request.
 *
 * @param text the whole text of the turn, also given piece by piece before; may be empty
 * @param calls in the model's order; none ends the answer
 * @param cut whether the turn was ended at a limit of length
 */
record ModelTurn(String text, List<ToolCall> calls, Usage usage, boolean cut) {
  ModelTurn {
    calls = List.copyOf(calls);
  }

  /** Tokens, as the model counted them; 0 where it did not. */
  record Usage(int inputTokens, int outputTokens) {
    static final Usage NONE = new Usage(0, 0);

    Usage plus(Usage other) {
      return new Usage(sum(inputTokens, other.inputTokens), sum(outputTokens, other.outputTokens));
    }

    /** A sum that does not run over. */
    static int sum(int one, int other) {
      return Math.clamp((long) one + other, 0, Integer.MAX_VALUE);
    }
  }
}
