package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;

/**
 * Finds the addresses of network devices: six or eight groups of two hexadecimal digits, three or
 * four groups of four parted by dots, and twelve digits beside a word for it. A chain of any other
 * number of groups is something else, as a fingerprint is, and is passed as a whole.
 */
@AutoService(Recognizer.class)
public final class MacRecognizer implements Recognizer {
  private static final Vocabulary WORDS =
      Vocabulary.of(
          "mac", "macs", "bssid", "hwaddr", "hwaddress", "macaddress", "macaddr", "hardware");

  @Override
  public void find(View view, Context context, Findings findings) {
    int i = view.seek(0, Trigger.COLON | Trigger.HYPHEN);
    while (i < view.length()) {
      i = view.seek(pairs(view, i, findings), Trigger.COLON | Trigger.HYPHEN);
    }
    i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      i = view.seek(digits(view, context, i, findings), Trigger.DIGIT);
    }
  }

  /** The chain of pairs whose first sign stands at an index; answers where to go on. */
  private static int pairs(View view, int sign, Findings findings) {
    char c = view.at(sign);
    int start = sign - 2;
    if (!pair(view, start) || view.identifierAt(start - 1)) {
      return sign + 1;
    }
    int end = sign;
    int groups = 1;
    while (view.at(end) == c && pair(view, end + 1)) {
      end += 3;
      groups++;
    }
    boolean goes = view.identifierAt(end) || (view.at(end) == c && view.identifierAt(end + 1));
    if ((groups == 6 || groups == 8) && !goes && !hangsOn(view, start)) {
      boolean moment = c == '-' && moment(view, start);
      Certainty certainty =
          moment || nobody(view, start, end) ? Certainty.POSSIBLE : Certainty.PROVEN;
      findings.add(
          view, start, end, SensitiveType.MAC_ADDRESS, certainty, "groups of two hexadecimals");
    }
    return Math.max(end, sign + 1);
  }

  private static boolean pair(View view, int start) {
    return Hex.at(view, start) && Hex.at(view, start + 1);
  }

  /** Whether more hexadecimal digits stand before a chain, so that it is a part of a longer one. */
  private static boolean hangsOn(View view, int start) {
    char before = view.at(start - 1);
    if (before != ':' && before != '-' && before != '.') {
      return false;
    }
    int i = start - 2;
    while (start - i < 40 && Hex.at(view, i)) {
      i--;
    }
    return i < start - 2 && !view.identifierAt(i);
  }

  /** Whether six pairs are a date and a time of day. */
  private static boolean moment(View view, int start) {
    int[] most = {99, 12, 31, 23, 59, 59};
    for (int group = 0; group < most.length; group++) {
      int at = start + 3 * group;
      if (!view.digitAt(at) || !view.digitAt(at + 1)) {
        return false;
      }
      int number = (view.at(at) - '0') * 10 + view.at(at + 1) - '0';
      if (number > most[group] || (number == 0 && (group == 1 || group == 2))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every digit is 0, or every digit is F: no device has that address. */
  private static boolean nobody(View view, int start, int end) {
    int first = Hex.digit(view.at(start));
    if (first != 0 && first != 15) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (Hex.at(view, i) && Hex.digit(view.at(i)) != first) {
        return false;
      }
    }
    return true;
  }

  /** The hexadecimal digits around a decimal one; answers where to go on. */
  private static int digits(View view, Context context, int digit, Findings findings) {
    int start = digit;
    while (digit - start <= 19 && (Hex.at(view, start - 1) || view.at(start - 1) == '.')) {
      start--;
    }
    while (view.at(start) == '.') {
      start++;
    }
    int end = start;
    int groups = 0;
    while (four(view, end)) {
      groups++;
      end += view.at(end + 4) == '.' && four(view, end + 5) ? 5 : 4;
      if (view.at(end - 1) != '.') {
        break;
      }
    }
    int run = digit;
    while (Hex.at(view, run) || (view.at(run) == '.' && Hex.at(view, run + 1))) {
      run++;
    }
    boolean fours = (groups == 3 || groups == 4) && end == run;
    boolean bare = run - start == 12 && groups == 0 && !dotted(view, start, run);
    boolean apart =
        !view.identifierAt(start - 1)
            && !view.identifierAt(run)
            && view.at(start - 1) != '-'
            && (view.at(run) != '-' || !view.identifierAt(run + 1))
            && !hangsOn(view, start);
    if (apart && fours && !onlyDecimals(view, start, end)) {
      Certainty certainty = nobody(view, start, end) ? Certainty.POSSIBLE : Certainty.PROVEN;
      findings.add(view, start, end, SensitiveType.MAC_ADDRESS, certainty, "groups of four");
    } else if (apart && bare && Beside.says(view, context, start, run, WORDS)) {
      findings.add(
          view, start, run, SensitiveType.MAC_ADDRESS, Certainty.LIKELY, "twelve beside a word");
    }
    return run;
  }

  private static boolean dotted(View view, int start, int end) {
    for (int i = start; i < end; i++) {
      if (view.at(i) == '.') {
        return true;
      }
    }
    return false;
  }

  private static boolean four(View view, int start) {
    return pair(view, start) && pair(view, start + 2) && !Hex.at(view, start + 4);
  }

  private static boolean onlyDecimals(View view, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Hex.digit(view.at(i)) > 9) {
        return false;
      }
    }
    return true;
  }
}
