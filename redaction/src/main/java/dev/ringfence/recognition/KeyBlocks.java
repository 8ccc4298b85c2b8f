package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;

/**
 * Finds private keys that are written as a block between two lines: PEM, OpenSSH, PGP, SSH2, and
 * PuTTY's. A block without its last line goes on as long as its lines can be ones of a key.
 */
final class KeyBlocks {
  private static final int LONGEST_LABEL = 64;

  /** As much base64 in a row as a key has at least somewhere. */
  private static final int SHORTEST_RUN = 16;

  /** As much as a line has whose breaks are written as spaces or escapes. */
  private static final int LINE_RUN = 24;

  private final View view;

  private KeyBlocks(View view) {
    this.view = view;
  }

  static void find(View view, Findings findings) {
    KeyBlocks blocks = new KeyBlocks(view);
    int i = view.seek(0, Trigger.HYPHEN);
    while (i < view.length()) {
      int end = blocks.pem(i);
      int start = i;
      if (end < 0) {
        end = blocks.putty(i);
        start = i - 5;
      }
      if (end > i) {
        findings.add(
            view, start, end, SensitiveType.SECRET, Certainty.PROVEN, "a block of a private key");
      } else {
        end = blocks.hyphens(i);
      }
      i = view.seek(end, Trigger.HYPHEN);
    }
  }

  private int hyphens(int index) {
    int i = index;
    while (view.at(i) == '-') {
      i++;
    }
    return Math.max(i, index + 1);
  }

  private int pem(int start) {
    int i = hyphens(start);
    if (i - start < 4) {
      return -1;
    }
    i += view.at(i) == ' ' ? 1 : 0;
    if (!view.wordStandsAt(i, "begin ")) {
      return -1;
    }
    int label = i + 6;
    int to = label;
    while (to - label < LONGEST_LABEL
        && (view.letterAt(to) || " 0123456789".indexOf(view.at(to)) >= 0)) {
      to++;
    }
    return view.text(label, to).contains("PRIVATE KEY") ? full(hyphens(to)) : -1;
  }

  /** Where a block ends, or -1 where it has nothing in it that can be a key. */
  private int full(int from) {
    int end = blockEnd(from);
    return longestRun(from, end) >= SHORTEST_RUN ? end : -1;
  }

  /** Behind the line that ends a block, or behind the last line that can be one of a key. */
  private int blockEnd(int from) {
    int i = from;
    while (true) {
      i = view.seek(i, Trigger.HYPHEN);
      if (i >= view.length()) {
        return linesEnd(from, view.length());
      }
      int to = hyphens(i);
      if (to - i >= 4) {
        int word = view.at(to) == ' ' ? to + 1 : to;
        if (view.wordStandsAt(word, "begin ")) {
          return linesEnd(from, i);
        }
        if (view.wordStandsAt(word, "end ")) {
          int end = word + 4;
          while (end - word < LONGEST_LABEL && (view.wordAt(end) || view.at(end) == ' ')) {
            end++;
          }
          return hyphens(end) > end + 3 ? hyphens(end) : end;
        }
      }
      i = to;
    }
  }

  /** Where the lines end that hold base64, or a name and a value. */
  private int linesEnd(int from, int limit) {
    int end = from;
    int i = from;
    while (i < limit) {
      int words = 0;
      int line = i;
      boolean named = false;
      boolean inWord = false;
      while (i < limit && view.at(i) != '\n') {
        char c = view.at(i);
        if ("\"'`<".indexOf(c) >= 0) {
          return words == 1 || longestRun(line, i) >= LINE_RUN ? i : end;
        }
        boolean part = Alphabet.B.has(c);
        words += part && !inWord ? 1 : 0;
        inWord = part;
        named |= c == ':' && words == 1;
        i++;
      }
      boolean other = line > from && view.at(line) == '-' && view.at(line + 1) == '-';
      if (other || (!named && words > 1 && longestRun(line, i) < LINE_RUN)) {
        return end;
      }
      if (words > 0) {
        end = i;
      }
      i++;
    }
    return end;
  }

  /** How many characters of base64 stand in a row at most. */
  private int longestRun(int from, int to) {
    int longest = 0;
    int run = 0;
    for (int i = from; i < to; i++) {
      run = Alphabet.B.has(view.at(i)) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private int putty(int hyphen) {
    if (hyphen < 5 || !view.wordStandsAt(hyphen - 5, "putty-user-key-file-")) {
      return -1;
    }
    int i = hyphen + 15;
    if (!view.digitAt(i) || view.at(i + 1) != ':') {
      return -1;
    }
    int from = i;
    while (i < view.length()) {
      i = view.seek(i, Trigger.HYPHEN);
      if (i < view.length() && view.wordStandsAt(i - 7, "private-mac:")) {
        int end = i + 5;
        while (view.at(end) == ' ' || Hex.at(view, end)) {
          end++;
        }
        return end;
      }
      if (i < view.length() && view.wordStandsAt(i - 5, "putty-user-key-file-")) {
        return linesEnd(from, i - 5);
      }
      i++;
    }
    return linesEnd(from, view.length());
  }
}
