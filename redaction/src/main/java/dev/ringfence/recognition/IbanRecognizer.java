package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;
import java.util.Optional;

/**
 * Finds international bank account numbers of ISO 13616: a country, two check digits and an account
 * in that country's structure, in fours, solid, or with other signs between. Each is as long as its
 * country has it, so that no word behind one is taken for its end.
 */
@AutoService(Recognizer.class)
public final class IbanRecognizer implements Recognizer {
  private static final String SEPARATORS = " -.\t/";

  private static final Vocabulary WORDS = Vocabulary.of("iban", "ibans", "ibannr", "ibannummer");

  @Override
  public void find(View view, Context context, Findings findings) {
    Written written = new Written(view, SEPARATORS, true, IbanCountry.LONGEST);
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      int end = i;
      int start = country(view, i);
      if (start >= 0) {
        written.read(start, 2);
        end = Math.max(i, read(view, context, start, written, findings));
      }
      while (end == i && view.digitAt(i)) {
        i++;
        end = i;
      }
      i = view.seek(end, Trigger.DIGIT);
    }
  }

  /** Where the two letters before the check digits begin, or -1. */
  private static int country(View view, int digit) {
    int second = letterBefore(view, digit);
    int first = second < 0 ? -1 : letterBefore(view, second);
    return first >= 0 && !view.wordAt(first - 1) ? first : -1;
  }

  private static int letterBefore(View view, int index) {
    char sign = view.at(index - 1);
    int letter = sign == ' ' || sign == '-' ? index - 2 : index - 1;
    return view.at(letter) < 0x80 && view.letterAt(letter) ? letter : -1;
  }

  private static int read(
      View view, Context context, int start, Written written, Findings findings) {
    Optional<IbanCountry> country = IbanCountry.of(written.compact(Math.min(2, written.count())));
    if (country.isEmpty()) {
      return -1;
    }
    written.readOn(IbanCountry.LONGEST);
    if (!written.breaksAt(country.get().length())) {
      return -1;
    }
    int length = country.get().length();
    String iban = written.compact(length);
    int end = written.end(length);
    boolean structured = country.get().has(iban);
    boolean proven = structured && Checksums.mod97(iban.substring(4) + iban.substring(0, 4)) == 1;
    String layout = written.layout(length);
    boolean inFours = layout.matches("(4[^0-9])+[1-4]");
    boolean word = Beside.says(view, context, start, end, WORDS);
    if (proven && (word || !wordBeforeNumber(view, start, layout))) {
      String why = "a country's bank account and its check digits";
      findings.add(view, start, end, SensitiveType.IBAN, Certainty.PROVEN, why);
      return end;
    }
    if ((structured || inFours) && word) {
      String why = "a country's bank account behind the word for it";
      findings.add(view, start, end, SensitiveType.IBAN, Certainty.LIKELY, why);
      return end;
    }
    return -1;
  }

  /** Whether the country may be a word before any number: {@code at 1718000000123456}. */
  private static boolean wordBeforeNumber(View view, int start, String layout) {
    boolean capitals = view.at(start) <= 'Z';
    boolean apart = layout.matches("[12][^0-9].*");
    return apart && !capitals && !layout.matches("2[^0-9]2[^0-9](4[^0-9])+[1-4]");
  }
}
