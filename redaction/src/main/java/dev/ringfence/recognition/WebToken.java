package dev.ringfence.recognition;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The grammar of a JSON web token: parts of base64 between dots, the first of which is a header.
 */
final class WebToken {
  private static final int LONGEST_HEADER = 4096;
  private static final int MOST_PARTS = 5;

  private WebToken() {}

  /** Where the token that begins at an index ends, or -1 where none does. */
  static int end(View view, int start) {
    if (!view.wordStandsAt(start, "eyj") || view.at(start + 2) != 'J') {
      return -1;
    }
    int end = part(view, start);
    if (end - start > LONGEST_HEADER || view.at(end) != '.' || !header(view, start, end)) {
      return -1;
    }
    for (int parts = 1; parts < MOST_PARTS && view.at(end) == '.'; parts++) {
      int next = part(view, end + 1);
      boolean empty = next == end + 1;
      if (empty && view.at(next) != '.') {
        return parts == 1 ? -1 : end;
      }
      end = next;
    }
    return end;
  }

  private static int part(View view, int start) {
    int i = start;
    while (Alphabet.U.has(view.at(i)) || (view.at(i) == '=' && i > start)) {
      i++;
    }
    return i;
  }

  private static boolean header(View view, int start, int end) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(view.text(start, end));
      String text = new String(json, StandardCharsets.UTF_8);
      return text.startsWith("{\"") && (text.contains("\"alg\"") || text.contains("\"enc\""));
    } catch (IllegalArgumentException notEncoded) {
      return false;
    }
  }
}
