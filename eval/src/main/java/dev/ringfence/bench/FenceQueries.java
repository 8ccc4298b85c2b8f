package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The ways to ask for the same rows, each over as many connections of the same driver. */
final class FenceQueries implements AutoCloseable {
  private static final String COLUMNS = "SELECT id, number, amount, issued_on FROM bench.";
  private static final String LIMIT = " ORDER BY id LIMIT 10";
  private static final String BIND =
      "SELECT pg_catalog.set_config('role', $1, true), pg_catalog.set_config('bench.context', $2,"
          + " true)";
  private static final Duration TOOL_LIMIT = Duration.ofSeconds(5);
  private static final int ROWS = 10;

  /** As an application uses the driver: each thread asks by itself. */
  private final Pool plain;

  /** The same, asked from one event loop alone. */
  private final Pool looped;

  /** The same, on connections that begin as customers. */
  private final Pool begun;

  private final Context loop;
  private final TenantDatabase tenants;

  FenceQueries(Vertx vertx, FenceDatabase database, int connections) {
    this.plain = pool(vertx, database.app(), connections, Map.of());
    this.looped = pool(vertx, database.app(), connections, Map.of());
    this.begun = pool(vertx, database.app(), connections, Map.of("role", "ringfence_customer"));
    this.loop = vertx.getOrCreateContext();
    this.tenants = new TenantDatabase(vertx, database.settings(connections), Clock.systemUTC());
  }

  private static Pool pool(
      Vertx vertx, PostgresUri app, int connections, Map<String, String> session) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(app.host())
            .setPort(app.port())
            .setDatabase(app.database())
            .setUser(app.user())
            .setPassword(app.password())
            .setCachePreparedStatements(true);
    session.forEach(options::addProperty);
    return PgBuilder.pool()
        // As the service's own pool: see its remark on the connection timeout.
        .with(new PoolOptions().setMaxSize(connections).setConnectionTimeout(0))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  void ask(FenceWay way, int number) {
    Principal.Customer customer = FenceDatabase.customer(number);
    int rows =
        switch (way) {
          case RAW -> read(await(raw(plain, customer)));
          case RAW_ON_LOOP -> read(onLoop(() -> raw(looped, customer)));
          case NAIVE -> naive(customer);
          case UNSIGNED -> unsigned(customer);
          case UNSIGNED_ALONE -> read(onLoop(() -> unsignedAlone(customer)));
          case OURS ->
              read(
                  tenants.read(
                      customer,
                      "SELECT id, number, amount, issued_on FROM bench.sealed ORDER BY id"
                          + " LIMIT 10"));
          case OURS_DECLARED ->
              read(
                  tenants.readDeclared(
                      customer, COLUMNS + "sealed" + LIMIT, List.of(), TOOL_LIMIT));
        };
    if (rows != ROWS) {
      throw new BenchException(way.label() + " found " + rows + " rows");
    }
  }

  private static Future<RowSet<Row>> raw(Pool pool, Principal.Customer customer) {
    return pool.preparedQuery(COLUMNS + "raw WHERE tenant_id = $1 AND customer_id = $2" + LIMIT)
        .execute(Tuple.of(customer.tenant(), customer.customer()));
  }

  private int naive(Principal.Customer customer) {
    SqlConnection connection = await(plain.getConnection());
    await(connection.query("BEGIN READ ONLY").execute());
    await(bind(connection, customer));
    int rows = read(await(connection.preparedQuery(COLUMNS + "unsigned" + LIMIT).execute()));
    await(connection.query("COMMIT").execute());
    await(connection.close());
    return rows;
  }

  /** One event loop, and nothing is waited for. */
  private int unsigned(Principal.Customer customer) {
    return read(
        onLoop(
            () ->
                looped
                    .getConnection()
                    .compose(
                        connection -> {
                          var _ = connection.query("BEGIN READ ONLY").execute();
                          var _ = bind(connection, customer);
                          Future<RowSet<Row>> rows =
                              connection.preparedQuery(COLUMNS + "unsigned" + LIMIT).execute();
                          var _ =
                              connection
                                  .query("COMMIT")
                                  .execute()
                                  .onComplete(_ -> connection.close());
                          return rows;
                        })));
  }

  /** As {@link TenantDatabase#read} does it, on connections that begin with the role. */
  private Future<RowSet<Row>> unsignedAlone(Principal.Customer customer) {
    return begun
        .preparedQuery(
            "SELECT read.* FROM ("
                + COLUMNS
                + "unsigned"
                + LIMIT
                + ") AS read WHERE (SELECT pg_catalog.set_config('bench.context', $1, true)) IS NOT"
                + " NULL")
        .execute(Tuple.of(customer.tenant() + "|" + customer.customer()));
  }

  private <T> T onLoop(Supplier<Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.runOnContext(_ -> work.get().onComplete(result::complete, result::completeExceptionally));
    return await(result);
  }

  private static Future<RowSet<Row>> bind(SqlConnection connection, Principal.Customer customer) {
    return connection
        .preparedQuery(BIND)
        .execute(Tuple.of("ringfence_customer", customer.tenant() + "|" + customer.customer()));
  }

  private static int read(RowSet<Row> rows) {
    int count = 0;
    for (Row row : rows) {
      count += row.getString(1).isEmpty() ? 0 : 1;
    }
    return count;
  }

  private static <T> T await(Future<T> future) {
    return await(future.toCompletionStage().toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("a query of the benchmark failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    tenants.close();
    await(plain.close());
    await(looped.close());
    await(begun.close());
  }
}
