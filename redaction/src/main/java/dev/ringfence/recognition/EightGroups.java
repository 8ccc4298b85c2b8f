package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;

/**
 * The grammar of an IPv6 address: eight groups of hexadecimal digits, a run of zeros of them left
 * out once, the last two perhaps written as IPv4.
 */
final class EightGroups {
  private static final int LONGEST_ZONE = 16;

  private final View view;
  private int groups;
  private int end;
  private boolean shortened;
  private boolean valid = true;

  /** Whether every group is written with two digits, as the parts of other identifiers are. */
  private boolean pairs = true;

  private EightGroups(View view) {
    this.view = view;
  }

  /** Reads the chain of groups around a colon, and answers where to go on. */
  static int read(View view, int colon, Findings findings) {
    int start = start(view, colon);
    if (start < 0) {
      int next = colon + 1;
      while (view.at(next) == ':') {
        next++;
      }
      return next;
    }
    EightGroups chain = new EightGroups(view);
    chain.parse(start);
    chain.report(start, findings);
    return Math.max(chain.end, colon + 1);
  }

  /** Where a chain with its first colon at an index begins, or -1. */
  private static int start(View view, int colon) {
    int start = colon;
    while (colon - start <= 4 && Hex.at(view, start - 1)) {
      start--;
    }
    boolean group = start < colon && colon - start <= 4 && !view.identifierAt(start - 1);
    if (group && view.at(start - 1) != '.') {
      return start;
    }
    boolean wordBefore = view.identifierAt(colon - 1);
    if (view.at(colon + 1) == ':') {
      if (!wordBefore) {
        return colon;
      }
      return -1;
    }
    return Hex.at(view, colon + 1) ? colon + 1 : -1;
  }

  private void parse(int start) {
    int i = start;
    while (true) {
      if (view.at(i) == ':' && view.at(i + 1) == ':') {
        valid &= !shortened && view.at(i + 2) != ':';
        shortened = true;
        i += 2;
        end = i;
      } else if (i > start && view.at(i) == ':' && Hex.at(view, i + 1)) {
        i++;
      } else if (i > start) {
        break;
      }
      int from = i;
      while (Hex.at(view, i)) {
        i++;
      }
      if (i == from) {
        break;
      }
      end = i;
      groups++;
      pairs &= i - from == 2;
      if (view.at(i) == '.' && view.digitAt(i + 1)) {
        tail(from);
        break;
      }
      valid &= i - from <= 4;
    }
    valid &= !view.identifierAt(end);
    valid &= shortened ? groups <= 7 : groups == 8 && !pairs;
  }

  /** The last two groups in the form of IPv4. */
  private void tail(int from) {
    int i = from;
    int octets = 0;
    while (octets < 4 && view.digitAt(i)) {
      int number = 0;
      int first = i;
      while (view.digitAt(i) && i - first < 4) {
        number = number * 10 + view.at(i) - '0';
        i++;
      }
      valid &= number <= 255 && i - first <= 3;
      octets++;
      if (octets < 4 && view.at(i) == '.') {
        i++;
      }
    }
    valid &= octets == 4;
    groups++;
    end = i;
  }

  private void report(int start, Findings findings) {
    if (!valid || groups == 0) {
      return;
    }
    boolean nobody = (groups == 1 && view.at(start) == ':') || multicast(start);
    Certainty certainty =
        nobody
            ? Certainty.POSSIBLE
            : groups >= 3
                ? Certainty.PROVEN
                : groups == 2 && assigned(start) ? Certainty.LIKELY : Certainty.POSSIBLE;
    findings.add(
        view,
        start,
        zoneEnd(),
        SensitiveType.IP_ADDRESS,
        certainty,
        "groups of hexadecimals and colons");
  }

  private boolean multicast(int start) {
    return view.wordStandsAt(start, "ff") && fourAt(start);
  }

  private boolean fourAt(int start) {
    return view.at(start + 4) == ':';
  }

  /** Whether the first group is of those that are given out: global, local to a site or a link. */
  private boolean assigned(int start) {
    char first = View.lower(view.at(start));
    char second = View.lower(view.at(start + 1));
    char third = View.lower(view.at(start + 2));
    return fourAt(start)
        && (first == '2'
            || first == '3'
            || (first == 'f' && (second == 'c' || second == 'd'))
            || (first == 'f' && second == 'e' && "89ab".indexOf(third) >= 0));
  }

  /** Behind the name of a zone, as in {@code fe80::1%eth0}. */
  private int zoneEnd() {
    if (view.at(end) != '%' || !view.wordAt(end + 1)) {
      return end;
    }
    int i = end + 1;
    while (i - end < LONGEST_ZONE
        && (view.wordAt(i)
            || "-_".indexOf(view.at(i)) >= 0
            || (view.at(i) == '.' && view.wordAt(i + 1)))) {
      i++;
    }
    return i;
  }
}
