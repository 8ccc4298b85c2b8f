package dev.ringfence.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database as one verified principal at a time: the only class that holds connection pools.
 * Visitors have a pool of their own, under a login that can become nobody else.
 */
public final class TenantDatabase implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long work waits for a connection to be free. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Pool appPool;
  private final Pool visitorPool;
  private final ContextSeal seal;

  public TenantDatabase(Vertx vertx, DatabaseSettings settings, Clock clock) {
    this.appPool = pool(vertx, settings.app(), settings.connections());
    this.visitorPool = pool(vertx, settings.visitors(), settings.connections());
    this.seal = new ContextSeal(settings.sealKey(), clock);
  }

  private static Pool pool(Vertx vertx, PostgresUri uri, int size) {
    return PgBuilder.pool()
        // No connection timeout of the pool's own: in 5.0 its timer can outlive the request that
        // was
        // served, and what it then throws strikes whoever uses the pool at that moment.
        .with(new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(2_000).setConnectionTimeout(0))
        .connectingTo(uri.toConnectOptions())
        .using(vertx)
        .build();
  }

  /** A piece of work inside a bound transaction. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run(TenantConnection connection);
  }

  /**
   * Does a piece of work in a transaction of its own, bound to the principal. The transaction is
   * committed when the work returns and every statement of it succeeded, else rolled back.
   *
   * @throws DatabaseException when a statement or the commit failed
   */
  public <T extends @Nullable Object> T inTransaction(
      Principal principal, Access access, Work<T> work) {
    SqlConnection connection = acquire(poolOf(principal));
    TenantConnection bound = new TenantConnection(connection);
    boolean committed = false;
    try {
      Future<?> begun = bind(connection, principal, access);
      T result = work.run(bound);
      Awaiting.await(begun, LIMIT);
      if (!bound.closeUnlessFailed()) {
        throw new DatabaseException(DatabaseException.Kind.INVALID);
      }
      Awaiting.await(connection.query("COMMIT").execute(), LIMIT);
      committed = true;
      return result;
    } finally {
      release(connection, bound, committed);
    }
  }

  /**
   * Adds to audit chains, in one transaction; no principal reaches them.
   *
   * @throws DatabaseException when a statement or the commit failed
   */
  public void inAuditTransaction(Consumer<AuditConnection> work) {
    SqlConnection connection = acquire(appPool);
    TenantConnection bound = new TenantConnection(connection);
    boolean committed = false;
    try {
      Future<?> begun = connection.query("BEGIN READ WRITE").execute();
      work.accept(new AuditConnection(bound, seal));
      Awaiting.await(begun, LIMIT);
      if (!bound.closeUnlessFailed()) {
        throw new DatabaseException(DatabaseException.Kind.INVALID);
      }
      Awaiting.await(connection.query("COMMIT").execute(), LIMIT);
      committed = true;
    } finally {
      release(connection, bound, committed);
    }
  }

  private static SqlConnection acquire(Pool pool) {
    Future<SqlConnection> connection = pool.getConnection();
    try {
      return Awaiting.await(connection, PATIENCE);
    } catch (DatabaseException e) {
      // It may still come, when nobody waits for it any longer.
      var _ = connection.onSuccess(SqlConnection::close);
      throw e;
    }
  }

  /**
   * Begins and binds without waiting, so that the first statement of the work travels in the same
   * flush. Should either fail, that statement fails too: nothing is visible to an unbound
   * connection.
   */
  private Future<?> bind(SqlConnection connection, Principal principal, Access access) {
    Future<?> begin =
        connection.query(access == Access.READ ? "BEGIN READ ONLY" : "BEGIN READ WRITE").execute();
    String context = seal.seal(principal);
    Future<?> bind =
        principal instanceof Principal.Visitor
            ? connection
                .preparedQuery("SELECT pg_catalog.set_config('ringfence.context', $1, true)")
                .execute(Tuple.of(context))
            : connection
                .preparedQuery(
                    "SELECT pg_catalog.set_config('role', $1, true),"
                        + " pg_catalog.set_config('ringfence.context', $2, true)")
                .execute(Tuple.of(databaseRole(principal), context));
    return Future.all(begin, bind);
  }

  private void release(SqlConnection connection, TenantConnection bound, boolean committed) {
    bound.closeUnlessFailed();
    if (committed) {
      var _ = connection.close();
      return;
    }
    // A connection that cannot even roll back is closed by the driver, never handed on.
    var _ = connection.query("ROLLBACK").execute().eventually(() -> connection.close());
  }

  private Pool poolOf(Principal principal) {
    return principal instanceof Principal.Visitor ? visitorPool : appPool;
  }

  private static String databaseRole(Principal principal) {
    return "ringfence_" + principal.role().name().toLowerCase(Locale.ROOT);
  }

  /** The member that an issuer's subject is in a tenant: an exact key in, at most one row out. */
  public Optional<Member> findMember(String issuer, String tenantSlug, String subject) {
    return one(
            appPool,
            "SELECT tenant_id, tenant_status, member_id, role, status, display_name"
                + " FROM ringfence.find_member($1, $2, $3)",
            issuer,
            tenantSlug,
            subject)
        .map(
            row ->
                new Member(
                    row.getUUID("tenant_id"),
                    row.getString("tenant_status"),
                    row.getUUID("member_id"),
                    row.getString("role"),
                    row.getString("status"),
                    row.getString("display_name")));
  }

  /** The site with a public key. */
  public Optional<SiteEntry> findSite(String siteKey) {
    return one(
            visitorPool,
            "SELECT tenant_id, tenant_slug, tenant_status, origins FROM ringfence.find_site($1)",
            siteKey)
        .map(
            row ->
                new SiteEntry(
                    row.getUUID("tenant_id"),
                    row.getString("tenant_slug"),
                    row.getString("tenant_status"),
                    Arrays.asList(row.getArrayOfStrings("origins"))));
  }

  /** Whether some site may be used from pages of an origin. */
  public boolean isSiteOrigin(String origin) {
    return one(visitorPool, "SELECT ringfence.is_site_origin($1)", origin)
        .map(row -> row.getBoolean(0))
        .orElse(false);
  }

  /** Whether both logins reach the database. */
  public boolean answers() {
    try {
      return one(appPool, "SELECT 1").isPresent() && one(visitorPool, "SELECT 1").isPresent();
    } catch (DatabaseException e) {
      return false;
    }
  }

  /** What of the database is unsafe to serve from; empty for a safe one. */
  public List<UnsafeFinding> findUnsafe() {
    return UnsafeFinding.read(
        (sql, parameters) -> query(appPool, sql, parameters),
        (sql, parameters) -> query(visitorPool, sql, parameters));
  }

  private static Optional<Row> one(Pool pool, String sql, Object... parameters) {
    RowSet<Row> rows = query(pool, sql, parameters);
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private static RowSet<Row> query(Pool pool, String sql, Object... parameters) {
    return Awaiting.await(
        pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters))), LIMIT);
  }

  @Override
  public void close() {
    Awaiting.await(Future.join(appPool.close(), visitorPool.close()).mapEmpty(), LIMIT);
  }
}
