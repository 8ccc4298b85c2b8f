package dev.ringfence.recognition;

import java.util.HashSet;
import java.util.Set;

/**
 * The next layer of a text under construction: windows of the layer above it, rewritten, each apart
 * from the others by a line's end and {@link View#NONE}. No two of them are the same, and together
 * they have a budget.
 */
final class Layer {
  /** Most texts hide nothing, and this is never written to. */
  private final ViewBuilder out = new ViewBuilder(0);

  private final Set<Long> seen = new HashSet<>();
  private final int budget;
  private int begin;

  /**
   * @param budget how many characters the windows have at most, give or take one window
   */
  Layer(int budget) {
    this.budget = budget;
  }

  boolean empty() {
    return out.length() == 0;
  }

  /**
   * Begins a window.
   *
   * @throws OverrunException where no more of them have room
   */
  void begin() {
    if (out.length() >= budget) {
      throw new OverrunException();
    }
    begin = out.length();
  }

  /** Ends a window; takes it back where one like it, out of the same place, was there before. */
  void end() {
    if (!seen.add(out.fingerprint(begin))) {
      out.truncate(begin);
    }
  }

  /** Parts what was written from what will be, at a place of the source. */
  void part(int source) {
    out.add('\n', source, source);
    out.add(View.NONE, source, source);
  }

  void add(int codePoint, int start, int end) {
    out.add(codePoint, start, end);
  }

  /** The layer as it was written, not folded. */
  View build() {
    return out.build();
  }
}
