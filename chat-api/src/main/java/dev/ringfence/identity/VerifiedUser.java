package dev.ringfence.identity;

import java.time.Instant;

/**
 * What an issuer says about a user, confirmed to be its word: the key of a membership, and nothing
 * more than that before the membership is found.
 */
public record VerifiedUser(String issuer, String tenantSlug, String subject, Instant expiresAt) {}
