package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;

/**
 * Finds secrets: forms in which somebody issues them, private keys, passwords in URLs, what is
 * given to the name of a secret or told as one, and characters drawn by chance beside a word.
 */
@AutoService(Recognizer.class)
public final class SecretRecognizer implements Recognizer {
  /** What else than a letter or a digit a secret can begin with. */
  private static final int SIGNS = Trigger.DOT | Trigger.UNDERSCORE | Trigger.TILDE;

  @Override
  public void find(View view, Context context, Findings findings) {
    if (context.value()) {
      wholeValue(view, context, findings);
    }
    KeyBlocks.find(view, findings);
    UrlPasswords.find(view, findings);
    SecretValues values = new SecretValues(view);
    SecretAssignments assignments = new SecretAssignments(view, values, findings);
    assignments.find();
    words(view, context, findings, values, assignments);
  }

  /** The value of a field whose name is that of a secret. */
  private static void wholeValue(View view, Context context, Findings findings) {
    SecretName name = SecretName.of(context.label());
    int end = view.length();
    if (name == SecretName.NONE || StandIns.plain(view, 0, end)) {
      return;
    }
    boolean password = name == SecretName.PASSWORD && !SecretShape.sentence(view, 0, end);
    if (password || SecretShape.tokenLike(view, 0, end, name)) {
      String why = "the value of a secret's field";
      findings.add(view, 0, end, SensitiveType.SECRET, Certainty.LIKELY, why);
    }
  }

  /** One walk over everything that can be the beginning of a word. */
  private static void words(
      View view,
      Context context,
      Findings findings,
      SecretValues values,
      SecretAssignments assignments) {
    SecretFlags flags = new SecretFlags(view, values, findings, assignments);
    SecretProse prose = new SecretProse(view, values, findings);
    Triggers triggers = view.triggers();
    WordBits words = triggers.words();
    boolean tilde = view.seek(0, Trigger.TILDE) < view.length();
    int read = 0;
    int known = 0;
    for (int base = 0; base < view.length(); base += Long.SIZE) {
      long begins = triggers.beginningsOfWords(base / Long.SIZE, SIGNS);
      long rows = triggers.codeRuns(base / Long.SIZE, Randomness.SHORTEST);
      for (; begins != 0; begins &= begins - 1) {
        int place = Long.numberOfTrailingZeros(begins);
        int i = base + place;
        char c = view.at(i);
        if (i < known || c >= 0x80) {
          continue;
        }
        boolean maybe = SecretFormats.ALL.maybe(c, view.at(i + 1), words.end(i) - i, tilde);
        int end = maybe || c == 'e' ? known(view, i, words.end(i) - i, findings) : -1;
        if (end > 0) {
          known = end;
        } else if (Alphabet.A.has(c)) {
          if (view.at(i - 1) == '-') {
            flags.read(i);
          }
          prose.read(i);
          if ((rows >>> place & 1) != 0 && i >= read) {
            read = chance(view, context, i, findings);
          }
        }
      }
    }
  }

  /** Where the secret of a known form ends that begins at an index, or -1. */
  private static int known(View view, int start, int word, Findings findings) {
    SecretFormats.Match match = SecretFormats.ALL.at(view, start, word);
    if (match != null) {
      findings.add(
          view, start, match.end(), SensitiveType.SECRET, Certainty.PROVEN, match.issuer());
      return match.end();
    }
    int end = view.at(start) == 'e' ? WebToken.end(view, start) : -1;
    if (end > 0) {
      findings.add(
          view, start, end, SensitiveType.SECRET, Certainty.PROVEN, "a token with a JSON header");
    }
    return end;
  }

  /** Judges the characters in a row from an index, and answers where they end. */
  private static int chance(View view, Context context, int start, Findings findings) {
    int end = start;
    while (inRow(view, end)) {
      end++;
    }
    int to = end;
    while (to - end < 2 && view.at(to) == '=') {
      to++;
    }
    Randomness chance = Randomness.of(view, start, end);
    if (chance == Randomness.NONE || chance == Randomness.UUID || path(view, start, end)) {
      return end;
    }
    boolean hex = chance == Randomness.HEX;
    SecretWords said = SecretWords.before(view, start, hex ? 3 : 6);
    if (said == SecretWords.SILENT && !hex) {
      said = SecretWords.behind(view, to);
    }
    if (said == SecretWords.SILENT && !hex && SecretName.of(context.label()) != SecretName.NONE) {
      said = SecretWords.SECRET;
    }
    if (said == SecretWords.SECRET) {
      findings.add(
          view, start, to, SensitiveType.SECRET, Certainty.LIKELY, "chance beside a word for it");
    } else if (!hex && said == SecretWords.SILENT) {
      findings.add(view, start, to, SensitiveType.SECRET, Certainty.POSSIBLE, "chance alone");
    }
    return end;
  }

  private static boolean inRow(View view, int index) {
    char c = view.at(index);
    return Alphabet.U.has(c) || c == '+' || c == '/';
  }

  /** Whether characters are a path, a part of a URL, data written inline, or a name of a style. */
  private static boolean path(View view, int start, int end) {
    char before = view.at(start - 1);
    char after = view.at(end);
    boolean joined =
        before == '/' || before == '.' || before == '@' || before == '#' || before == '\\';
    boolean inline = before == ',' && view.wordStandsAt(start - 7, "base64");
    boolean goesOn = (after == '.' && view.wordAt(end + 1)) || after == '(' || after == '@';
    return joined || inline || goesOn || SecretShape.wordy(view, start, end);
  }
}
