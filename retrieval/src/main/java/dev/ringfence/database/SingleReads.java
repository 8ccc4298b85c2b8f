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
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Statements that ask for their principal before they run, such as one whose conditions call
   * {@code ringfence.tenant_id()}: the planner evaluates it to estimate how many rows there are.
   */
  private final Set<String> boundFirst = ConcurrentHashMap.newKeySet();

  /**
   * The rows.
   *
   * @throws DatabaseException when the statement failed
   */
  RowSet<Row> ask(BoundPool pool, Binding binding, SingleRead read) {
    if (!pool.keepsSessions()
        || !binding.isRoleOfSession()
        || boundFirst.contains(read.statement())) {
      return lend(pool, read, lease -> read.bound(lease, binding));
    }
    try {
      return lend(pool, read, lease -> read.alone(lease, binding));
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.UNBOUND) {
        throw e;
      }
      RowSet<Row> rows = lend(pool, read, lease -> read.bound(lease, binding));
      boundFirst.add(read.statement());
      return rows;
    }
  }

  private static RowSet<Row> lend(
      BoundPool pool, SingleRead read, Function<Lease, Future<RowSet<Row>>> sending) {
    return pool.lendTo(sending, read.limit().map(TenantConnection.GRACE::plus).orElse(LIMIT));
  }
}
