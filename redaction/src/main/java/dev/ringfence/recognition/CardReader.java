package dev.ringfence.recognition;

import dev.ringfence.recognition.CardIssuer.Claim;
import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the digits that begin at one place of a view after another, as numbers of cards. */
final class CardReader {
  private static final String SEPARATORS = " -.\t+";
  static final int FEWEST = 12;
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

  /** How many digits the first of several groups has, or 1 for each digit for itself. */
  private static final Set<Integer> FIRST_GROUPS = Set.of(1, 4, 5, 6, 8);

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
      boolean printed = groups <= MOST_GROUPS && GROUPINGS.contains(written.groupLengths(length));
      return printed ? PRINTED : ODD;
    }
  }

  private final View view;
  private final Context context;
  private final Findings findings;
  private final Written written;
  private final Beside words;

  /** Whether the field's name announces a card. */
  private final boolean label;

  CardReader(View view, Context context, Findings findings) {
    this.view = view;
    this.context = context;
    this.findings = findings;
    this.written = new Written(view, SEPARATORS, false, MOST + 1);
    this.words = new Beside(view, context, CardWords.ANY);
    this.label = CardWords.label(context);
  }

  /** Where the card at an index ends, or the index itself where there is none. */
  int read(int start) {
    if (!begins(start) || hopeless(start)) {
      return start;
    }
    written.read(start);
    int announced = 0;
    for (int length = Math.min(written.count(), MOST); length >= FEWEST; length--) {
      if (!written.breaksAt(length)) {
        continue;
      }
      Grouping grouping = Grouping.of(written, length);
      if (written.luhn(length)) {
        Certainty certainty = certainty(start, grouping, length);
        if (certainty != null) {
          String why = "the check digit and the range of a payment card";
          int end = written.end(length);
          findings.add(view, start, end, SensitiveType.CARD, certainty, why);
          if (certainty != Certainty.POSSIBLE) {
            return end;
          }
        }
      }
      if (announced == 0 && grouping != Grouping.ODD && length > FEWEST) {
        announced = length;
      }
    }
    return announced > 0 ? announced(start, announced) : start;
  }

  /**
   * Whether digits are grouped as no card is, or each for itself in the midst of such, with no word
   * near them that could make them one.
   */
  private boolean hopeless(int start) {
    int group = Runs.digits(view, start, MOST);
    boolean grouped = FIRST_GROUPS.contains(group) || group >= FEWEST;
    boolean midst = group == 1 && view.digitAt(start - 2);
    return (!grouped || midst) && words.bare(start, start + MOST * (1 + Written.LONGEST_GAP));
  }

  /** Takes the digits for a card whose check digit is wrong, where the words before them say so. */
  private int announced(int start, int length) {
    int end = written.end(length);
    if (!Edges.ends(view, end) || !(label || CardWords.directly(view, start))) {
      return start;
    }
    String why = "digits behind words that announce a payment card";
    findings.add(view, start, end, SensitiveType.CARD, Certainty.LIKELY, why);
    return end;
  }

  /** How sure it is that digits with a right check digit are a card; null where they are none. */
  private @Nullable Certainty certainty(int start, Grouping grouping, int length) {
    int end = written.end(length);
    boolean word = !words.silent(start, end);
    boolean apart = Edges.apart(view, start, end);
    if (!word && !apart) {
      return null;
    }
    String digits = written.compact(length);
    Claim claim = Checksums.varied(digits) ? CardIssuer.claim(digits) : Claim.NONE;
    if (!apart) {
      boolean hangs = Edges.ends(view, end) || view.at(end) == '-';
      return hangs && claim != Claim.NONE ? Certainty.LIKELY : null;
    }
    if (claim == Claim.NONE) {
      return word && grouping != Grouping.ODD ? Certainty.LIKELY : null;
    }
    boolean strong = claim == Claim.STRONG;
    boolean enough =
        switch (grouping) {
          case SOLID -> strong && !CardWords.device(view, context, start, end);
          case PRINTED -> (strong || length >= FEWEST_GROUPED) && !inTable(start, end);
          case SPELLED -> strong && !goesOn(start, end);
          case ODD -> false;
        };
    return word || enough ? Certainty.PROVEN : Certainty.POSSIBLE;
  }

  /** Whether the groups are code points in a table: in the same row stand such with letters. */
  private boolean inTable(int start, int end) {
    return lettered(start, -1) || lettered(end, 1);
  }

  /** Whether one of the next groups of four in a direction is of hexadecimals with letters. */
  private boolean lettered(int edge, int step) {
    int at = edge;
    for (int group = 0; group < 4; group++) {
      int from = step < 0 ? at - 5 : at + 1;
      int letters = fourHexadecimals(from);
      char between = view.at(step < 0 ? at - 1 : at);
      if ((between != ' ' && between != '\t') || letters < 0 || account(from)) {
        return false;
      }
      if (letters > 0 && letters < 4) {
        return true;
      }
      at += step * 5;
    }
    return false;
  }

  /** Whether a bank account may begin with the four characters at an index, as DE89 does. */
  private boolean account(int from) {
    return view.digitAt(from + 2)
        && view.digitAt(from + 3)
        && IbanCountry.of(view.text(from, from + 2).toUpperCase(Locale.ROOT)).isPresent();
  }

  /** How many of the four hexadecimals at an index, apart from all else, are letters; or -1. */
  private int fourHexadecimals(int from) {
    int letters = 0;
    for (int i = from; i < from + 4; i++) {
      if (!Hex.at(view, i)) {
        return -1;
      }
      letters += view.letterAt(i) ? 1 : 0;
    }
    return view.wordAt(from - 1) || view.wordAt(from + 4) ? -1 : letters;
  }

  private boolean begins(int start) {
    return Edges.begins(view, start)
        || Edges.hangsOnName(view, start)
        || CardWords.glued(view, start);
  }

  /** Whether single digits stand on either side, so that these are a part of a longer row. */
  private boolean goesOn(int start, int end) {
    return view.digitAt(start - 2) || view.digitAt(end + 1);
  }
}
