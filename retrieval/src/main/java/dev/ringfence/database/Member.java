package dev.ringfence.database;

import java.util.UUID;

/**
 * A row of the directory of members, found by an exact issuer, tenant and subject.
 *
 * @param tenantStatus {@code active} or {@code suspended}
 * @param role {@code customer} or {@code staff}
 * @param status {@code active} or {@code removed}
 */
public record Member(
    UUID tenantId, String tenantStatus, UUID memberId, String role, String status) {}
