package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/** What a value looks like: a token, a sentence, a word of one. */
final class SecretShape {
  private static final int SHORTEST_TOKEN = 8;

  /** Words that a sentence about a password begins with. */
  private static final Set<String> SAID =
      Set.of(
          "must",
          "should",
          "is",
          "are",
          "was",
          "not",
          "see",
          "required",
          "minimum",
          "please",
          "can",
          "cannot",
          "may",
          "needs",
          "need",
          "contains",
          "reset",
          "changed",
          "expired",
          "invalid",
          "incorrect",
          "wrong",
          "missing",
          "forgotten",
          "unchanged",
          "same",
          "ask",
          "sent",
          "ok",
          "muss",
          "soll",
          "siehe",
          "ist",
          "nicht",
          "falsch",
          "abgelaufen",
          "debe",
          "doit",
          "deve",
          "voir",
          "ver",
          "requis",
          "obligatoire",
          "obligatorio",
          "erforderlich",
          "protected",
          "encrypted",
          "below",
          "above",
          "here",
          "hier",
          "ici",
          "aqui");

  /** Names of things that have both letters and digits, and are no secrets. */
  private static final Set<String> KNOWN =
      Set.of(
          "sha1",
          "sha256",
          "sha384",
          "sha512",
          "md5",
          "base64",
          "base32",
          "oauth2",
          "utf8",
          "pbkdf2",
          "argon2",
          "argon2id",
          "hs256",
          "rs256",
          "es256",
          "aes256",
          "http2",
          "log4j");

  /** The brackets, none of which is a part of a token. */
  private static final boolean[] APART = new boolean[0x80];

  static {
    for (char bracket : "<>{}[]()".toCharArray()) {
      APART[bracket] = true;
    }
  }

  private SecretShape() {}

  /** Whether a value can be a token of a name that says so. */
  static boolean tokenLike(View view, int start, int end, SecretName name) {
    if (apart(view, start, end) || constant(view, start, end)) {
      return false;
    }
    Randomness chance = Randomness.of(view, start, end);
    boolean hexKey = chance == Randomness.HEX && (end - start == 32 || end - start > 40);
    if (chance == Randomness.MIXED || (name == SecretName.KEY && hexKey)) {
      return true;
    }
    return name != SecretName.KEY && (chance != Randomness.NONE || mixed(view, start, end));
  }

  /** {@code 0x04034b50}: a number that a program names. */
  private static boolean constant(View view, int start, int end) {
    int i = view.at(start) == '0' && View.lower(view.at(start + 1)) == 'x' ? start + 2 : end;
    int from = i;
    while (i < end && i - from <= 16 && Hex.at(view, i)) {
      i++;
    }
    i += i > from && i < end && (view.at(i) == 'L' || view.at(i) == 'U') ? 1 : 0;
    return i > from && i == end && i - from <= 17;
  }

  /** Whether something in a value is no part of a token: a space, a path, brackets. */
  private static boolean apart(View view, int start, int end) {
    int slashes = 0;
    for (int i = start; i < end && i - start < 256; i++) {
      char c = view.at(i);
      if (c <= ' ' || c < 0x80 && APART[c]) {
        return true;
      }
      slashes += c == '/' ? 1 : 0;
    }
    return slashes > 0 && wordy(view, start, end);
  }

  /** Whether letters and digits stand in one, or signs that no word has. */
  static boolean mixed(View view, int start, int end) {
    if (view.seek(start, end, Trigger.DIGIT) == end) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    int signs = 0;
    int changes = 0;
    for (int i = start; i < end && i - start < 256; i++) {
      boolean digit = view.digitAt(i);
      boolean letter = view.letterAt(i);
      digits += digit ? 1 : 0;
      letters += letter ? 1 : 0;
      signs += !digit && !letter ? 1 : 0;
      changes +=
          i > start && digit != view.digitAt(i - 1) && letter != view.letterAt(i - 1) ? 1 : 0;
    }
    boolean known =
        KNOWN.contains(view.text(start, Math.min(end, start + 16)).toLowerCase(Locale.ROOT));
    return end - start >= SHORTEST_TOKEN
        && digits > 0
        && letters > 0
        && changes >= 2 - signs / 3
        && changes > 0
        && !known;
  }

  /** Whether a password stands without a sign before it: letters and digits, or signs inside. */
  static boolean passwordAlone(View view, int start, int end) {
    int digits = 0;
    int letters = 0;
    for (int i = start; i < end; i++) {
      if (view.at(i) == ':' && view.at(i + 1) == '/') {
        return false;
      }
      digits += view.digitAt(i) ? 1 : 0;
      letters += view.letterAt(i) ? 1 : 0;
    }
    boolean known =
        KNOWN.contains(view.text(start, Math.min(end, start + 16)).toLowerCase(Locale.ROOT));
    boolean ordinal = view.digitAt(start) && letters == 2 && end - start < 6;
    return end - start >= 5
        && end - start <= 128
        && digits > 0
        && letters > 1
        && !known
        && !ordinal;
  }

  static boolean letters(View view, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!view.letterAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a quoted value is a sentence: several words, the last ones plain. */
  static boolean sentence(View view, int start, int end) {
    int spaces = 0;
    for (int i = start; i < end; i++) {
      spaces += view.at(i) == ' ' ? 1 : 0;
    }
    int word = start;
    while (word < end && view.letterAt(word)) {
      word++;
    }
    if (SecretName.of(view, start, word) != SecretName.NONE && spaces > 0) {
      return true;
    }
    return spaces > 0
        && (said(view, start, word) || Character.isUpperCase(view.at(start)) && spaces > 1);
  }

  static boolean said(View view, int start, int end) {
    return SAID.contains(view.text(start, end).toLowerCase(Locale.ROOT));
  }

  /** Whether parts between slashes are words, as in a path. */
  static boolean wordy(View view, int start, int end) {
    int word = 0;
    boolean plain = true;
    for (int i = start; i <= end; i++) {
      char c = i < end ? view.at(i) : '/';
      if (c == '/' || c == '.' || c == '-' || c == '_') {
        if (plain && word >= 3) {
          return true;
        }
        word = 0;
        plain = true;
      } else {
        plain &= c >= 'a' && c <= 'z' || word == 0 && c >= 'A' && c <= 'Z';
        word++;
      }
    }
    return view.at(start) == '/';
  }
}
