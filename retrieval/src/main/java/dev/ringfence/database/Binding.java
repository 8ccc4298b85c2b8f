package dev.ringfence.database;

import dev.ringfence.database.Principal.Staff;
import dev.ringfence.database.Principal.Visitor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What makes a transaction one principal's: the database role it takes and the context that is
 * sealed for it.
 */
record Binding(Principal principal, SealingKey key, Clock clock) {
  /**
   * What the connections of a login begin with, so that a statement of a customer or visitor needs
   * nothing but its context: a transaction that says nothing else only reads. A role opens no row.
   */
  static final Map<String, String> SESSION_OF_CUSTOMERS =
      Map.of("role", "ringfence_customer", "default_transaction_read_only", "on");

  static final Map<String, String> SESSION_OF_VISITORS =
      Map.of("default_transaction_read_only", "on");

  private static final String BIND =
      "SELECT pg_catalog.set_config('role', $1, true),"
          + " pg_catalog.set_config('ringfence.context', $2, true)";

  private static final String BIND_LIMITED =
      BIND + ", pg_catalog.set_config('statement_timeout', $3, true)";

  /**
   * Begins and binds without waiting, so that the first statement of the work can travel in the
   * same flush. Should it fail, that statement fails too: nothing is visible to an unbound
   * connection.
   */
  Future<?> begin(Lease lease, Access access) {
    return Future.all(
        lease.begin(access), lease.send(BIND, Tuple.of(databaseRole(), seal(lease.process()))));
  }

  /**
   * The same for a transaction that only reads.
   *
   * @param limit how long the server may work on each of its statements
   */
  Future<?> begin(Lease lease, Duration limit) {
    return Future.all(
        lease.begin(Access.READ),
        lease.send(
            BIND_LIMITED,
            Tuple.of(databaseRole(), seal(lease.process()), Long.toString(limit.toMillis()))));
  }

  /** Whether the sessions of this principal's login begin with the role that it takes. */
  boolean isRoleOfSession() {
    return !(principal instanceof Staff);
  }

  /** The context, sealed for a server's process. */
  String seal(int process) {
    return ContextSeal.of(principal).seal(key, clock.instant(), process);
  }

  /** Visitors have a login of their own, which needs to become nobody. */
  private String databaseRole() {
    return principal instanceof Visitor
        ? "none"
        : "ringfence_" + principal.role().name().toLowerCase(Locale.ROOT);
  }
}
