package dev.ringfence.identity;

import java.time.Instant;
import java.util.List;

/**
 * What an issuer says about a user, confirmed to be its word: the key of a membership, and nothing
 * more than that before the membership is found.
 *
 * @param regions where the user seems to be at home, as ISO 3166 codes
 */
public record VerifiedUser(
    String issuer, String tenantSlug, String subject, Instant expiresAt, List<String> regions) {
  public VerifiedUser {
    regions = List.copyOf(regions);
  }
}
