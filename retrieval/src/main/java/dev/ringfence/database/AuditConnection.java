package dev.ringfence.database;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection inside a transaction that adds to audit chains, and can do nothing else; only {@link
 * TenantDatabase} makes one.
 */
public final class AuditConnection {
  private final TenantConnection connection;
  private final Function<ContextSeal, String> seal;

  AuditConnection(TenantConnection connection, Function<ContextSeal, String> seal) {
    this.connection = connection;
    this.seal = seal;
  }

  /**
   * The {@code number} and {@code hash} of a chain's last entry; the chain is locked until the
   * transaction ends. Whoever locks several does it in the order of the tenants' ids.
   */
  public Row lock(UUID tenant) {
    return connection
        .query(
            "SELECT l.number, l.hash FROM ringfence.audit_lock($1) AS l",
            seal.apply(ContextSeal.ofAudit(tenant)))
        .iterator()
        .next();
  }

  /**
   * Adds entries to a chain that is locked.
   *
   * @param columns an array for each parameter of {@code ringfence.audit_append} but the first
   */
  public void append(UUID tenant, List<@Nullable Object> columns) {
    @Nullable Object[] parameters = new @Nullable Object[columns.size() + 1];
    parameters[0] = seal.apply(ContextSeal.ofAudit(tenant));
    for (int i = 0; i < columns.size(); i++) {
      parameters[i + 1] = columns.get(i);
    }
    connection.query(
        "SELECT ringfence.audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
            + " $14, $15)",
        parameters);
  }
}
