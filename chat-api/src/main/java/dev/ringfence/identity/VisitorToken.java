package dev.ringfence.identity;

import java.time.Instant;
import java.util.UUID;

/** What a verified visitor token says: one session on one site, opened from one origin. */
public record VisitorToken(
    String site, UUID tenant, UUID session, WebOrigin origin, Instant expiresAt) {}
