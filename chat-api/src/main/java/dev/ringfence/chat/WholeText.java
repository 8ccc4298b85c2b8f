package dev.ringfence.chat;

/**
 * Text, piece by piece, without what is no character: a half of a pair that has no other half, and
 * NUL. A pair that was cut in two comes out whole.
 */
final class WholeText {
  private static final char REPLACEMENT = '\ufffd';

  private String held = "";

  String accept(String piece) {
    String all = held + piece;
    held = "";
    StringBuilder whole = new StringBuilder(all.length());
    for (int i = 0; i < all.length(); i++) {
      char unit = all.charAt(i);
      if (Character.isHighSurrogate(unit) && i + 1 == all.length()) {
        held = String.valueOf(unit);
      } else if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(all.charAt(i + 1))) {
        whole.append(unit).append(all.charAt(++i));
      } else if (Character.isSurrogate(unit)) {
        whole.append(REPLACEMENT);
      } else if (unit != 0) {
        whole.append(unit);
      }
    }
    return whole.toString();
  }

  /** What is left at the end. */
  String finish() {
    boolean half = !held.isEmpty();
    held = "";
    return half ? String.valueOf(REPLACEMENT) : "";
  }
}
