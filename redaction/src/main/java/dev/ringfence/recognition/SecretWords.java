package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/** What the nearest word beside characters drawn by chance says that they are. */
enum SecretWords {
  SECRET,
  /** A check sum, an identifier, a part of a build. */
  OTHER,
  SILENT;

  private static final int REACH = 48;
  private static final int WORDS = 6;
  private static final int WORDS_BEHIND = 3;

  private static final Set<String> SECRETS =
      WordList.set(
          """
          key secret token api apikey auth credential credentials passwd password pwd bearer
          passphrase webhook authorization geheim geheimnis schlüssel schluessel zugangsdaten
          passwort kennwort zugangsschlüssel anmeldedaten clé clef jeton identifiants secrète
          clave contraseña secreto secreta credencial credenciales llave chave senha segredo
          credenciais datadog cloudflare postmark algolia mailgun twilio okta fastly mistral
          """);

  private static final Set<String> OTHERS =
      WordList.set(
          """
          commit commits sha checksum checksums digest hash hashes etag rev revision fingerprint
          public integrity uuid guid id ids crc blob build image container layer class classname
          css file path url version request trace span tracking certificate cert md git tree
          parent merge ssh rsa nonce block transaction tx order invoice cache chunk bundle src
          href
          """);

  static SecretWords before(View view, int start, int words) {
    int i = start - 1;
    int floor = Math.max(0, start - REACH);
    for (int seen = 0; seen < Math.min(words, WORDS) && i >= floor; seen++) {
      while (i >= floor && !view.letterAt(i)) {
        if (view.at(i) == '\n') {
          return SILENT;
        }
        i--;
      }
      int to = i + 1;
      while (i >= floor && view.letterAt(i)) {
        i--;
      }
      SecretWords said = said(view, i + 1, to);
      if (said == SECRET && view.wordStandsAt(i + 1, "key") && ofOthers(view, i)) {
        return OTHER;
      }
      if (said != SILENT) {
        return said;
      }
    }
    return SILENT;
  }

  /** Whether the word before the sign at an index makes a key one that is no secret. */
  private static boolean ofOthers(View view, int sign) {
    int from = sign;
    while (sign - from < 20 && view.letterAt(from - 1)) {
      from--;
    }
    return said(view, from, Math.max(from, sign)) == OTHER;
  }

  static SecretWords behind(View view, int end) {
    int i = end;
    int ceiling = Math.min(view.length(), end + REACH / 2);
    for (int seen = 0; seen < WORDS_BEHIND && i < ceiling; seen++) {
      while (i < ceiling && !view.letterAt(i)) {
        if ("\n.;,".indexOf(view.at(i)) >= 0) {
          return SILENT;
        }
        i++;
      }
      int from = i;
      while (i < ceiling && view.letterAt(i)) {
        i++;
      }
      SecretWords said = said(view, from, i);
      if (said != SILENT) {
        return said;
      }
    }
    return SILENT;
  }

  private static SecretWords said(View view, int from, int to) {
    if (to - from < 2 || to - from > 20) {
      return SILENT;
    }
    String word = view.text(from, to).toLowerCase(Locale.ROOT);
    return SECRETS.contains(word) ? SECRET : OTHERS.contains(word) ? OTHER : SILENT;
  }
}
