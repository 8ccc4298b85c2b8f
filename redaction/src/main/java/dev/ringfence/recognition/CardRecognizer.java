package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.recognition.CardIssuer.Claim;
import dev.ringfence.vault.SensitiveType;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the numbers of payment cards: 12 to 19 digits, solid or in the groups that people write
 * them in, with the check digit of ISO/IEC 7812-1 and a range that a scheme issues. Digits that
 * fail the check are a card only directly behind words that say so.
 */
@AutoService(Recognizer.class)
public final class CardRecognizer implements Recognizer {
  private static final String SEPARATORS = " -.\t+";
  private static final int FEWEST = 12;
  private static final int MOST = 19;

  /** Fewest digits whose grouping says enough where their range is shared with other numbers. */
  private static final int FEWEST_GROUPED = 15;

  /** The groups that cards are embossed and printed in, whatever parts them. */
  private static final Set<String> GROUPINGS =
      Set.of(
          "4 4 4 4",
          "4 4 4 4 3",
          "4 6 5",
          "4 6 4",
          "4 4 4 3",
          "4 4 4 1",
          "4 4 5",
          "4 4 4",
          "8 8",
          "6 13",
          "4 5 4",
          "5 5 5");

  private static final int MOST_GROUPS = 5;

  private enum Grouping {
    SOLID,
    PRINTED,
    /** Every digit for itself. */
    SPELLED,
    ODD;

    static Grouping of(Written written, int length) {
      int groups = written.groups(length);
      if (groups == 1) {
        return SOLID;
      }
      if (groups == length) {
        return SPELLED;
      }
      if (groups > MOST_GROUPS) {
        return ODD;
      }
      String lengths = written.layout(length).replaceAll("[^0-9]", " ");
      return GROUPINGS.contains(lengths) ? PRINTED : ODD;
    }
  }

  @Override
  public void find(View view, Context context, Findings findings) {
    Written written = new Written(view, SEPARATORS, false, MOST + 1);
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      int end = read(view, context, i, written, findings);
      while (end == i && view.digitAt(i)) {
        i++;
        end = i;
      }
      i = view.seek(end, Trigger.DIGIT);
    }
  }

  /** Where the card at an index ends, or the index itself where there is none. */
  private static int read(
      View view, Context context, int start, Written written, Findings findings) {
    written.read(start);
    int announced = 0;
    for (int length = Math.min(written.count(), MOST); length >= FEWEST; length--) {
      if (!written.breaksAt(length)) {
        continue;
      }
      Grouping grouping = Grouping.of(written, length);
      String digits = written.compact(length);
      int end = written.end(length);
      if (Checksums.luhn(digits)) {
        Claim claim = varied(digits) ? CardIssuer.claim(digits) : Claim.NONE;
        Optional<Certainty> certainty =
            certainty(view, context, start, end, claim, grouping, length);
        if (certainty.isPresent()) {
          String why = "the check digit and the range of a payment card";
          findings.add(view, start, end, SensitiveType.CARD, certainty.get(), why);
          if (certainty.get() != Certainty.POSSIBLE) {
            return end;
          }
        }
      }
      if (announced == 0 && grouping != Grouping.ODD && length > FEWEST) {
        announced = length;
      }
    }
    return announced > 0 ? announced(view, context, start, written, announced, findings) : start;
  }

  /** Takes the digits for a card whose check digit is wrong, where the words before them say so. */
  private static int announced(
      View view, Context context, int start, Written written, int length, Findings findings) {
    int end = written.end(length);
    boolean apart = begins(view, start) && Edges.ends(view, end);
    if (!apart || !CardWords.directly(view, context, start)) {
      return start;
    }
    String why = "digits behind words that announce a payment card";
    findings.add(view, start, end, SensitiveType.CARD, Certainty.LIKELY, why);
    return end;
  }

  /** How sure it is that digits with a right check digit are a card; empty where they are none. */
  private static Optional<Certainty> certainty(
      View view, Context context, int start, int end, Claim claim, Grouping grouping, int length) {
    boolean word = CardWords.beside(view, context, start, end);
    if (!Edges.apart(view, start, end)) {
      boolean hangs = begins(view, start) && (Edges.ends(view, end) || view.at(end) == '-');
      return word && hangs && claim != Claim.NONE
          ? Optional.of(Certainty.LIKELY)
          : Optional.empty();
    }
    if (claim == Claim.NONE) {
      return word && grouping != Grouping.ODD ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }
    boolean strong = claim == Claim.STRONG;
    boolean enough =
        switch (grouping) {
          case SOLID -> strong && !CardWords.device(view, context, start, end);
          case PRINTED -> (strong || length >= FEWEST_GROUPED) && !inTable(view, start, end);
          case SPELLED -> strong && !goesOn(view, start, end);
          case ODD -> false;
        };
    return Optional.of(word || enough ? Certainty.PROVEN : Certainty.POSSIBLE);
  }

  /** Whether the groups are code points in a table: beside them stand such with letters. */
  private static boolean inTable(View view, int start, int end) {
    int before = start;
    int behind = end;
    for (int group = 0; group < 4; group++) {
      before = before - 5;
      if (fourHexadecimals(view, before) || fourHexadecimals(view, behind + 1)) {
        return true;
      }
      behind = behind + 5;
    }
    return false;
  }

  /** Whether four hexadecimals stand at an index for themselves, of which some are letters. */
  private static boolean fourHexadecimals(View view, int from) {
    int letters = 0;
    for (int i = from; i < from + 4; i++) {
      if (!Hex.at(view, i)) {
        return false;
      }
      letters += view.letterAt(i) ? 1 : 0;
    }
    return letters > 0 && letters < 4 && !view.wordAt(from - 1) && !view.wordAt(from + 4);
  }

  private static boolean varied(String digits) {
    return digits.chars().distinct().count() > 1;
  }

  private static boolean begins(View view, int start) {
    return Edges.begins(view, start)
        || Edges.hangsOnName(view, start)
        || CardWords.glued(view, start);
  }

  /** Whether single digits stand on either side, so that these are a part of a longer row. */
  private static boolean goesOn(View view, int start, int end) {
    return view.digitAt(start - 2) || view.digitAt(end + 1);
  }
}
