package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;

/**
 * The grammar of an IPv4 address: four numbers below 256 that stand apart, and are neither a
 * version, a section nor a part of something longer. Small numbers, as versions have them, need
 * something beside them that machines have; without it nobody can tell.
 */
final class FourOctets {
  private static final Set<String> FILES =
      Set.of(
          "jar", "war", "ear", "zip", "tgz", "tar", "gz", "xz", "exe", "msi", "deb", "rpm", "whl",
          "dll", "so", "dmg", "apk", "nupkg", "gem", "pom", "pkg", "iso", "pdf", "md", "txt");

  private final View view;
  private final int[] octets = new int[4];

  private FourOctets(View view) {
    this.view = view;
  }

  /** Reads the chain of numbers that begins at a digit, and answers where it ends. */
  static int read(View view, Context context, int start, Findings findings) {
    int end = start;
    int dots = 0;
    while (view.digitAt(end) || (view.at(end) == '.' && view.digitAt(end + 1))) {
      dots += view.at(end) == '.' ? 1 : 0;
      end++;
    }
    if (dots == 3 && end - start <= 15) {
      new FourOctets(view).judge(context, start, end, findings);
    }
    return end;
  }

  private void judge(Context context, int start, int end, Findings findings) {
    if (!octets(start, end) || !opens(start, end) || !closes(end)) {
      return;
    }
    if (VersionWords.version(view, context, start, end)) {
      return;
    }
    boolean unsure =
        special()
            || heading(start, end)
            || (VersionWords.small(octets) && !VersionWords.machine(view, context, start, end));
    findings.add(
        view,
        start,
        end,
        SensitiveType.IP_ADDRESS,
        unsure ? Certainty.POSSIBLE : Certainty.PROVEN,
        "four octets");
  }

  /** Whether each number is one, without zeros before it; or with them, where all are padded. */
  private boolean octets(int start, int end) {
    boolean padded = end - start == 15;
    int i = start;
    for (int octet = 0; octet < 4; octet++) {
      int from = i;
      int value = 0;
      while (i < end && view.at(i) != '.') {
        value = value * 10 + view.at(i) - '0';
        i++;
      }
      if (i - from > 3 || value > 255 || (i - from > 1 && view.at(from) == '0' && !padded)) {
        return false;
      }
      octets[octet] = value;
      i++;
    }
    return true;
  }

  private boolean opens(int start, int end) {
    char before = view.at(start - 1);
    if (view.identifierAt(start - 1)
        || before == '.'
        || before == '#'
        || before == '$'
        || before == '~'
        || before == '^'
        || before == '\u00a7') {
      return false;
    }
    return switch (before) {
      case '-' -> !view.letterAt(start - 2) || VersionWords.machineEnds(view, start - 1);
      case '=' -> "=<>~!".indexOf(view.at(start - 2)) < 0;
      case '/' -> !product(start, end);
      default -> true;
    };
  }

  /** Whether a name without a dot and a slash stand before, as in {@code Chrome/120.0.0.0}. */
  private boolean product(int start, int end) {
    if (!view.wordAt(start - 2) || (view.at(end) == ':' && view.digitAt(end + 1))) {
      return false;
    }
    int i = start - 2;
    while (start - i < 64 && (view.wordAt(i) || view.at(i) == '-' || view.at(i) == '_')) {
      i--;
    }
    return view.at(i) != '.';
  }

  private boolean closes(int end) {
    char after = view.at(end);
    if (view.identifierAt(end) || after == '+') {
      return false;
    }
    if (after == '-') {
      return !view.letterAt(end + 1);
    }
    if (after == '.' && view.letterAt(end + 1)) {
      int to = end + 1;
      while (to - end < 6 && view.letterAt(to)) {
        to++;
      }
      return !FILES.contains(view.text(end + 1, to).toLowerCase(Locale.ROOT));
    }
    return true;
  }

  /** Whether the numbers are an address that no single machine has: itself, all, many, a mask. */
  private boolean special() {
    int bits = octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3];
    boolean mask = octets[0] == 255 && (~bits & (~bits + 1)) == 0;
    boolean wildcard = octets[0] == 0 && (bits & (bits + 1)) == 0;
    return mask || wildcard || octets[0] == 0 || octets[0] == 127 || (octets[0] & 0xF0) == 0xE0;
  }

  /** Whether small numbers and a capital letter begin a line, as a heading does. */
  private boolean heading(int start, int end) {
    for (int octet : octets) {
      if (octet == 0 || octet > 40) {
        return false;
      }
    }
    int i = start - 1;
    while (start - i < 12 && "# *>".indexOf(view.at(i)) >= 0 && view.at(i) != View.NONE) {
      i--;
    }
    boolean begins = i < 0 || view.at(i) == '\n' || view.at(i) == '\r';
    int next = view.at(end) == '.' ? end + 1 : end;
    return begins
        && (view.at(next) == ' ' || view.at(next) == '\t')
        && (next > end || Character.isUpperCase(view.at(next + 1)));
  }
}
