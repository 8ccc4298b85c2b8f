package dev.ringfence.chat;

import java.util.List;
import java.util.regex.Pattern;

/** The rules for what a person wrote into a body, whichever door it came in by. */
final class AskedText {
  /** Nothing but spaces, and marks that show nothing. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}]*");

  private AskedText() {}

  /** Whether there is nothing to see in a text. */
  static boolean isBlank(String text) {
    return INVISIBLE.matcher(text).matches();
  }

  /**
   * A question's text as it is.
   *
   * @param field a JSON pointer to where it stands
   * @throws Problem.ProblemException with 422 for one without text
   */
  static String question(String text, String field) {
    if (isBlank(text)) {
      throw invalid(field, "has no text");
    }
    return words(text, field);
  }

  /**
   * Words of a person as they are, of which there may be none.
   *
   * @throws Problem.ProblemException with 422 for those that are too long or cannot be stored
   */
  static String words(String text, String field) {
    if (text.length() > Question.MAX_TEXT) {
      throw invalid(field, "is longer than " + Question.MAX_TEXT + " characters");
    }
    requireStorable(text, field);
    return text;
  }

  /**
   * A conversation's id as it is.
   *
   * @throws Problem.ProblemException with 422 for one that nobody could name in an address
   */
  static String conversation(String id, String field) {
    if (id.equals(".") || id.equals("..")) {
      throw invalid(field, "cannot stand in an address");
    }
    requireStorable(id, field);
    return id;
  }

  /** PostgreSQL's text has no NUL, and a lone surrogate is no character. */
  private static void requireStorable(String text, String field) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else if (unit == 0 || Character.isSurrogate(unit)) {
        throw invalid(field, "has a character that cannot be stored");
      }
    }
  }

  /** A field that does not fit. */
  static Problem.ProblemException invalid(String field, String problem) {
    return new Problem(
            422,
            "body_invalid",
            "The field '" + field + "' " + problem + ".",
            List.of(new Problem.FieldError(field, problem)))
        .raise();
  }
}
