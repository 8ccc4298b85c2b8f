package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the passwords that a sentence tells, and hands on the words for one-time codes. */
final class SecretProse {
  static final int LONGEST_WORD = 24;
  private static final int FILLING = 5;

  private static final Set<String> PASSWORDS =
      WordList.set(
          """
          password passwort passwd kennwort passphrase contraseña contrasena passe senha clave pwd
          mdp passcode pass pw
          """);
  static final Set<String> TELLING =
      WordList.set(
          """
          is was to ist lautet war auf es era est é foi à para als as called heißt equals
          """);

  /** Words that <i>pass</i> is a verb behind. */
  private static final Set<String> VERBAL =
      WordList.set(
          """
          to not can could must should may might will would shall you we they i don doesn didn won
          then instead also and or please simply directly that which who first second each every
          one per always never only just either
          """);

  private static final Set<String> PASSED_TO = WordList.set("to as into onto through down along");

  private static final boolean[] STARTS = new boolean[1 << 15];

  static {
    for (Set<String> words : List.of(PASSWORDS, OneTimeCodes.WORDS, Set.of("basic"))) {
      for (String word : words) {
        int two = (word.charAt(0) & 31) << 5 | (word.charAt(1) & 31);
        for (int third = 0; third < 32; third++) {
          STARTS[two << 5 | third] |= word.length() == 2 || (word.charAt(2) & 31) == third;
        }
      }
    }
  }

  private final View view;
  private final SecretValues values;
  private final Findings findings;

  private final OneTimeCodes codes;

  SecretProse(View view, SecretValues values, Findings findings) {
    this.view = view;
    this.values = values;
    this.findings = findings;
    this.codes = new OneTimeCodes(view, findings);
  }

  /** Judges what stands behind and before the word that begins at an index. */
  void read(int start) {
    int three =
        (view.at(start) & 31) << 10 | (view.at(start + 1) & 31) << 5 | (view.at(start + 2) & 31);
    if (!STARTS[three] || view.at(start - 1) == '_') {
      return;
    }
    int end = wordEnd(view, start);
    if (end - start > LONGEST_WORD || end - start < 2) {
      return;
    }
    String word = lower(view, start, end);
    if (PASSWORDS.contains(word)) {
      password(start, end);
    }
    if (word.equals("basic") && view.at(end) == ' ') {
      basic(end + 1);
    }
    codes.read(word, start, end);
  }

  /** A user and a password as HTTP encodes them. */
  private void basic(int start) {
    int end = start;
    while (end - start < 512 && Alphabet.B.has(view.at(end))) {
      end++;
    }
    if (end - start < 8) {
      return;
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(view.text(start, end)), StandardCharsets.UTF_8);
      if (pair.indexOf(':') > 0 && pair.chars().noneMatch(c -> c < ' ' || c == 0xFFFD)) {
        findings.add(
            view, start, end, SensitiveType.SECRET, Certainty.PROVEN, "a user and a password");
      }
    } catch (IllegalArgumentException notEncoded) {
      return;
    }
  }

  private void password(int start, int keyword) {
    boolean pass = view.wordStandsAt(start, "pass") && keyword - start == 4;
    if (pass && verb(start)) {
      return;
    }
    int i = keyword;
    i += SecretValue.quote(view.at(i)) ? 1 : 0;
    boolean told = false;
    for (int words = 0; words < FILLING; words++) {
      if (view.at(i) != ' ') {
        return;
      }
      SecretValue value = values.read(i + 1);
      if (value.end() <= value.start()
          || view.at(value.start()) == '='
          || view.at(value.start()) == ':') {
        return;
      }
      boolean can = told || words == 0;
      boolean alone = SecretShape.passwordAlone(view, value.start(), value.end());
      boolean quoted =
          told && value.quoted() && !SecretShape.sentence(view, value.start(), value.end());
      if (pass && !told && passedOn(value.end())) {
        return;
      }
      if (can && (alone || quoted) && !StandIns.plain(view, value.start(), value.end())) {
        add(value.start(), value.end(), "a password that a sentence tells");
        return;
      }
      int end = wordEnd(view, i + 1);
      if (end - i > LONGEST_WORD) {
        return;
      }
      String word = lower(view, i + 1, end);
      told = TELLING.contains(word) && !(pass && PASSED_TO.contains(word));
      i = told ? end + (view.at(end) == ':' ? 1 : 0) : value.end();
      if (value.quoted()) {
        i++;
      }
    }
  }

  /** Whether a word before <i>pass</i>, or a capital, makes it a verb. */
  private boolean verb(int start) {
    int to = Runs.backOver(view, start, " \n", 3);
    int from = Runs.wordStart(view, to);
    boolean cut = view.at(from - 1) == '\'';
    return from < to && (cut ? to - from == 1 : VERBAL.contains(lower(view, from, to)));
  }

  /** Whether a word behind a value says that it is handed on. */
  private boolean passedOn(int end) {
    int from = Runs.over(view, end, " \n`'\"", 4);
    return PASSED_TO.contains(lower(view, from, wordEnd(view, from)));
  }

  private void add(int start, int end, String why) {
    findings.add(view, start, end, SensitiveType.SECRET, Certainty.LIKELY, why);
  }

  static int wordEnd(View view, int start) {
    int i = start;
    while (i - start <= LONGEST_WORD && view.letterAt(i)) {
      i++;
    }
    return i;
  }

  static String lower(View view, int from, int to) {
    return view.text(Math.min(from, to), to).toLowerCase(Locale.ROOT);
  }
}
