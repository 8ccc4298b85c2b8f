package dev.ringfence.chat;

import java.util.Locale;

/**
 * What a word can mean, named in English.
 *
 * @param kind what part such words play in a question
 */
record Meaning(Kind kind, String name) {

  /** The part that words play; the sections of the lexicon. */
  enum Kind {
    FUNCTION,
    QUESTION,
    PERSON,
    GENERAL,
    ACTION,
    STATE,
    TIME,
    NUMBER,
    CONTENT;

    static Kind of(String section) {
      return valueOf(section.toUpperCase(Locale.ROOT));
    }
  }
}
