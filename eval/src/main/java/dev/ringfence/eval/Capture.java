package dev.ringfence.eval;

import dev.ringfence.report.Tap;

/**
 * What one tap saw.
 *
 * @param shown the part that a person is shown as the answer, empty where there is none
 */
record Capture(Tap tap, String raw, String shown) {
  static Capture of(Tap tap, String raw) {
    return new Capture(tap, raw, "");
  }
}
