package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.tools.ToolOutcome;

/**
 * What one answer may still call and read. Each result counts, and one that is too much is lost.
 */
final class AnswerBudget {
  private int calls;
  private int rows;
  private int bytes;

  AnswerBudget(AnswerLimits limits) {
    this.calls = limits.calls();
    this.rows = limits.rows();
    this.bytes = limits.bytes();
  }

  /** What a single call may read that is no part of an answer: as much as its tool. */
  static AnswerBudget ofOneCall() {
    return new AnswerBudget(
        new AnswerLimits(
            1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, AnswerLimits.STANDARD.time()));
  }

  /**
   * Takes calls out of it.
   *
   * @return how many of those that are wanted may run
   */
  int calls(int wanted) {
    int allowed = Math.min(calls, wanted);
    calls -= allowed;
    return allowed;
  }

  /** Takes a result out of it; false, and nothing is taken, where it is more than is left. */
  boolean takes(ToolOutcome.Rows result) {
    int size = result.json().value().getBytes(UTF_8).length;
    if (result.rows() > rows || size > bytes) {
      return false;
    }
    rows -= result.rows();
    bytes -= size;
    return true;
  }
}
