package dev.ringfence.recognition;

import com.google.auto.service.AutoService;

/**
 * Finds phone numbers: runs of digit groups are read in one pass, what they are otherwise is struck
 * out, and of the rest a number is taken by its plus sign, its shape, its region or the words
 * beside it. Which lengths and ranges a number can have, libphonenumber decides.
 */
@AutoService(Recognizer.class)
public final class PhoneRecognizer implements Recognizer {
  @Override
  public void find(View view, Context context, Findings findings) {
    int fewest = NumberingPlan.fewestDigits(context.regions());
    DigitRun run = new DigitRun(view);
    PhoneGrammar grammar = new PhoneGrammar(view, context, run, fewest);
    Triggers triggers = view.triggers();
    int i = triggers.seekDigits(0, fewest, DigitRun.LONGEST_GAP);
    while (i < view.length()) {
      int end = run.read(i);
      grammar.read(findings);
      i = triggers.seekNextDigits(end, fewest, DigitRun.LONGEST_GAP);
    }
  }
}
