package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the passwords and one-time codes that a sentence tells. */
final class SecretProse {
  private static final int LONGEST_WORD = 24;
  private static final int FILLING = 5;
  private static final int REACH = 48;

  private static final Set<String> PASSWORDS =
      Set.of(
          "password",
          "passwort",
          "passwd",
          "kennwort",
          "passphrase",
          "contrase\u00f1a",
          "contrasena",
          "passe",
          "senha",
          "clave",
          "pwd",
          "mdp",
          "passcode",
          "pass",
          "pw");
  private static final Set<String> TELLING =
      Set.of(
          "is",
          "was",
          "to",
          "ist",
          "lautet",
          "war",
          "auf",
          "es",
          "era",
          "est",
          "\u00e9",
          "foi",
          "\u00e0",
          "para",
          "als",
          "as",
          "called",
          "hei\u00dft",
          "equals");

  private static final Set<String> CODES =
      Set.of("code", "codes", "c\u00f3digo", "codigo", "passcode", "kode");
  private static final Set<String> ONE_TIME =
      Set.of(
          "otp",
          "totp",
          "pin",
          "tan",
          "mfa",
          "passcode",
          "einmalcode",
          "einmalpasswort",
          "best\u00e4tigungscode",
          "bestaetigungscode",
          "verifizierungscode",
          "sicherheitscode",
          "zugangscode",
          "anmeldecode",
          "freischaltcode",
          "smstan",
          "mtan",
          "authcode");
  private static final Set<String> QUALIFYING =
      Set.of(
          "verification",
          "confirmation",
          "security",
          "login",
          "access",
          "authentication",
          "auth",
          "sms",
          "fa",
          "time",
          "temporary",
          "v\u00e9rification",
          "validation",
          "s\u00e9curit\u00e9",
          "acc\u00e8s",
          "connexion",
          "verificaci\u00f3n",
          "seguridad",
          "acceso",
          "confirmaci\u00f3n",
          "verifica\u00e7\u00e3o",
          "seguran\u00e7a",
          "acesso",
          "confirma\u00e7\u00e3o",
          "unlock",
          "activation",
          "factor");
  private static final Set<String> SOMEBODYS =
      Set.of("your", "votre", "ihr", "dein", "su", "tu", "seu", "enter", "my", "the", "le", "el");
  private static final Set<String> OTHER_CODES =
      Set.of(
          "error",
          "status",
          "zip",
          "postal",
          "area",
          "country",
          "promo",
          "discount",
          "coupon",
          "product",
          "source",
          "exit",
          "response",
          "qr",
          "bar",
          "http",
          "return",
          "fehler",
          "article",
          "item",
          "order",
          "tracking",
          "booking",
          "postleitzahl",
          "language",
          "branch");

  private static final boolean[] STARTS = new boolean[1 << 15];

  static {
    for (Set<String> words : List.of(PASSWORDS, CODES, ONE_TIME, Set.of("basic"))) {
      for (String word : words) {
        int two = (word.charAt(0) & 31) << 5 | (word.charAt(1) & 31);
        for (int third = 0; third < 32; third++) {
          STARTS[two << 5 | third] |= word.length() == 2 || (word.charAt(2) & 31) == third;
        }
      }
    }
  }

  private final View view;
  private final Findings findings;

  SecretProse(View view, Findings findings) {
    this.view = view;
    this.findings = findings;
  }

  /** Judges what stands behind and before the word that begins at an index. */
  void read(int start) {
    int three =
        (view.at(start) & 31) << 10 | (view.at(start + 1) & 31) << 5 | (view.at(start + 2) & 31);
    if (!STARTS[three] || view.at(start - 1) == '_') {
      return;
    }
    int end = wordEnd(start);
    if (end - start > LONGEST_WORD || end - start < 2) {
      return;
    }
    String word = lower(start, end);
    if (PASSWORDS.contains(word)) {
      password(end);
    }
    if (word.equals("basic") && view.at(end) == ' ') {
      basic(end + 1);
    }
    boolean code = CODES.contains(word) && !OTHER_CODES.contains(wordBefore(start));
    if (ONE_TIME.contains(word) || (code && qualified(start, end))) {
      code(start, end, false);
    } else if (code && SOMEBODYS.contains(wordBefore(start))) {
      code(start, end, true);
    }
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

  private void password(int keyword) {
    int i = keyword;
    i += SecretValue.quote(view.at(i)) ? 1 : 0;
    boolean told = false;
    for (int words = 0; words < FILLING; words++) {
      if (view.at(i) != ' ') {
        return;
      }
      SecretValue value = SecretValue.read(view, i + 1);
      if (value.end() <= value.start()
          || view.at(value.start()) == '='
          || view.at(value.start()) == ':') {
        return;
      }
      boolean can = told || words == 0;
      boolean alone = SecretShape.passwordAlone(view, value.start(), value.end());
      boolean quoted =
          told && value.quoted() && !SecretShape.sentence(view, value.start(), value.end());
      if (can && (alone || quoted) && !StandIns.plain(view, value.start(), value.end())) {
        add(value.start(), value.end(), "a password that a sentence tells");
        return;
      }
      int end = wordEnd(i + 1);
      if (end - i > LONGEST_WORD) {
        return;
      }
      told = TELLING.contains(lower(i + 1, end));
      i = told ? end + (view.at(end) == ':' ? 1 : 0) : value.end();
      if (value.quoted()) {
        i++;
      }
    }
  }

  private boolean qualified(int start, int end) {
    int i = start;
    for (int words = 0; words < 3; words++) {
      String word = wordBefore(i);
      if (QUALIFYING.contains(word)) {
        return true;
      }
      i -= word.length() + 1;
    }
    i = end;
    for (int words = 0; words < 3 && (view.at(i) == ' ' || view.at(i) == '-'); words++) {
      int to = wordEnd(i + 1);
      if (to - i < LONGEST_WORD && QUALIFYING.contains(lower(i + 1, to))) {
        return true;
      }
      i = to;
    }
    return false;
  }

  /**
   * The digits of a code behind its word, or before it.
   *
   * @param onlyTold whether nothing but a word that tells may stand between
   */
  private void code(int start, int end, boolean onlyTold) {
    int i = end;
    int lines = 0;
    while (i - end < REACH && i < view.length() && !view.digitAt(i)) {
      lines += view.at(i) == '\n' ? 1 : 0;
      if (lines > 2 || view.at(i) == '.' || view.at(i) == '?' || view.at(i) == '(') {
        break;
      }
      i++;
    }
    boolean told = view.digitAt(i) && told(end, i);
    if (onlyTold ? !told || digits(i, true) : view.digitAt(i) && digits(i, told)) {
      return;
    }
    i = start - 1;
    while (start - i < REACH && i >= 0 && !view.digitAt(i) && ".?!\n:;".indexOf(view.at(i)) < 0) {
      i--;
    }
    if (view.digitAt(i)) {
      int from = i;
      while (i - from < 16 && view.digitAt(from - 1)) {
        from--;
      }
      boolean halves = view.at(from - 1) == ' ' || view.at(from - 1) == '-';
      boolean three = i - from == 2 && halves && view.digitAt(from - 2) && view.digitAt(from - 4);
      digits(three ? from - 4 : from, false);
    }
  }

  /** Whether nothing but a sign or a word that tells stands between a word and digits. */
  private boolean told(int end, int digits) {
    int i = end;
    while (i < digits && !view.letterAt(i)) {
      i++;
    }
    int to = wordEnd(i);
    return i >= digits || TELLING.contains(lower(i, to)) && digits - to <= 3;
  }

  private boolean digits(int start, boolean told) {
    int end = start;
    while (end - start < 12 && view.digitAt(end)) {
      end++;
    }
    int count = end - start;
    boolean halves = count == 3 && (view.at(end) == ' ' || view.at(end) == '-');
    if (halves
        && view.digitAt(end + 1)
        && view.digitAt(end + 2)
        && view.digitAt(end + 3)
        && !view.digitAt(end + 4)) {
      end += 4;
      count = 6;
    }
    boolean before = Hex.word(view, start - 1) || "$\u20ac+.,/#".indexOf(view.at(start - 1)) >= 0;
    boolean hyphen = view.at(start - 1) == '-' && view.at(start - 2) != 'G';
    boolean after =
        Hex.word(view, end)
            || ("/%\u20ac:".indexOf(view.at(end)) >= 0 && view.at(end) != View.NONE)
            || ("-.,".indexOf(view.at(end)) >= 0 && view.digitAt(end + 1));
    if (count < (told ? 4 : 6) || count > 8 || before || hyphen || after) {
      return false;
    }
    add(start, end, "a one-time code beside a word for it");
    return true;
  }

  private void add(int start, int end, String why) {
    findings.add(view, start, end, SensitiveType.SECRET, Certainty.LIKELY, why);
  }

  private String wordBefore(int start) {
    int end = start - 1;
    char c = view.at(end);
    if (end < 0 || (c != ' ' && c != '-' && c != '_')) {
      return "";
    }
    int from = end;
    while (end - from < LONGEST_WORD && view.letterAt(from - 1)) {
      from--;
    }
    return lower(from, end);
  }

  private int wordEnd(int start) {
    int i = start;
    while (i - start <= LONGEST_WORD && view.letterAt(i)) {
      i++;
    }
    return i;
  }

  private String lower(int from, int to) {
    return view.text(Math.min(from, to), to).toLowerCase(Locale.ROOT);
  }
}
