package dev.ringfence.redaction;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A company's own kind of value, such as an employee's number, as a regular expression in RE2's
 * syntax. It is matched in time linear in the text, whatever the expression.
 *
 * @param name what explanations call it, such as {@code employee-id}
 * @param expression what matches, {@value #LONGEST} characters at most, never nothing
 */
public record CustomPattern(String name, String expression) {
  /** How long an expression is at the most. */
  public static final int LONGEST = 500;

  public CustomPattern {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,49}")) {
      throw new IllegalArgumentException(
          "a pattern's name is of lower-case letters, digits and hyphens, 50 at most, not '"
              + name
              + "'");
    }
    if (expression.isEmpty() || expression.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the pattern " + name + " has to be 1 to " + LONGEST + " characters long");
    }
    if (compiled(name, expression).matcher("").find()) {
      throw new IllegalArgumentException(
          "the pattern " + name + " matches the empty text, and so would mask nothing everywhere");
    }
  }

  Pattern compiled() {
    return compiled(name, expression);
  }

  private static Pattern compiled(String name, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern " + name + " is no regular expression of RE2: " + e.getDescription(), e);
    }
  }
}
