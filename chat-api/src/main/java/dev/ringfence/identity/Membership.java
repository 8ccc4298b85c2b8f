package dev.ringfence.identity;

import java.util.UUID;

/**
 * What a user is inside a tenant. The ids come from the database and from nowhere else.
 *
 * @param memberId the customer or the member of staff
 */
public record Membership(
    UUID tenantId, UUID memberId, Role role, TenantStatus tenantStatus, Status status) {
  /** What a user can be. A visitor has no membership. */
  public enum Role {
    CUSTOMER,
    STAFF
  }

  /** Whether the membership is in force. */
  public enum Status {
    ACTIVE,
    REMOVED
  }
}
