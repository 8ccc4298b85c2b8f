package dev.ringfence.chat;

import dev.ringfence.chat.Sentence.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The days that a question names, such as {@code last month} or {@code between 1 and 15 May}, in
 * any language of the lexicon.
 *
 * @param from the first day, or null for no beginning
 * @param to the last day, or null for no end
 */
record DatePhrase(@Nullable LocalDate from, @Nullable LocalDate to) {

  /** The first days that are named, if any are. */
  static Optional<DatePhrase> find(Sentence sentence, LocalDate today) {
    DayReader reader = new DayReader(sentence, today);
    for (int i = 0; i < sentence.terms().size(); i++) {
      Optional<DayReader.Days> found = reader.at(i);
      if (found.isPresent()) {
        return Optional.of(bounded(sentence, reader, i, found.get()));
      }
    }
    return Optional.empty();
  }

  private static DatePhrase bounded(
      Sentence sentence, DayReader reader, int at, DayReader.Days days) {
    Optional<DayReader.Days> end = end(sentence, reader, days.next());
    if (end.isPresent()) {
      LocalDate to = end.get().to();
      // November to January begins before it ends.
      LocalDate from = days.from().isAfter(to) ? days.from().minusYears(1) : days.from();
      return new DatePhrase(from, to);
    }
    Term before = before(sentence, at);
    if (before.is("since") || before.is("after")) {
      return new DatePhrase(days.from(), null);
    }
    boolean until = before.is("until") && !before.is(Meaning.Kind.FUNCTION);
    return until || before.is("before")
        ? new DatePhrase(null, days.to())
        : new DatePhrase(days.from(), days.to());
  }

  /** What follows {@code to}, or {@code and} where it began with {@code between}. */
  private static Optional<DayReader.Days> end(Sentence sentence, DayReader reader, int next) {
    boolean joined = sentence.term(next).is("until") || sentence.has("between");
    int at = next;
    while (joined && at < next + 3 && sentence.term(at).is(Meaning.Kind.FUNCTION)
        || at == next && sentence.term(at).is("until")) {
      at++;
    }
    return joined && at > next ? reader.at(at) : Optional.empty();
  }

  /** The word before, articles passed over. */
  private static Term before(Sentence sentence, int at) {
    Term before = sentence.term(at - 1);
    boolean article = before.is("empty") && !before.is(Meaning.Kind.TIME);
    return article ? sentence.term(at - 2) : before;
  }
}
