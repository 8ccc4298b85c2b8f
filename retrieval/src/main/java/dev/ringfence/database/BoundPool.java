package dev.ringfence.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connections of one login, lent out for one transaction each. All of them live on one event
 * loop, and whoever wants one asks there: no other thread stands between a connection that is free
 * and its first statement.
 */
final class BoundPool {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Pool pool;
  private final Pooler pooler;
  private final Context loop;

  /**
   * @param session what each connection begins with, and goes back to when it is wiped; a pooler
   *     would refuse it, and none of it is sent to one
   */
  BoundPool(Vertx vertx, PostgresUri uri, int size, Pooler pooler, Map<String, String> session) {
    this.pooler = pooler;
    PgConnectOptions options = uri.toConnectOptions(pooler);
    if (pooler == Pooler.NONE) {
      session.forEach(options::addProperty);
    }
    this.loop = nextLoop(vertx);
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
            .connectingTo(options)
            .using(vertx)
            .build();
  }

  /** A connection, and the outcome of what began its transaction. */
  record Begun(Lease lease, Future<?> beginning) {}

  /**
   * A connection whose transaction is about to begin.
   *
   * @param beginning what is sent on it at once, without waiting
   * @throws DatabaseException when none is free within {@link TenantDatabase#PATIENCE}
   */
  Begun lend(Function<Lease, Future<?>> beginning) {
    CompletableFuture<Begun> lent =
        onLoop(
            () ->
                pool.getConnection()
                    .map(
                        connection ->
                            begun(
                                lease(connection),
                                lease -> new Begun(lease, beginning.apply(lease)))));
    try {
      return Awaiting.await(lent, TenantDatabase.PATIENCE);
    } catch (DatabaseException e) {
      // It may still come, when nobody waits for it any longer.
      var _ = lent.thenAccept(begun -> begun.lease().rollback());
      throw e;
    }
  }

  /**
   * The result of work that sends all it has to say without waiting, and gives its connection back
   * itself.
   *
   * @param limit how long the work may take
   * @throws DatabaseException when no connection is free within {@link TenantDatabase#PATIENCE}, or
   *     the work failed or took too long
   */
  <T> T lendTo(Function<Lease, Future<T>> work, Duration limit) {
    AtomicBoolean decided = new AtomicBoolean();
    CompletableFuture<T> result =
        onLoop(
            () ->
                pool.getConnection()
                    .compose(
                        connection ->
                            decided.compareAndSet(false, true)
                                ? begun(lease(connection), work)
                                : connection.close().mapEmpty()));
    try {
      return Awaiting.await(result, TenantDatabase.PATIENCE);
    } catch (DatabaseException e) {
      if (decided.compareAndSet(false, true)) {
        throw e;
      }
      return Awaiting.await(result, limit);
    }
  }

  private static <T> T begun(Lease lease, Function<Lease, T> work) {
    try {
      return work.apply(lease);
    } catch (RuntimeException e) {
      lease.rollback();
      throw e;
    }
  }

  private Lease lease(SqlConnection connection) {
    return new Lease(
        connection,
        pooler == Pooler.NONE
            ? PgConnection.cast(connection).processId()
            : ContextSeal.ANY_PROCESS);
  }

  /** The rows of a statement of our own that needs no principal. */
  RowSet<Row> query(String sql, Object... parameters) {
    return Awaiting.await(ask(sql, parameters), LIMIT);
  }

  /** The same, for who cannot wait. */
  Future<RowSet<Row>> send(String sql, Object... parameters) {
    return Future.fromCompletionStage(ask(sql, parameters));
  }

  private CompletableFuture<RowSet<Row>> ask(String sql, Object... parameters) {
    return onLoop(() -> pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters))));
  }

  /**
   * The rows of a statement of our own, outside of any transaction, whose parameters depend on the
   * connection.
   */
  RowSet<Row> ask(String sql, Function<Lease, Tuple> parameters) {
    return lendTo(
        lease -> {
          Future<RowSet<Row>> rows = lease.send(sql, parameters.apply(lease));
          return rows.onSuccess(_ -> lease.connection().close())
              .onFailure(_ -> lease.giveBackClosed());
        },
        LIMIT);
  }

  private <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      loop.runOnContext(
          _ ->
              Future.<T>succeededFuture()
                  .compose(_ -> work.get())
                  .onComplete(result::complete, result::completeExceptionally));
    } catch (RejectedExecutionException e) {
      // The service is being stopped.
      result.completeExceptionally(e);
    }
    return result;
  }

  /** An event loop that is not the caller's: a thread that knows none is given the next one. */
  private static Context nextLoop(Vertx vertx) {
    CompletableFuture<Context> next = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> next.complete(vertx.getOrCreateContext()));
    return next.join();
  }

  Future<Void> close() {
    return pool.close();
  }
}
