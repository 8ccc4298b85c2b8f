package dev.ringfence.chat;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days that a question names, such as {@code last month} or {@code in March 2026}.
 *
 * @param from the first day, or null for no beginning
 * @param to the last day, or null for no end
 */
record DatePhrase(@Nullable LocalDate from, @Nullable LocalDate to) {
  private static final Set<String> BACK = Set.of("last", "past", "previous");
  private static final Set<String> SINCE = Set.of("since", "after", "from");
  private static final Set<String> UNTIL = Set.of("until", "till", "before");

  /** The first days that are named, if any are. */
  static Optional<DatePhrase> find(QuestionWords words, LocalDate today) {
    for (int i = 0; i < words.size(); i++) {
      DatePhrase found = at(words, i, today);
      if (found != null) {
        return Optional.of(found.bounded(words.lower(i - 1)));
      }
    }
    return Optional.empty();
  }

  /** Whether a word is a stretch of time, so that {@code last month} is no single thing. */
  static boolean isUnit(String lower) {
    return switch (lower) {
      case "day", "days", "week", "weeks", "month", "months", "year", "years", "night" -> true;
      default -> false;
    };
  }

  private DatePhrase bounded(String before) {
    if (SINCE.contains(before)) {
      return new DatePhrase(from, null);
    }
    return UNTIL.contains(before) ? new DatePhrase(null, to) : this;
  }

  private static @Nullable DatePhrase at(QuestionWords words, int i, LocalDate today) {
    String word = words.lower(i);
    return switch (word) {
      case "today" -> new DatePhrase(today, today);
      case "yesterday" -> new DatePhrase(today.minusDays(1), today.minusDays(1));
      case "tomorrow" -> new DatePhrase(today.plusDays(1), today.plusDays(1));
      case "this", "current" -> unit(words.lower(i + 1), today, 0);
      case "next" -> unit(words.lower(i + 1), today, 1);
      default -> BACK.contains(word) ? back(words, i, today) : written(words, i, today);
    };
  }

  private static @Nullable DatePhrase back(QuestionWords words, int i, LocalDate today) {
    int count = Vocabulary.number(words.lower(i + 1));
    if (count == 0) {
      return unit(words.lower(i + 1), today, -1);
    }
    LocalDate from =
        switch (words.lower(i + 2)) {
          case "day", "days" -> today.minusDays(count);
          case "week", "weeks" -> today.minusWeeks(count);
          case "month", "months" -> today.minusMonths(count);
          case "year", "years" -> today.minusYears(count);
          default -> null;
        };
    return from == null ? null : new DatePhrase(from, today);
  }

  private static @Nullable DatePhrase unit(String unit, LocalDate today, int step) {
    return switch (unit) {
      case "week" -> {
        LocalDate monday =
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(step);
        yield new DatePhrase(monday, monday.plusDays(6));
      }
      case "month" -> month(YearMonth.from(today).plusMonths(step));
      case "year" -> year(today.getYear() + step);
      default -> null;
    };
  }

  private static @Nullable DatePhrase written(QuestionWords words, int i, LocalDate today) {
    Month month = monthNamed(words.word(i), words.lower(i - 1));
    if (month != null) {
      int year = yearWritten(words.lower(i + 1));
      int latest =
          month.getValue() <= today.getMonthValue() ? today.getYear() : today.getYear() - 1;
      return month(YearMonth.of(year == 0 ? latest : year, month));
    }
    int year = yearWritten(words.lower(i));
    if (year != 0) {
      return year(year);
    }
    return day(words.word(i));
  }

  private static @Nullable DatePhrase day(String word) {
    if (word.length() != 10) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(word);
      return new DatePhrase(day, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A month's name; {@code may} and {@code march} are verbs unless they are written as names. */
  private static @Nullable Month monthNamed(String word, String before) {
    for (Month month : Month.values()) {
      boolean named = word.equalsIgnoreCase(month.name());
      boolean verb = month == Month.MAY || month == Month.MARCH;
      boolean capital = named && Character.isUpperCase(word.charAt(0)) && !before.isEmpty();
      boolean placed = before.equals("in") || SINCE.contains(before) || UNTIL.contains(before);
      if (named && (!verb || capital || placed)) {
        return month;
      }
    }
    return null;
  }

  private static int yearWritten(String lower) {
    int number = lower.length() == 4 ? Vocabulary.number(lower.toLowerCase(Locale.ROOT)) : 0;
    return number >= 2000 && number < 2100 ? number : 0;
  }

  private static DatePhrase month(YearMonth month) {
    return new DatePhrase(month.atDay(1), month.atEndOfMonth());
  }

  private static DatePhrase year(int year) {
    return new DatePhrase(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }
}
