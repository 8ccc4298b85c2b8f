package dev.ringfence.protect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table to bring inside the fence.
 *
 * @param table its name as SQL writes it, such as {@code shop.purchase} or {@code shop."Purchase"}
 * @param tenantColumn says which tenant a row belongs to
 * @param ownerColumn says which customer of the tenant; null for a table that only staff read
 * @param keepRoles roles of the operator's own application that go on reading and writing every row
 * @param write whether customers and staff may write their rows too
 * @param concurrentIndex whether a missing index is built before the transaction, without holding
 *     writers up
 */
public record ProtectRequest(
    String table,
    String tenantColumn,
    @Nullable String ownerColumn,
    Set<String> keepRoles,
    boolean write,
    boolean concurrentIndex) {
  public ProtectRequest {
    keepRoles = Set.copyOf(keepRoles);
  }
}
