package dev.ringfence.recognition;

import dev.ringfence.recognition.PhoneWords.Verdict;
import dev.ringfence.vault.SensitiveType;
import org.jspecify.annotations.Nullable;

/** Reads the numbers out of one run of digit groups, from left to right, the longest first. */
final class PhoneGrammar {
  /** Most digits a number has, its extension apart; ITU-T E.164. */
  private static final int MOST_DIGITS = 15;

  /** Most groups one number is written in: every digit for itself. */
  private static final int MOST_GROUPS = 18;

  private final View view;
  private final Context context;
  private final DigitRun run;
  private final LookAlikes lookAlikes;
  private final int fewestDigits;

  /** How often libphonenumber is still asked; past it, whatever has the shape is a number. */
  private int questions;

  /** Whether the number being read begins with its plus sign. */
  private boolean signed;

  /** What the last number was known by. */
  private String why = "";

  /** Where the last number ended: what follows it hangs on nothing. */
  private int lastEnd = -1;

  PhoneGrammar(View view, Context context, DigitRun run, int fewestDigits) {
    this.view = view;
    this.context = context;
    this.run = run;
    this.lookAlikes = new LookAlikes(view, run);
    this.fewestDigits = fewestDigits;
    this.questions = 256 + view.length() / 8;
  }

  void read(Findings findings) {
    if (run.digits() < fewestDigits) {
      return;
    }
    lookAlikes.mark();
    int group = 0;
    while (group < run.count()) {
      int end = numberEnd(group);
      if (end > group) {
        int to = Extension.end(view, run.end(end - 1));
        findings.add(
            view,
            opened(group, to),
            to,
            SensitiveType.PHONE,
            Certainty.LIKELY,
            signed ? "a plus sign and a number that a country's plan allows" : why);
        lastEnd = to;
        group = end;
      } else {
        group++;
        while (run.joined(group) && !run.dead(group - 1)) {
          group++;
        }
      }
    }
  }

  /** Where the number that begins with a group ends, as the group behind it; 0 for none. */
  private int numberEnd(int from) {
    if (lookAlikes.never(from)) {
      run.kill(from, from + 1);
      return 0;
    }
    signed = plus(from) >= 0;
    int written = signed ? international(from, "") : 0;
    if (written > 0) {
      return written;
    }
    signed = false;
    if (run.dead(from) || run.length(from) > MOST_DIGITS + 3) {
      return 0;
    }
    if (prefixed(from, "00") || prefixed(from, "011")) {
      int end = international(from, prefixed(from, "00") ? "00" : "011");
      if (end > 0) {
        return end;
      }
    }
    return national(from);
  }

  /** The index of the plus sign before a group, or -1. */
  private int plus(int group) {
    if (group > 0) {
      return -1;
    }
    int i = run.start(0) - 1;
    if (view.at(i) == '(') {
      i--;
    }
    if (view.at(i) == ' ') {
      i--;
    }
    return view.at(i) == '+' ? i : -1;
  }

  private int start(int group) {
    return signed ? plus(group) : run.start(group);
  }

  /** Where a number begins: with its parenthesis, if that closes inside the number. */
  private int opened(int group, int to) {
    int start = start(group);
    int open = 0;
    for (int i = start; i < to && open >= 0; i++) {
      open += view.at(i) == '(' ? 1 : view.at(i) == ')' ? -1 : 0;
    }
    return open < 0 && view.at(start - 1) == '(' ? start - 1 : start;
  }

  private boolean prefixed(int group, String prefix) {
    int start = run.start(group);
    return view.wordStandsAt(start, prefix)
        && (run.length(group) == prefix.length() || view.at(start + prefix.length()) != '0');
  }

  private int international(int from, String prefix) {
    boolean plus = prefix.isEmpty();
    int sign = plus ? plus(from) : run.start(from);
    boolean tight = !plus || sign + 1 == run.start(from) || view.at(sign + 1) == '(';
    boolean hanging = (view.wordAt(sign - 1) && sign != lastEnd) || !tight;
    boolean written = plus || run.length(from) < MOST_DIGITS - 5;
    int possible = 0;
    int wide = 0;
    StringBuilder digits = new StringBuilder();
    int withTrunk = 0;
    int last = Math.min(run.count(), from + MOST_GROUPS);
    for (int group = from; group < last; group++) {
      if (group > from && run.dead(group) && !plus) {
        break;
      }
      withTrunk += run.length(group);
      if (group == from || !(run.parenthesised(group) && run.length(group) == 1)) {
        run.appendDigits(group, digits);
      }
      int total = digits.length() - prefix.length();
      if (total > MOST_DIGITS + 5) {
        break;
      }
      if (run.joined(group + 1)) {
        continue;
      }
      String number = digits.substring(Math.min(prefix.length(), digits.length()));
      if (total >= NumberingPlan.FEWEST && NumberingPlan.possible(number)) {
        if (written && !hanging || (valid(number) && !lookAlikes.dated(from))) {
          possible = group + 1;
        }
      } else if (plus && !hanging && withTrunk > NumberingPlan.FEWEST && possible == 0) {
        wide = group + 1;
      }
    }
    if (plus && wide == 0 && possible == 0 && !hanging) {
      wide = withTrunk > NumberingPlan.FEWEST ? tightEnd(from) : 0;
    }
    return Math.max(possible, possible > 0 ? 0 : wide);
  }

  private int tightEnd(int from) {
    int end = from + 1;
    while (run.joined(end)) {
      end++;
    }
    return end;
  }

  private int national(int from) {
    int last = Math.min(run.count(), from + MOST_GROUPS);
    int total = 0;
    int to = from;
    while (to < last && !run.dead(to) && total + run.length(to) <= MOST_DIGITS) {
      total += run.length(to);
      to++;
    }
    @Nullable Verdict verdict = null;
    for (int end = to; end > from && total >= fewestDigits; end--) {
      if (!run.joined(end) && !hangs(from, end)) {
        if (verdict == null) {
          verdict = PhoneWords.of(view, context, start(from), run.end(end - 1));
        }
        if (accepted(from, end, total, verdict)) {
          return end;
        }
      }
      total -= run.length(end - 1);
    }
    return 0;
  }

  /** Whether letters or an amount's signs are glued to either end. */
  private boolean hangs(int from, int end) {
    int before = opened(from, run.end(end - 1)) - 1;
    char sign = view.at(before);
    int after = run.end(end - 1);
    char next = view.at(after);
    boolean amount =
        "$€£¥%#".indexOf(sign) >= 0 && sign != View.NONE
            || (sign == ',' && view.digitAt(before - 1))
            || (next == ',' && view.digitAt(after + 1) && !view.digitAt(after + 3))
            || next == '%'
            || next == '€';
    boolean glued =
        view.wordAt(before)
            || sign == '_'
            || ("-/\\.=".indexOf(sign) >= 0 && sign != View.NONE && view.wordAt(before - 1));
    boolean tail =
        (view.letterAt(after) && Extension.end(view, after) == after)
            || next == '_'
            || ("-/=".indexOf(next) >= 0
                && next != View.NONE
                && view.wordAt(after + 1)
                && end == run.count()
                && view.letterAt(after + 1));
    boolean said =
        glued && PhoneWords.of(view, Context.PROSE, run.start(from), after) == Verdict.PHONE;
    return amount || tail || (glued && !said);
  }

  private boolean accepted(int from, int end, int total, Verdict verdict) {
    if (total < NumberingPlan.FEWEST) {
      return verdict != Verdict.OTHER
          && questions-- > 0
          && NumberingPlan.ofFewDigits(digits(from, end), context.regions())
          && because("a short national number of a region that was named");
    }
    boolean bare = end - from == 1;
    if (shaped(from, end, total) && !(bare && verdict == Verdict.OTHER)) {
      return because("digits that are grouped as a number is");
    }
    if (verdict != Verdict.OTHER && inNamedRegion(from, end, verdict)) {
      return because("a national number of a region that was named");
    }
    return switch (verdict) {
      case PHONE -> because("a word beside it says so");
      case OTHER -> false;
      case SILENT ->
          context.value()
              && alone(from, end)
              && !bare
              && common(digits(from, end))
              && because("a field's whole value, and a number in a common region");
    };
  }

  private boolean inNamedRegion(int from, int end, Verdict verdict) {
    if (context.regions().isEmpty()) {
      return false;
    }
    String number = digits(from, end);
    for (String region : context.regions()) {
      if (national(number, region)
          && (verdict == Verdict.PHONE
              || number.startsWith("0")
              || (leavesNumbers(end) && !instant(number, end - from == 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether digits without a sign between them are a time of our days, in seconds since 1970. */
  private static boolean instant(String number, boolean bare) {
    return bare && number.length() == 10 && number.charAt(0) == '1' && number.charAt(1) >= '4';
  }

  /** Whether what follows in the run is nothing, something else, or as many digits as a number. */
  private boolean leavesNumbers(int end) {
    int digits = 0;
    for (int group = end;
        group < run.count() && !run.dead(group) && digits < fewestDigits;
        group++) {
      digits += run.length(group);
    }
    return digits == 0 || digits >= fewestDigits;
  }

  private boolean because(String said) {
    why = said;
    return true;
  }

  /** Whether the way the digits are grouped says enough, whatever the region. */
  private boolean shaped(int from, int end, int total) {
    int groups = end - from;
    boolean code = run.parenthesised(from);
    if (code && groups > 1 && total >= 8 && total <= 12 && run.length(from) >= 2) {
      return run.first(from) == '0' || northAmerican(from, end) || total >= 9;
    }
    if (northAmerican(from, end)) {
      return true;
    }
    boolean spelled = groups >= 9 && total == groups;
    if (spelled) {
      return run.first(from) == '0' || total >= 10;
    }
    boolean dialled = run.first(from) == '0' && view.at(run.start(from) + 1) != '0';
    if (!dialled || total < 9 || total > 12) {
      return false;
    }
    return groups == 1
        ? total >= 10 && mobile(digits(from, end))
        : run.length(from) > 1 || run.parenthesised(from);
  }

  /** Three, three and four digits, with the digits that begin an area code and an exchange. */
  private boolean northAmerican(int from, int end) {
    int area = run.length(from) == 1 && run.first(from) == '1' ? from + 1 : from;
    return end - area == 3
        && run.length(area) == 3
        && run.length(area + 1) == 3
        && run.length(area + 2) == 4
        && run.first(area) >= '2'
        && run.first(area + 1) >= '2';
  }

  private boolean mobile(String number) {
    return common(number) && number.charAt(1) >= '1' && number.charAt(1) <= '7';
  }

  private boolean common(String number) {
    for (String region : NumberingPlan.COMMON_REGIONS) {
      if (valid(number, region)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a field's value is this number and nothing else. */
  private boolean alone(int from, int end) {
    for (int i = 0; i < start(from); i++) {
      if (view.at(i) != ' ') {
        return false;
      }
    }
    for (int i = Extension.end(view, run.end(end - 1)); i < view.length(); i++) {
      if (view.at(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  private String digits(int from, int end) {
    StringBuilder digits = new StringBuilder();
    for (int group = from; group < end; group++) {
      run.appendDigits(group, digits);
    }
    return digits.toString();
  }

  private boolean valid(String digits) {
    return questions-- <= 0 || NumberingPlan.valid(digits);
  }

  private boolean valid(String number, String region) {
    return questions-- <= 0 || NumberingPlan.valid(number, region);
  }

  private boolean national(String number, String region) {
    return questions-- <= 0 || NumberingPlan.national(number, region);
  }
}
