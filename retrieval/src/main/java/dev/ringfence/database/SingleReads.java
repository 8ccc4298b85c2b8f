package dev.ringfence.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks what is asked with one statement: as that statement alone where that will do, since three
 * messages less are half of what the fence costs (docs/benchmarks.md).
 */
final class SingleReads {
  /**
   * Statements that ask for their principal before they run, such as one whose conditions call
   * {@code ringfence.tenant_id()}: the planner evaluates it to estimate how many rows there are.
   */
  private final Set<String> boundFirst = ConcurrentHashMap.newKeySet();

  /** Whether a connection is one session of the server, for as long as it lasts. */
  private final boolean sessionsLast;

  SingleReads(Pooler pooler) {
    this.sessionsLast = pooler == Pooler.NONE;
  }

  /** Lends a connection to what sends a statement over it, and waits for the rows. */
  @FunctionalInterface
  interface Lending {
    RowSet<Row> lend(Function<Lease, Future<RowSet<Row>>> sending);
  }

  /**
   * The rows.
   *
   * @throws DatabaseException when the statement failed
   */
  RowSet<Row> ask(Lending connections, Binding binding, SingleRead read) {
    if (!sessionsLast || !binding.isRoleOfSession() || boundFirst.contains(read.statement())) {
      return connections.lend(lease -> read.bound(lease, binding));
    }
    long began = System.nanoTime();
    try {
      return connections.lend(lease -> read.alone(lease, binding));
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.UNBOUND) {
        throw e;
      }
      SingleRead again = read.after(Duration.ofNanos(System.nanoTime() - began));
      RowSet<Row> rows = connections.lend(lease -> again.bound(lease, binding));
      boundFirst.add(read.statement());
      return rows;
    }
  }
}
