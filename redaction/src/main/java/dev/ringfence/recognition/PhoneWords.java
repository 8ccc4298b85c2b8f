package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/**
 * What the words beside a number say about it: that it is a phone, that it is something else, or
 * nothing. The nearest word that says anything decides.
 */
final class PhoneWords {
  /** What the words say. */
  enum Verdict {
    PHONE,
    OTHER,
    SILENT
  }

  /** Words between numbers that share the word before them. */
  private static final Set<String> CONJUNCTIONS =
      Set.of("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "a", "no", "nr");

  /** What is counted or measured: directly behind digits, it says what they are. */
  private static final Set<String> UNITS =
      Set.of(
          "b",
          "byte",
          "bytes",
          "kb",
          "mb",
          "gb",
          "tb",
          "kib",
          "mib",
          "gib",
          "bit",
          "bits",
          "ms",
          "ns",
          "us",
          "s",
          "sec",
          "secs",
          "second",
          "seconds",
          "sekunden",
          "segundos",
          "secondes",
          "min",
          "minutes",
          "hours",
          "days",
          "tage",
          "dias",
          "jours",
          "rows",
          "row",
          "lines",
          "records",
          "zeilen",
          "filas",
          "lignes",
          "linhas",
          "files",
          "items",
          "units",
          "pieces",
          "users",
          "people",
          "visitors",
          "views",
          "requests",
          "events",
          "messages",
          "times",
          "eur",
          "euro",
          "euros",
          "usd",
          "gbp",
          "chf",
          "inr",
          "brl",
          "dollars",
          "pounds",
          "km",
          "m",
          "cm",
          "mm",
          "miles",
          "kg",
          "g",
          "mg",
          "t",
          "tons",
          "tokens",
          "points",
          "votes",
          "iterations",
          "cycles",
          "instructions",
          "transactions",
          "operations",
          "px",
          "pixels",
          "million",
          "millions",
          "stück",
          "einwohner",
          "habitants",
          "habitantes");

  private static final int REACH = 48;
  private static final int WORDS = 6;

  private PhoneWords() {}

  static Verdict of(View view, Context context, int start, int end) {
    Verdict before = before(view, start);
    if (before != Verdict.SILENT) {
      return before;
    }
    Verdict after = after(view, end);
    if (after != Verdict.SILENT) {
      return after;
    }
    return label(context.label());
  }

  /** What the name of a field says: {@code contactPhone}, {@code order_id}. */
  static Verdict label(String label) {
    Verdict verdict = Verdict.SILENT;
    int wordStart = 0;
    int length = Math.min(label.length(), 2 * REACH);
    for (int i = 0; i <= length; i++) {
      boolean boundary =
          i == length
              || !Character.isLetter(label.charAt(i))
              || (i > wordStart
                  && Character.isUpperCase(label.charAt(i))
                  && Character.isLowerCase(label.charAt(i - 1)));
      if (boundary) {
        Verdict word =
            i > wordStart ? PhoneVocabulary.verdict(label.substring(wordStart, i)) : Verdict.SILENT;
        verdict = word == Verdict.SILENT ? verdict : word;
        wordStart = i < length && Character.isLetter(label.charAt(i)) ? i : i + 1;
      }
    }
    return verdict;
  }

  private static Verdict before(View view, int start) {
    int floor = start - REACH;
    int i = view.triggers().letterBefore(start, Math.max(0, floor));
    boolean named = false;
    boolean taken = false;
    for (int words = 0; words < WORDS && i >= 0 && i >= floor; words++) {
      while (i >= 0 && i >= floor && !view.letterAt(i)) {
        if (view.at(i) == '\n' && words > 0) {
          return Verdict.SILENT;
        }
        // A word that has a number of its own, as in "order 4711, reach me at", says nothing of
        // this.
        taken |= named && view.digitAt(i);
        i--;
      }
      int wordEnd = i + 1;
      while (i >= 0 && i >= floor && view.letterAt(i)) {
        i--;
      }
      String word = wordEnd > i + 1 ? view.text(i + 1, wordEnd) : "";
      Verdict verdict = word.isEmpty() ? Verdict.SILENT : PhoneVocabulary.verdict(word);
      if (verdict == Verdict.PHONE || (verdict == Verdict.OTHER && !taken)) {
        return verdict;
      }
      named |= !word.isEmpty() && !CONJUNCTIONS.contains(word.toLowerCase(Locale.ROOT));
    }
    return Verdict.SILENT;
  }

  private static Verdict after(View view, int end) {
    int i = end;
    int ceiling = Math.min(view.length(), end + REACH / 2);
    for (int words = 0; words < WORDS / 2; words++) {
      while (i < ceiling && !view.letterAt(i)) {
        if (view.digitAt(i) || view.at(i) == '\n') {
          return Verdict.SILENT;
        }
        i++;
      }
      int wordStart = i;
      while (i < ceiling && view.letterAt(i)) {
        i++;
      }
      if (words == 0 && wordStart <= end + 1 && i > wordStart) {
        String unit = view.text(wordStart, i).toLowerCase(Locale.ROOT);
        if (UNITS.contains(unit)) {
          return Verdict.OTHER;
        }
      }
      if (i > wordStart && PhoneVocabulary.verdict(view.text(wordStart, i)) == Verdict.PHONE) {
        return Verdict.PHONE;
      }
    }
    return Verdict.SILENT;
  }
}
