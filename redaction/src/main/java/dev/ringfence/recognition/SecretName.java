package dev.ringfence.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name before a value says that the value is. */
enum SecretName {
  /** Nothing secret. */
  NONE,
  /** Perhaps a key, which other things are as well. */
  KEY,
  /** A token or a key to something, which is long and has no meaning. */
  TOKEN,
  /** A password, which can be anything. */
  PASSWORD;

  private static final int LONGEST = 64;

  private static final List<String> PASSWORD_PARTS =
      WordList.list(
          """
          password passwd passwort kennwort passphrase contraseña contrasena contrasenya
          motdepasse senha palavrapasse passcode wachtwoord
          """);
  private static final Set<String> PASSWORD_WORDS =
      WordList.set(
          """
          pwd pass pw mdp clave pswd psw passw pgpassword losung
          """);

  private static final List<String> TOKEN_PARTS =
      WordList.list(
          """
          secret apikey accesskey privatekey authkey signingkey encryptionkey masterkey licensekey
          accountkey sharedkey servicekey appkey apptoken authtoken accesstoken credential
          zugangsdaten schlüssel schluessel geheim clesecrete clésecrète cléapi clédapi claveapi
          clavesecreta chaveapi chavesecreta chavedeapi secreto segredo jeton authorization
          sessionid sessid sharedaccess
          """);
  private static final Set<String> TOKEN_WORDS =
      WordList.set(
          """
          token jwt auth bearer csrf xsrf csrftoken sid apitoken pat sig signature webhook dsn
          credentials creds
          """);
  private static final Set<String> KEY_WORDS =
      WordList.set(
          """
          key session sess salt nonce clé cle clef llave chave hmac seed api private datadog
          cloudflare postmark algolia mailgun twilio okta heroku meraki fastly codecov cohere
          mistral pagerduty airtable dropbox discord telegram facebook connection
          """);

  /** A name that ends so says something about a secret, and is not the secret. */
  private static final Set<String> ABOUT =
      WordList.set(
          """
          id ids url uri path file filename dir type name names length len size count expiry
          expires expiration ttl at field hint label placeholder regex pattern policy min max
          enabled required reset age timeout algorithm alg strength manager version format prefix
          endpoint issuer date day days attempts limit input encryption protocol method mode
          provider verifier changed updated created error errors valid usage tokens passwords keys
          header scheme rules in
          """);

  private static final List<String> PUBLIC =
      WordList.list(
          """
          public publishable checksum digest fingerprint integrity pubkey
          """);

  /** Which three letters one of the words begins with, whatever signs stand between them. */
  private static final boolean[] STARTS = new boolean[1 << 15];

  static {
    for (var words : List.of(PASSWORD_PARTS, PASSWORD_WORDS, TOKEN_PARTS, TOKEN_WORDS, KEY_WORDS)) {
      for (String word : words) {
        int two = (word.charAt(0) & 31) << 5 | (word.charAt(1) & 31);
        for (int third = 0; third < 32; third++) {
          STARTS[two << 5 | third] |= word.length() == 2 || (word.charAt(2) & 31) == third;
        }
      }
    }
  }

  /** Whether a name can be one of a secret, by what its words begin with. */
  private static boolean possible(View view, int start, int end) {
    int last = 0;
    for (int i = start; i <= end; i++) {
      if (i == end || view.letterAt(i)) {
        last = (last << 5 | (i == end ? 0 : view.at(i) & 31)) & 0x7FFF;
        if (STARTS[last]) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the name in a range of a view says. */
  static SecretName of(View view, int start, int end) {
    if (!possible(view, start, end)) {
      return NONE;
    }
    return of(view.text(Math.max(start, end - LONGEST), end));
  }

  /** What a name says, whose words are parted by signs, spaces or capitals. */
  static SecretName of(String name) {
    StringBuilder letters = new StringBuilder();
    String last = "";
    SecretName word = NONE;
    boolean hashed = false;
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i < name.length() && !ends(name, i)) {
        continue;
      }
      if (i > from) {
        String next = name.substring(from, i).toLowerCase(Locale.ROOT);
        letters.append(next);
        last = next;
        hashed |= next.startsWith("hash") || next.equals("salt") || next.equals("encrypted");
        SecretName meant = word(next);
        word = meant.compareTo(word) > 0 ? meant : word;
      }
      from = i < name.length() && Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
    }
    String all = letters.toString();
    if (ABOUT.contains(last) && !all.endsWith("sessionid")) {
      return NONE;
    }
    for (String part : PUBLIC) {
      if (all.contains(part)) {
        return NONE;
      }
    }
    if (word == PASSWORD || contains(all, PASSWORD_PARTS)) {
      return hashed || all.endsWith("passwordtoken") ? TOKEN : PASSWORD;
    }
    return word == TOKEN || contains(all, TOKEN_PARTS) ? TOKEN : word;
  }

  /** Whether a word of a name ends before an index. */
  private static boolean ends(String name, int i) {
    char c = name.charAt(i);
    if (!Character.isLetterOrDigit(c)) {
      return true;
    }
    return i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
  }

  private static SecretName word(String word) {
    if (PASSWORD_WORDS.contains(word)) {
      return PASSWORD;
    }
    return TOKEN_WORDS.contains(word) ? TOKEN : KEY_WORDS.contains(word) ? KEY : NONE;
  }

  private static boolean contains(String all, List<String> parts) {
    for (String part : parts) {
      if (all.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
