package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;

/**
 * Finds the passwords in URLs: what stands between a colon and the last sign before the host. The
 * user and the host stay.
 */
final class UrlPasswords {
  static final int LONGEST = 512;

  private UrlPasswords() {}

  static void find(View view, Findings findings) {
    int i = view.seek(0, Trigger.COLON);
    while (i < view.length()) {
      int next = i + 1;
      if (view.at(next) == '/' && view.at(next + 1) == '/' && view.wordAt(i - 1)) {
        next = Math.max(next, authority(view, i + 3, findings));
      }
      i = view.seek(next, Trigger.COLON);
    }
  }

  /** Reads what follows a scheme, and answers where its password ends. */
  private static int authority(View view, int start, Findings findings) {
    int at = at(view, start);
    if (at < 0) {
      return start;
    }
    int colon = start;
    while (colon < at && view.at(colon) != ':') {
      colon++;
    }
    if (colon < at) {
      if (colon + 1 < at && !StandIns.plain(view, colon + 1, at)) {
        String why = "the password of a URL";
        findings.add(view, colon + 1, at, SensitiveType.SECRET, Certainty.PROVEN, why);
      }
    } else if (Randomness.of(view, start, at) != Randomness.NONE) {
      findings.add(
          view, start, at, SensitiveType.SECRET, Certainty.LIKELY, "the user of a URL, by chance");
    }
    return at;
  }

  /** The last sign before the host of a URL whose authority begins at an index, or -1. */
  static int at(View view, int start) {
    int last = -1;
    int colon = -1;
    boolean port = true;
    boolean path = false;
    for (int i = start; i - start < LONGEST && i < view.length(); i++) {
      char c = view.at(i);
      if (c <= ' ' || c == '"' || c == '<' && i > start && view.at(i - 1) != ':' || c == '`') {
        break;
      }
      if (c == ':' && view.at(i + 1) == '/' && view.at(i + 2) == '/') {
        break;
      }
      if (c == '@' && !path) {
        last = i;
      } else if (c == '@' && last < 0) {
        return i;
      } else if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '/' || c == '?' || c == '#') {
        if (last >= 0 || colon < 0 || port || i == colon + 1) {
          break;
        }
        path = true;
      } else if (colon >= 0 && (c < '0' || c > '9')) {
        port = false;
      }
    }
    return last;
  }
}
