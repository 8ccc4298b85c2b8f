package dev.ringfence.identity;

import dev.ringfence.identity.Authentication.Forbidden;
import dev.ringfence.identity.Authentication.Rejected;
import java.util.Optional;

/** A request that must be refused: what it sends, and the very check that must stop it. */
record TokenVector(
    String name,
    String reason,
    String authorization,
    Optional<String> origin,
    Authentication expected) {

  static TokenVector refused(String name, String reason, String token, TokenFault fault) {
    return new TokenVector(name, reason, "Bearer " + token, Optional.empty(), new Rejected(fault));
  }

  static TokenVector header(String name, String reason, String authorization) {
    return new TokenVector(
        name,
        reason,
        authorization,
        Optional.empty(),
        new Rejected(TokenFault.AUTHORIZATION_MALFORMED));
  }

  static TokenVector banned(String name, String reason, String token, Ban ban) {
    return new TokenVector(
        name, reason, "Bearer " + token, Optional.empty(), Forbidden.stranger(ban));
  }

  TokenVector from(String originHeader) {
    return new TokenVector(name, reason, authorization, Optional.of(originHeader), expected);
  }

  @Override
  public String toString() {
    return name;
  }
}
