package dev.ringfence.eval;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as its reader takes it: the same fact counts in another case, with other spaces, with a
 * nought more behind the point, or with the month in letters.
 */
final class ReadText {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z]+(?:_[A-Z]+)*_[0-9]+]");
  private static final DateTimeFormatter IN_LETTERS =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final String text;

  ReadText(String text) {
    this.text = flat(text);
  }

  private static String flat(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /** Whether it says a fact, or one of several that {@code |} stands between. */
  boolean holds(String fact) {
    return Arrays.stream(fact.split("\\|", -1)).anyMatch(this::says);
  }

  private boolean says(String fact) {
    return hasWhole(flat(fact))
        || DECIMAL.matcher(fact).matches() && hasNumber(new BigDecimal(fact))
        || DAY.matcher(fact).matches() && hasDay(fact);
  }

  /** Not as a part of a longer number, 5 euros are not 35; and nothing is no fact. */
  private boolean hasWhole(String fact) {
    if (fact.isEmpty()) {
      return false;
    }
    for (int at = text.indexOf(fact); at >= 0; at = text.indexOf(fact, at + 1)) {
      int end = at + fact.length();
      boolean begins = at == 0 || !(digit(at) && digit(at - 1));
      boolean ends = end == text.length() || !(digit(end - 1) && digit(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private boolean digit(int index) {
    return Character.isDigit(text.charAt(index));
  }

  private boolean hasNumber(BigDecimal number) {
    return NUMBER
        .matcher(text)
        .results()
        .anyMatch(found -> new BigDecimal(found.group()).compareTo(number) == 0);
  }

  private boolean hasDay(String day) {
    try {
      return hasWhole(flat(IN_LETTERS.format(LocalDate.parse(day))));
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The first placeholder that was not put back; empty where there is none. */
  static String placeholder(String shown) {
    Matcher matcher = PLACEHOLDER.matcher(shown);
    return matcher.find() ? matcher.group() : "";
  }
}
