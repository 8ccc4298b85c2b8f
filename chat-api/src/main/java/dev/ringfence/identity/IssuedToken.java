package dev.ringfence.identity;

import java.time.Instant;

/** A token to hand out, and when it ends. */
public record IssuedToken(String token, Instant expiresAt) {
  @Override
  public String toString() {
    return "IssuedToken[***, " + expiresAt + "]";
  }
}
