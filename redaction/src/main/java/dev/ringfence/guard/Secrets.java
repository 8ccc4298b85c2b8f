package dev.ringfence.guard;

import java.util.List;

/**
 * Counts secrets that say themselves what they are: private keys, signed tokens, and the keys of
 * some large issuers, by the beginnings that these publish.
 */
final class Secrets {
  /**
   * How a secret begins, and what follows.
   *
   * @param start its first characters
   * @param least how many letters, digits and hyphens follow at the least
   */
  private record Form(String start, int least) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("AKIA", 16),
          new Form("ASIA", 16),
          new Form("AIza", 35),
          new Form("ghp_", 36),
          new Form("gho_", 36),
          new Form("ghs_", 36),
          new Form("github_pat_", 40),
          new Form("glpat-", 20),
          new Form("sk_live_", 16),
          new Form("rk_live_", 16),
          new Form("sk-ant-", 20),
          new Form("sk-proj-", 20),
          new Form("xoxb-", 20),
          new Form("xoxp-", 20),
          new Form("npm_", 36),
          new Form("hf_", 30),
          new Form("dop_v1_", 40),
          new Form("shpat_", 32));

  private Secrets() {}

  static int count(String text) {
    int count = 0;
    for (Form form : FORMS) {
      for (int at = text.indexOf(form.start()); at >= 0; at = text.indexOf(form.start(), at + 1)) {
        int end = end(text, at + form.start().length());
        if (begins(text, at) && end - at - form.start().length() >= form.least()) {
          count++;
        }
      }
    }
    return count + tokens(text) + privateKeys(text);
  }

  private static boolean begins(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && part(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean part(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '-';
  }

  /** Two parts of JSON in base64, each of which begins with a brace, and a signature. */
  private static int tokens(String text) {
    int count = 0;
    for (int at = text.indexOf("eyJ"); at >= 0; at = text.indexOf("eyJ", at + 3)) {
      int header = end(text, at);
      if (begins(text, at) && text.startsWith(".eyJ", header)) {
        int claims = end(text, header + 1);
        if (claims < text.length()
            && text.charAt(claims) == '.'
            && end(text, claims + 1) - claims > 16) {
          count++;
        }
      }
    }
    return count;
  }

  private static int privateKeys(String text) {
    int count = 0;
    for (int at = text.indexOf("-----BEGIN "); at >= 0; at = text.indexOf("-----BEGIN ", at + 1)) {
      int line = text.indexOf("-----", at + 11);
      if (line > 0 && line - at < 60 && text.substring(at, line).contains("PRIVATE KEY")) {
        count++;
      }
    }
    return count;
  }
}
