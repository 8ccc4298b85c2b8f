package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds codes that are valid once, and numbers that open something: digits beside a word. */
final class OneTimeCodes {
  private static final int REACH = 48;

  private static final Set<String> CODES =
      WordList.set(
          """
          code codes código codigo passcode kode
          """);
  private static final Set<String> ONE_TIME =
      WordList.set(
          """
          otp totp pin tan mfa passcode einmalcode einmalpasswort bestätigungscode
          bestaetigungscode verifizierungscode sicherheitscode zugangscode anmeldecode
          freischaltcode smstan mtan authcode
          """);
  private static final Set<String> QUALIFYING =
      WordList.set(
          """
          verification confirmation security login access authentication auth sms fa time
          temporary vérification validation sécurité accès connexion verificación seguridad acceso
          confirmación verificação segurança acesso confirmação unlock activation factor
          """);
  private static final Set<String> SOMEBODYS =
      WordList.set(
          """
          your votre ihr dein su tu seu enter my the le el
          """);
  private static final Set<String> OTHER_CODES =
      WordList.set(
          """
          error status zip postal area country promo discount coupon product source exit response
          qr bar http return fehler article item order tracking booking postleitzahl language
          branch
          """);

  /** The words that a code stands beside. */
  static final Set<String> WORDS =
      Stream.concat(CODES.stream(), ONE_TIME.stream()).collect(Collectors.toUnmodifiableSet());

  private final View view;
  private final Findings findings;

  OneTimeCodes(View view, Findings findings) {
    this.view = view;
    this.findings = findings;
  }

  /** Judges what stands behind and before a word. */
  void read(String word, int start, int end) {
    boolean code = CODES.contains(word) && !OTHER_CODES.contains(wordBefore(start));
    if (ONE_TIME.contains(word) || (code && qualified(start, end))) {
      code(start, end, false);
    } else if (code && SOMEBODYS.contains(wordBefore(start))) {
      code(start, end, true);
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
      int to = SecretProse.wordEnd(view, i + 1);
      if (to - i < SecretProse.LONGEST_WORD
          && QUALIFYING.contains(SecretProse.lower(view, i + 1, to))) {
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
    int to = SecretProse.wordEnd(view, i);
    return i >= digits
        || SecretProse.TELLING.contains(SecretProse.lower(view, i, to)) && digits - to <= 3;
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
    boolean before =
        view.identifierAt(start - 1) || "$\u20ac+.,/#".indexOf(view.at(start - 1)) >= 0;
    boolean hyphen = view.at(start - 1) == '-' && view.at(start - 2) != 'G';
    boolean after =
        view.identifierAt(end)
            || ("/%\u20ac:".indexOf(view.at(end)) >= 0 && view.at(end) != View.NONE)
            || ("-.,".indexOf(view.at(end)) >= 0 && view.digitAt(end + 1));
    if (count < (told ? 4 : 6) || count > 8 || before || hyphen || after) {
      return false;
    }
    findings.add(
        view,
        start,
        end,
        SensitiveType.SECRET,
        Certainty.LIKELY,
        "a one-time code beside a word for it");
    return true;
  }

  private String wordBefore(int start) {
    int end = start - 1;
    char c = view.at(end);
    if (end < 0 || (c != ' ' && c != '-' && c != '_')) {
      return "";
    }
    int from = end;
    while (end - from < SecretProse.LONGEST_WORD && view.letterAt(from - 1)) {
      from--;
    }
    return SecretProse.lower(view, from, end);
  }
}
