package dev.ringfence.database;

/** The secret that seals a principal's context. */
public final class SealKey {
  private final int id;
  private final byte[] secret;

  /**
   * @param id which key it is, 1 or more: a seal names the key it was made with
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

  byte[] secret() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "SealKey[id=" + id + ", secret=***]";
  }
}
