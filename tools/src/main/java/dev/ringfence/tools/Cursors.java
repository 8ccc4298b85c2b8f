package dev.ringfence.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.Principal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a call goes on whose rows were too many for one result. A cursor is a place in the rows of
 * one principal, one tool and one set of arguments: made with a key (HMAC-SHA256, cut to 96 bits),
 * so that it is nothing to anybody else and for any other question, and cannot be made up. It says
 * nothing: the place in it is hidden by a stream of the same key. It is made of consonants alone,
 * which nothing takes for a number, a word or a secret.
 */
public final class Cursors {
  /** How many rows a call can go past. */
  static final int DEEPEST = 10_000;

  /** What a cursor is passed as. */
  static final String PARAMETER = "cursor";

  private static final String LETTERS = "bcdfghjkmnpqrstv";
  private static final int TAG = 12;
  private static final int LENGTH = 2 * (TAG + Integer.BYTES);

  private final SecretKeySpec key;

  /**
   * @param secret 32 bytes; who has the same reads each other's cursors
   */
  public Cursors(byte[] secret) {
    if (secret.length != 32) {
      throw new IllegalArgumentException("a cursor key has 32 bytes, not " + secret.length);
    }
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** Cursors that nobody else reads. */
  static Cursors ofOneself() {
    var secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new Cursors(secret);
  }

  /**
   * One call, whose rows a cursor is a place in.
   *
   * @param arguments in their canonical form, without how many rows are wanted
   */
  record Asked(Principal principal, String fingerprint, String arguments) {
    private byte[] bytes() {
      var parts =
          new String[] {
            principal.role().name(),
            principal.tenant().toString(),
            principal.subject().toString(),
            fingerprint,
            arguments
          };
      var all = Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toList();
      var buffer =
          ByteBuffer.allocate(all.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
      all.forEach(part -> buffer.putInt(part.length).put(part));
      return buffer.array();
    }
  }

  /**
   * The cursor behind some rows.
   *
   * @param rows how many, 1 to {@link #DEEPEST}
   */
  String behind(Asked asked, int rows) {
    var tag = tag(asked, rows);
    var bytes = ByteBuffer.allocate(TAG + Integer.BYTES).put(tag).putInt(rows ^ hiding(tag));
    return letters(bytes.array());
  }

  /** How many rows a cursor stands behind; empty for one of another call, or of nobody. */
  OptionalInt rows(Asked asked, String cursor) {
    if (cursor.length() != LENGTH || !cursor.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)) {
      return OptionalInt.empty();
    }
    var bytes = ByteBuffer.allocate(TAG + Integer.BYTES);
    for (var i = 0; i < LENGTH; i += 2) {
      bytes.put(
          (byte) (LETTERS.indexOf(cursor.charAt(i)) << 4 | LETTERS.indexOf(cursor.charAt(i + 1))));
    }
    var tag = Arrays.copyOf(bytes.array(), TAG);
    var rows = bytes.getInt(TAG) ^ hiding(tag);
    return MessageDigest.isEqual(tag, tag(asked, rows)) && rows > 0 && rows <= DEEPEST
        ? OptionalInt.of(rows)
        : OptionalInt.empty();
  }

  /** How documents are quoted to somebody: the same way every time, and to each in another. */
  Quotation quotation(Principal principal) {
    var bytes = new Asked(principal, "", "").bytes();
    var made = mac(ByteBuffer.allocate(1 + bytes.length).put((byte) 3).put(bytes).array());
    return new Quotation(letters(Arrays.copyOf(made, 4)));
  }

  private static String letters(byte[] bytes) {
    var text = new StringBuilder();
    for (var part : bytes) {
      text.append(LETTERS.charAt(part >> 4 & 15)).append(LETTERS.charAt(part & 15));
    }
    return text.toString();
  }

  private byte[] tag(Asked asked, int rows) {
    var bytes = asked.bytes();
    var input = ByteBuffer.allocate(1 + bytes.length + Integer.BYTES);
    return Arrays.copyOf(mac(input.put((byte) 1).put(bytes).putInt(rows).array()), TAG);
  }

  private int hiding(byte[] tag) {
    return ByteBuffer.wrap(mac(ByteBuffer.allocate(1 + TAG).put((byte) 2).put(tag).array()))
        .getInt();
  }

  private byte[] mac(byte[] input) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
