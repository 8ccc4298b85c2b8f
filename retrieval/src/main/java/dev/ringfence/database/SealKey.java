package dev.ringfence.database;

/**
 * The root secret of the seal, which every instance of a service shares. It seals no context
 * itself: the keys that do are derived from it and change by themselves, see {@link SealRing}.
 */
public final class SealKey {
  private final int id;
  private final byte[] secret;

  /**
   * @param id which key it is, 1 or more: the database may hold several while one replaces another
   * @param secret 32 bytes
   */
  public SealKey(int id, byte[] secret) {
    if (id < 1) {
      throw new IllegalArgumentException("a seal key's id is 1 or more");
    }
    if (secret.length != 32) {
      throw new IllegalArgumentException("a seal key has 32 bytes, not " + secret.length);
    }
    this.id = id;
    this.secret = secret.clone();
  }

  int id() {
    return id;
  }

  HmacKey hmac() {
    return new HmacKey(secret);
  }

  @Override
  public String toString() {
    return "SealKey[id=" + id + ", secret=***]";
  }
}
