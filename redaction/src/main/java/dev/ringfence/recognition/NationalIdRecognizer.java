package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers by which states know people: from each group of digits, with the letters that
 * may stand before it, as many characters are read as the longest has, and held against the ones
 * that are known. A number that other things look like needs a word beside it, or its region.
 */
@AutoService(Recognizer.class)
public final class NationalIdRecognizer implements Recognizer {
  private static final String SEPARATORS = " -./+";

  /** Most letters in front of a number's first digit. */
  private static final int MOST_LETTERS = 6;

  @Override
  public void find(View view, Context context, Findings findings) {
    Written written = new Written(view, SEPARATORS, true, NationalIds.LONGEST);
    int last = 0;
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      int start = i;
      for (int letters = 0; letters <= 2 && start >= last && last <= i; letters++) {
        written.read(start);
        last = Math.max(last, read(view, context, start, written, findings));
        start = wordBefore(view, start);
      }
      while (view.digitAt(i)) {
        i++;
      }
      i = view.seek(Math.max(i, last), Trigger.DIGIT);
    }
  }

  /** Where the letters begin that stand before an index, at most one sign away; -1 for none. */
  private static int wordBefore(View view, int index) {
    char sign = view.at(index - 1);
    int end = sign == ' ' || sign == '-' || sign == '.' ? index - 1 : index;
    int start = end;
    while (end - start <= MOST_LETTERS && view.at(start - 1) < 0x80 && view.letterAt(start - 1)) {
      start--;
    }
    return end - start > 0 && end - start <= MOST_LETTERS ? start : -1;
  }

  /** Where the number at an index ends, or 0 where nothing that is at least likely stands. */
  private static int read(
      View view, Context context, int start, Written written, Findings findings) {
    for (int length = written.count(); length >= NationalIds.SHORTEST; length--) {
      if (!written.breaksAt(length)) {
        continue;
      }
      String compact = written.compact(length);
      @Nullable Certainty surest = null;
      String why = "";
      for (NationalId id : NationalIds.of(length)) {
        if (id.fits(compact)) {
          Optional<Certainty> certainty = id.certainty(view, context, start, written);
          if (certainty.isPresent() && (surest == null || certainty.get().compareTo(surest) < 0)) {
            surest = certainty.get();
            why = id.name();
          }
        }
      }
      if (surest != null) {
        int end = written.end(length);
        findings.add(view, start, end, SensitiveType.NATIONAL_ID, surest, why);
        if (surest != Certainty.POSSIBLE) {
          return end;
        }
      }
    }
    return 0;
  }
}
