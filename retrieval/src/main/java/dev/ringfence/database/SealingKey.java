package dev.ringfence.database;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A key that seals contexts for a while. Every instance of a service derives the same one for the
 * same stretch of time, so that they need not talk to each other.
 *
 * @param id the root key's id and the second of 1970 that the key's time begins at, such as {@code
 *     1.1763683200}
 * @param validUntil when the database stops to accept it
 */
record SealingKey(String id, HmacKey hmac, Instant validUntil) {
  /**
   * How long a key is accepted after the next one's time began: a sealed context's life, and what
   * clocks may differ by.
   */
  static final Duration OVERLAP = ContextSeal.LIFETIME.plus(Duration.ofMinutes(2));

  /**
   * The key of an instant.
   *
   * @param rotation how long a key is used
   */
  static SealingKey at(SealKey root, Instant now, Duration rotation) {
    long begin = now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), rotation.toSeconds());
    String id = root.id() + "." + begin;
    return new SealingKey(
        id,
        root.hmac().derive("ringfence seal " + id + " " + rotation.toSeconds()),
        Instant.ofEpochSecond(begin).plus(rotation).plus(OVERLAP));
  }

  /** What shows the database that whoever gives it this key has the root key. */
  String proof(SealKey root) {
    HexFormat hex = HexFormat.of();
    return root.hmac()
        .sign(
            String.join(
                "|",
                "ringfence seal key",
                Integer.toString(root.id()),
                id,
                hex.formatHex(hmac.innerPad()),
                hex.formatHex(hmac.outerPad()),
                Long.toString(validUntil.toEpochMilli())));
  }
}
