package dev.ringfence.chat;

import java.util.List;
import java.util.UUID;

/**
 * What a person asks.
 *
 * @param earlier what was said before
 * @param text 1 to {@value #MAX_TEXT} characters
 * @param regions where the person seems to be at home, as ISO 3166 codes
 * @param decided what the person decided of what was proposed to them, before they ask
 * @param proposalsInWords whether the answer's text has to say what waits for approval
 */
record Question(
    Earlier earlier,
    String text,
    List<String> regions,
    List<Decided> decided,
    boolean proposalsInWords) {
  static final int MAX_TEXT = 16_000;
  static final int MAX_ID = 128;

  Question {
    regions = List.copyOf(regions);
    decided = List.copyOf(decided);
  }

  /**
   * A decision, which counts for nothing but the sender's own proposals of this conversation.
   *
   * @param reason in the person's words; empty for none
   */
  record Decided(UUID approval, boolean approved, String reason) {}

  /** As a door reads it, which knows nothing of who asks. */
  Question(Earlier earlier, String text) {
    this(earlier, text, List.of(), List.of(), false);
  }

  /** The same, asked by somebody at home in some regions. */
  Question askedFrom(List<String> theirs) {
    return new Question(earlier, text, theirs, decided, proposalsInWords);
  }

  /** The same by somebody who decided something first. */
  Question having(List<Decided> decisions) {
    return new Question(earlier, text, regions, decisions, proposalsInWords);
  }

  /** The same for a reader who is shown nothing but words. */
  Question inWords() {
    return new Question(earlier, text, regions, decided, true);
  }
}
