package dev.ringfence.tools;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a text argument is written, and the database value it stands for. */
public enum TextFormat {
  /** Any text. */
  PLAIN("text"),
  /** A day of the calendar. */
  DATE("a date written YYYY-MM-DD"),
  /** A point in time with its offset. */
  DATE_TIME("a date and time written YYYY-MM-DDThh:mm:ssZ"),
  /** A universally unique identifier. */
  UUID("a uuid");

  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern DATE_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final String description;

  TextFormat(String description) {
    this.description = description;
  }

  /** The form in words. */
  public String description() {
    return description;
  }

  /** The name of the format as it is written in a tool file and in JSON Schema. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Object read(String text) throws ArgumentRefused {
    try {
      return switch (this) {
        case PLAIN -> text;
        case DATE -> {
          require(DATE_FORM.matcher(text).matches());
          yield LocalDate.parse(text);
        }
        case DATE_TIME -> {
          require(
              text.length() <= 40
                  && DATE_FORM.matcher(text).region(0, Math.min(10, text.length())).matches());
          yield OffsetDateTime.parse(text);
        }
        case UUID -> {
          require(UUID_FORM.matcher(text).matches());
          yield java.util.UUID.fromString(text);
        }
      };
    } catch (DateTimeException e) {
      throw new ArgumentRefused("is " + description);
    }
  }

  private void require(boolean fits) throws ArgumentRefused {
    if (!fits) {
      throw new ArgumentRefused("is " + description);
    }
  }
}
