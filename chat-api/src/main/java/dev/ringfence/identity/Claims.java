package dev.ringfence.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The claims of a token whose signature has been confirmed, read with exact types. */
final class Claims {
  private static final int MAX_AUDIENCES = 10;
  private static final long LAST_SECOND = 253_402_300_799L;

  /** Printable ASCII: no control character and no half of a surrogate pair reaches a look-up. */
  private static final Pattern NAME =
      Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

  private final ObjectNode claims;

  Claims(ObjectNode claims) {
    this.claims = claims;
  }

  /** A name of something: a subject, a tenant, a site. */
  String name(ClaimPath path) {
    JsonNode value = path.in(claims);
    if (value.isMissingNode() || value.isNull()) {
      throw new TokenRefusedException(TokenFault.CLAIM_MISSING);
    }
    if (!value.isTextual() || !NAME.matcher(value.textValue()).matches()) {
      throw new TokenRefusedException(TokenFault.CLAIM_MALFORMED);
    }
    return value.textValue();
  }

  /** What a claim says that nothing hangs on, if it is a short text; never a reason to refuse. */
  Optional<String> hint(ClaimPath path) {
    return Optional.ofNullable(path.in(claims).textValue())
        .filter(text -> NAME.matcher(text).matches());
  }

  /** Refuses unless the audience is there and nobody else is addressed who is not tolerated. */
  void requireAudience(String required, Set<String> tolerated) {
    JsonNode claim = claims.path("aud");
    Set<String> named = new HashSet<>();
    if (claim.isTextual()) {
      named.add(claim.textValue());
    } else if (claim.isArray() && claim.size() <= MAX_AUDIENCES) {
      for (JsonNode each : claim) {
        if (!each.isTextual() || !named.add(each.textValue())) {
          throw new TokenRefusedException(TokenFault.AUDIENCE_WRONG);
        }
      }
    }
    if (!named.remove(required) || !tolerated.containsAll(named)) {
      throw new TokenRefusedException(TokenFault.AUDIENCE_WRONG);
    }
  }

  /** Refuses unless the token was issued to one of these clients; an empty set asks for none. */
  void requireParty(Set<String> parties) {
    if (parties.isEmpty()) {
      return;
    }
    JsonNode party = claims.path("azp");
    if (!party.isTextual() || !parties.contains(party.textValue())) {
      throw new TokenRefusedException(TokenFault.PARTY_WRONG);
    }
  }

  /** The time the token ends, after {@code exp}, {@code nbf} and {@code iat} have been checked. */
  Instant requireCurrent(Instant now, Duration leeway, Duration maxLifetime) {
    Instant expires =
        time("exp").orElseThrow(() -> new TokenRefusedException(TokenFault.CLAIM_MISSING));
    Optional<Instant> notBefore = time("nbf");
    Optional<Instant> issued = time("iat");
    if (!now.isBefore(expires.plus(leeway))) {
      throw new TokenRefusedException(TokenFault.EXPIRED);
    }
    Instant horizon = now.plus(leeway);
    if (notBefore.filter(horizon::isBefore).isPresent()
        || issued.filter(horizon::isBefore).isPresent()) {
      throw new TokenRefusedException(TokenFault.NOT_YET_VALID);
    }
    if (issued.filter(start -> !start.isBefore(expires)).isPresent()) {
      throw new TokenRefusedException(TokenFault.CLAIM_MALFORMED);
    }
    if (issued.orElse(horizon).plus(maxLifetime).isBefore(expires)
        || horizon.plus(maxLifetime).isBefore(expires)) {
      throw new TokenRefusedException(TokenFault.LIFETIME_TOO_LONG);
    }
    return expires;
  }

  private Optional<Instant> time(String name) {
    JsonNode value = claims.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > LAST_SECOND) {
      throw new TokenRefusedException(TokenFault.CLAIM_MALFORMED);
    }
    return Optional.of(Instant.ofEpochSecond(value.longValue()));
  }
}
