package dev.ringfence.chat;

import java.util.List;

/**
 * What a person asks.
 *
 * @param earlier what was said before
 * @param text 1 to {@value #MAX_TEXT} characters
 * @param regions where the person seems to be at home, as ISO 3166 codes
 */
record Question(Earlier earlier, String text, List<String> regions) {
  static final int MAX_TEXT = 16_000;
  static final int MAX_ID = 128;

  Question {
    regions = List.copyOf(regions);
  }

  /** As a door reads it, which knows nothing of who asks. */
  Question(Earlier earlier, String text) {
    this(earlier, text, List.of());
  }

  /** The same, asked by somebody at home in some regions. */
  Question askedFrom(List<String> theirs) {
    return new Question(earlier, text, theirs);
  }
}
