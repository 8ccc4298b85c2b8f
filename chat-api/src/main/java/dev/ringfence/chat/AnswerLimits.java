package dev.ringfence.chat;

import java.time.Duration;

/**
 * How far one answer may go.
 *
 * @param rounds turns of the model, the last of them without tools
 * @param calls tool calls over all rounds; further ones are refused
 * @param rows of all their results together
 * @param bytes of all their results together, as JSON
 * @param history messages of the conversation that go back to the model
 * @param time from the question to the end of the answer
 */
public record AnswerLimits(int rounds, int calls, int rows, int bytes, int history, Duration time) {
  public static final AnswerLimits STANDARD =
      new AnswerLimits(6, 24, 500, 256 * 1024, 20, Duration.ofMinutes(2));

  public AnswerLimits {
    if (rounds < 1 || calls < 0 || rows < 0 || bytes < 0 || history < 0 || !time.isPositive()) {
      throw new IllegalArgumentException("an answer has at least one round and some time");
    }
  }
}
