package dev.ringfence.chat;

import dev.ringfence.chat.Sentence.Term;
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

/** Reads the days, months and other stretches of time in a sentence, one at a time. */
final class DayReader {
  private static final Set<String> UNITS = Set.of("day", "week", "month", "quarter", "year");

  private final Sentence sentence;
  private final LocalDate today;

  DayReader(Sentence sentence, LocalDate today) {
    this.sentence = sentence;
    this.today = today;
  }

  /**
   * A stretch of days.
   *
   * @param next where the sentence goes on behind it
   */
  record Days(LocalDate from, LocalDate to, int next) {}

  /** Whether a word is a stretch of time, so that {@code last month} is no single thing. */
  static boolean isUnit(Term term) {
    return unitOf(term) != null || term.is("night");
  }

  /** The days that are named from a place on, if they begin there. */
  Optional<Days> at(int i) {
    Days found = written(i);
    if (found == null) {
      found = relative(i);
    }
    if (found == null) {
      found = dayOfMonth(i);
    }
    return Optional.ofNullable(found == null ? month(i) : found);
  }

  private @Nullable Days written(int i) {
    Term term = sentence.term(i);
    if (term.written().matches("\\d{4}-\\d{2}-\\d{2}")) {
      try {
        LocalDate day = LocalDate.parse(term.written());
        return new Days(day, day, i + 1);
      } catch (DateTimeException e) {
        return null;
      }
    }
    int year = year(i);
    return year == 0 ? null : new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), i + 1);
  }

  private @Nullable Days relative(int i) {
    Term term = sentence.term(i);
    if (term.is("today")) {
      return days(today, today, i + 1);
    }
    if (term.is("yesterday")) {
      return days(today.minusDays(1), today.minusDays(1), i + 1);
    }
    if (term.is("tomorrow") && !term.is("empty")) {
      return days(today.plusDays(1), today.plusDays(1), i + 1);
    }
    Days counted = counted(i);
    if (counted != null) {
      return counted;
    }
    // Either order: the last month, le mois dernier.
    String unit = unitOf(sentence.term(i + 1));
    Integer step = step(term);
    if (unit != null && step != null) {
      return unit(unit, step, i + 2);
    }
    unit = unitOf(term);
    step = step(sentence.term(i + 1));
    return unit == null || step == null || sentence.term(i + 1).is("this")
        ? null
        : unit(unit, step, i + 2);
  }

  /** The last 30 days, les 30 derniers jours. */
  private @Nullable Days counted(int i) {
    Term one = sentence.term(i);
    Term two = sentence.term(i + 1);
    int count = one.is("last") ? two.number() : two.is("last") ? one.number() : 0;
    String unit = unitOf(sentence.term(i + 2));
    if (count == 0 || unit == null) {
      return null;
    }
    LocalDate from =
        switch (unit) {
          case "day" -> today.minusDays(count);
          case "week" -> today.minusWeeks(count);
          case "month" -> today.minusMonths(count);
          case "quarter" -> today.minusMonths(3L * count);
          default -> today.minusYears(count);
        };
    return days(from, today, i + 3);
  }

  private static @Nullable Integer step(Term term) {
    if (term.is("last")) {
      return -1;
    }
    return term.is("next") ? Integer.valueOf(1) : term.is("this") ? 0 : null;
  }

  private Days unit(String unit, int step, int next) {
    YearMonth month = YearMonth.from(today);
    return switch (unit) {
      case "day" -> days(today.plusDays(step), today.plusDays(step), next);
      case "week" -> {
        LocalDate monday =
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(step);
        yield days(monday, monday.plusDays(6), next);
      }
      case "month" -> months(month.plusMonths(step), month.plusMonths(step), next);
      case "quarter" -> {
        YearMonth first = month.minusMonths((today.getMonthValue() - 1) % 3).plusMonths(3L * step);
        yield months(first, first.plusMonths(2), next);
      }
      default -> {
        int year = today.getYear() + step;
        yield months(YearMonth.of(year, 1), YearMonth.of(year, 12), next);
      }
    };
  }

  /** A day with its month in either order; the first of two may leave the month to the second. */
  private @Nullable Days dayOfMonth(int i) {
    int day = dayNumber(i);
    if (day == 0) {
      Month month = monthAt(i);
      int number = month == null ? 0 : dayNumber(i + 1);
      return number == 0 || month == null ? null : day(number, month, i + 2);
    }
    int at = afterFunctionWords(i + 1, 1);
    Month month = monthAt(at);
    if (month != null) {
      return day(day, month, at + 1);
    }
    int second = afterFunctionWords(i + 1, 3);
    boolean range = second > i + 1 && dayNumber(second) > day;
    int monthAt = afterFunctionWords(second + 1, 1);
    month = range ? monthAt(monthAt) : null;
    Days end = month == null ? null : day(dayNumber(second), month, monthAt + 1);
    return end == null || day > end.from().lengthOfMonth()
        ? null
        : days(end.from().withDayOfMonth(day), end.to(), end.next());
  }

  private int afterFunctionWords(int from, int most) {
    int at = from;
    while (at < from + most
        && monthAt(at) == null
        && (sentence.term(at).is(Meaning.Kind.FUNCTION) || sentence.term(at).is("until"))) {
      at++;
    }
    return at;
  }

  private int dayNumber(int i) {
    String written = sentence.term(i).written();
    int number = written.matches("\\d{1,2}") ? Integer.parseInt(written) : 0;
    return number <= 31 ? number : 0;
  }

  private @Nullable Days day(int day, Month month, int next) {
    int year = year(next);
    YearMonth which = YearMonth.of(year == 0 ? latest(month) : year, month);
    return day > which.lengthOfMonth()
        ? null
        : days(which.atDay(day), which.atDay(day), year == 0 ? next : next + 1);
  }

  private @Nullable Days month(int i) {
    Month month = monthAt(i);
    if (month == null || !isMeant(i)) {
      return null;
    }
    int year = year(i + 1);
    int of = year == 0 ? year(i + 2) : year;
    boolean between = year == 0 && of != 0 && sentence.term(i + 1).is("empty");
    YearMonth which = YearMonth.of(year != 0 || between ? of : latest(month), month);
    return months(which, which, year != 0 ? i + 2 : between ? i + 3 : i + 1);
  }

  private static @Nullable Month monthOf(Term term) {
    for (Month month : Month.values()) {
      if (term.is(month.name().toLowerCase(Locale.ROOT))) {
        return month;
      }
    }
    return null;
  }

  private @Nullable Month monthAt(int i) {
    return monthOf(sentence.term(i));
  }

  /** A word that is more than a month, such as {@code may}, needs something that says so. */
  private boolean isMeant(int i) {
    Term term = sentence.term(i);
    if (!term.is(Meaning.Kind.FUNCTION) && !term.is(Meaning.Kind.NUMBER)) {
      return true;
    }
    Term before = sentence.term(i - 1);
    return before.is(Meaning.Kind.TIME)
        || before.written().equalsIgnoreCase("in")
        || year(i + 1) != 0
        || (i > 0 && Character.isUpperCase(term.written().charAt(0)));
  }

  private int latest(Month month) {
    return month.getValue() <= today.getMonthValue() ? today.getYear() : today.getYear() - 1;
  }

  private int year(int i) {
    String written = sentence.term(i).written();
    return written.matches("20\\d{2}") ? Integer.parseInt(written) : 0;
  }

  private static @Nullable String unitOf(Term term) {
    return UNITS.stream().filter(term::is).findFirst().orElse(null);
  }

  private static Days months(YearMonth first, YearMonth last, int next) {
    return days(first.atDay(1), last.atEndOfMonth(), next);
  }

  private static Days days(LocalDate from, LocalDate to, int next) {
    return new Days(from, to, next);
  }
}
