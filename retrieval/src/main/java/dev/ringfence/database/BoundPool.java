package dev.ringfence.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/** The connections of one login, lent out for one transaction each. */
final class BoundPool {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Pool pool;
  private final Pooler pooler;

  BoundPool(Vertx vertx, PostgresUri uri, int size, Pooler pooler) {
    this.pooler = pooler;
    this.pool =
        PgBuilder.pool()
            // No connection timeout of the pool's own: in 5.0 its timer can outlive the request
            // that was served, and what it then throws strikes whoever uses the pool at that
            // moment.
            .with(
                new PoolOptions()
                    .setMaxSize(size)
                    .setMaxWaitQueueSize(2_000)
                    .setConnectionTimeout(0))
            .connectingTo(uri.toConnectOptions(pooler))
            .using(vertx)
            .build();
  }

  /**
   * A connection, before its transaction has begun.
   *
   * @throws DatabaseException when none is free within {@link TenantDatabase#PATIENCE}
   */
  Lease lend() {
    Future<SqlConnection> connection = pool.getConnection();
    try {
      SqlConnection lent = Awaiting.await(connection, TenantDatabase.PATIENCE);
      return new Lease(
          lent,
          pooler == Pooler.NONE ? PgConnection.cast(lent).processId() : ContextSeal.ANY_PROCESS);
    } catch (DatabaseException e) {
      // It may still come, when nobody waits for it any longer.
      var _ = connection.onSuccess(SqlConnection::close);
      throw e;
    }
  }

  /** The rows of a statement of our own that needs no principal. */
  RowSet<Row> query(String sql, Object... parameters) {
    return Awaiting.await(send(sql, parameters), LIMIT);
  }

  /** The same, for who cannot wait. */
  Future<RowSet<Row>> send(String sql, Object... parameters) {
    return pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters)));
  }

  /**
   * The rows of a statement of our own, outside of any transaction, whose parameters depend on the
   * connection.
   */
  RowSet<Row> ask(String sql, Function<Lease, Tuple> parameters) {
    Lease lease = lend();
    Future<RowSet<Row>> rows =
        lease.connection().preparedQuery(sql).execute(parameters.apply(lease));
    var _ = rows.onComplete(_ -> lease.connection().close());
    return Awaiting.await(rows, LIMIT);
  }

  Future<Void> close() {
    return pool.close();
  }
}
