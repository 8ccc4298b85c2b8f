package dev.ringfence.redaction;

import java.util.List;

/**
 * Finds phone numbers: runs of digit groups are read in one pass, what they are otherwise is struck
 * out, and of the rest a number is taken by its plus sign, its shape, its region or the words
 * beside it. Which lengths and ranges a number can have, libphonenumber decides.
 */
final class PhoneRecognizer implements Recognizer {
  private final List<String> regions;

  /**
   * @param regions whose national forms are numbers without a word that says so, as ISO 3166 codes
   */
  PhoneRecognizer(List<String> regions) {
    this.regions = List.copyOf(regions);
    for (String region : this.regions) {
      if (!NumberingPlan.known(region)) {
        throw new IllegalArgumentException("not a region with phone numbers: " + region);
      }
    }
  }

  @Override
  public void find(View view, Place place, Findings findings) {
    DigitRun run = new DigitRun(view);
    PhoneGrammar grammar = new PhoneGrammar(view, place, run, regions);
    int i = 0;
    while (i < view.length()) {
      if (!view.digitAt(i)) {
        i++;
        continue;
      }
      int end = run.read(i);
      grammar.read(findings);
      i = end;
    }
  }
}
