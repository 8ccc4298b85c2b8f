package dev.ringfence.recognition;

import com.google.auto.service.AutoService;

/**
 * Finds the numbers of payment cards: 12 to 19 digits, solid or in the groups that people write
 * them in, with the check digit of ISO/IEC 7812-1 and a range that a scheme issues. Digits that
 * fail the check are a card only directly behind words that say so.
 */
@AutoService(Recognizer.class)
public final class CardRecognizer implements Recognizer {
  @Override
  public void find(View view, Context context, Findings findings) {
    Triggers triggers = view.triggers();
    int i = triggers.seekDigits(0, CardReader.FEWEST, Written.LONGEST_GAP);
    if (i == view.length()) {
      return;
    }
    CardReader reader = new CardReader(view, context, findings);
    while (i < view.length()) {
      int end = reader.read(i);
      while (end == i && view.digitAt(i)) {
        i++;
        end = i;
      }
      i = triggers.seekNextDigits(end, CardReader.FEWEST, Written.LONGEST_GAP);
    }
  }
}
