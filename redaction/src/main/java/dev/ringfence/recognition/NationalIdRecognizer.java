package dev.ringfence.recognition;

import com.google.auto.service.AutoService;

/**
 * Finds the numbers by which states know people: from each group of digits, with the letters that
 * may stand before it, as many characters are read as the longest has, and held against the ones
 * that are known. A number that other things look like needs a word beside it, or its region.
 */
@AutoService(Recognizer.class)
public final class NationalIdRecognizer implements Recognizer {
  /** Most letters in front of a number's first digit. */
  private static final int MOST_LETTERS = 6;

  @Override
  public void find(View view, Context context, Findings findings) {
    int i = view.seek(0, Trigger.DIGIT);
    if (i == view.length()) {
      return;
    }
    NationalIdReader reader = new NationalIdReader(view, context, findings);
    int last = 0;
    while (i < view.length()) {
      int start = i;
      for (int letters = 0; letters <= 2 && start >= last && last <= i; letters++) {
        last = Math.max(last, reader.read(start));
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
}
