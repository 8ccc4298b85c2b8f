package dev.ringfence.eval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A random word that stands in one column of one row and nowhere else, so that wherever it turns up
 * says which row was read.
 *
 * @param value the word, in lower-case letters
 * @param personal whether it stands inside an e-mail address, a telephone number or a secret, and
 *     so may reach no model at all
 */
record Canary(String value, Origin origin, boolean personal) {

  /**
   * The row a canary stands in.
   *
   * @param table with its schema
   * @param owner the customer, member or session it belongs to, null where it is the tenant's
   * @param visibility of a document, null elsewhere
   */
  record Origin(
      String table, String column, UUID tenant, @Nullable UUID owner, @Nullable String visibility) {
    String place() {
      return table + "." + column;
    }
  }

  /** What a report names it by. */
  String hash() {
    return hash(value);
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
