package dev.ringfence.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.Finding;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database as one verified principal at a time: the only class that holds connection pools.
 * Visitors have a pool of their own, under a login that can become nobody else.
 */
public final class TenantDatabase implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long work waits for a connection to be free. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int DIRECTORY_CONNECTIONS = 2;

  private final BoundPool appPool;
  private final BoundPool visitorPool;

  /** Who is who is asked on connections that no work of anybody's can use up. */
  private final BoundPool directoryPool;

  /** What was read is written down on a connection that no reading can use up. */
  private final BoundPool auditPool;

  private final SingleReads singleReads;
  private final Vertx vertx;
  private final DatabaseSettings settings;
  private final SealRing ring;
  private final Clock clock;
  private final List<String> logins;

  public TenantDatabase(Vertx vertx, DatabaseSettings settings, Clock clock) {
    Pooler pooler = settings.pooler();
    int size = settings.connections();
    this.appPool = new BoundPool(vertx, settings.app(), size, pooler, Binding.SESSION_OF_CUSTOMERS);
    this.visitorPool =
        new BoundPool(vertx, settings.visitors(), size, pooler, Binding.SESSION_OF_VISITORS);
    this.directoryPool =
        new BoundPool(vertx, settings.app(), DIRECTORY_CONNECTIONS, pooler, Map.of());
    this.auditPool = new BoundPool(vertx, settings.app(), 1, pooler, Map.of());
    this.singleReads = new SingleReads(pooler);
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.logins = List.of(settings.app().user(), settings.visitors().user());
    this.ring = new SealRing(settings.sealKey(), settings.sealRotation(), clock, this::install);
  }

  private void install(SealKey root, SealingKey key) {
    directoryPool.query(
        "SELECT ringfence.install_seal_key($1, $2, $3, $4, $5, $6)",
        root.id(),
        key.id(),
        Buffer.buffer(key.hmac().innerPad()),
        Buffer.buffer(key.hmac().outerPad()),
        key.validUntil().atOffset(ZoneOffset.UTC),
        key.proof(root));
  }

  /**
   * Has the server read statements, on connections of its own.
   *
   * @throws DatabaseException when the database cannot be reached
   */
  public StatementProbe probe() {
    return StatementProbe.ofService(vertx, settings);
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
    Binding binding = new Binding(principal, ring.key(), clock);
    return transaction(
        poolOf(principal),
        access,
        lease -> binding.begin(lease, access),
        (_, connection) -> work.run(connection));
  }

  /**
   * The rows of one statement that stands in our own code, in a transaction of its own that only
   * reads. All of the transaction travels at once.
   *
   * @throws DatabaseException when the statement failed
   */
  public RowSet<Row> read(
      Principal principal, @CompileTimeConstant String sql, @Nullable Object... parameters) {
    return read(principal, new SingleRead(sql, Arrays.asList(parameters), Optional.empty()));
  }

  /**
   * The same for a statement that a tool declares; what it leaves in the session is wiped.
   *
   * @param timeout how long the server may work on it
   */
  public RowSet<Row> readDeclared(
      Principal principal, String statement, List<@Nullable Object> parameters, Duration timeout) {
    return read(principal, new SingleRead(statement, parameters, Optional.of(timeout)));
  }

  private RowSet<Row> read(Principal principal, SingleRead read) {
    Binding binding = new Binding(principal, ring.key(), clock);
    BoundPool pool = poolOf(principal);
    Duration limit = read.limit().map(TenantConnection.GRACE::plus).orElse(LIMIT);
    return doubting(() -> singleReads.ask(sending -> pool.lendTo(sending, limit), binding, read));
  }

  /**
   * Adds to audit chains, in one transaction; no principal reaches them.
   *
   * @throws DatabaseException when a statement or the commit failed
   */
  public void inAuditTransaction(Consumer<AuditConnection> work) {
    SealingKey key = ring.key();
    this.<@Nullable Void>transaction(
        auditPool,
        Access.WRITE,
        lease -> lease.begin(Access.WRITE),
        (lease, connection) -> {
          work.accept(
              new AuditConnection(
                  connection, context -> context.seal(key, clock.instant(), lease.process())));
          return null;
        });
  }

  /** Work on a connection whose transaction has begun, or is about to. */
  @FunctionalInterface
  private interface LeasedWork<T extends @Nullable Object> {
    T run(Lease lease, TenantConnection connection);
  }

  private <T extends @Nullable Object> T transaction(
      BoundPool pool, Access access, Function<Lease, Future<?>> beginning, LeasedWork<T> work) {
    BoundPool.Begun begun = pool.lend(beginning);
    Lease lease = begun.lease();
    TenantConnection bound = new TenantConnection(lease);
    boolean worked = false;
    try {
      T result =
          doubting(
              () -> {
                T done = work.run(lease, bound);
                Awaiting.await(begun.beginning(), LIMIT);
                return done;
              });
      worked = bound.closeUnlessFailed();
      if (!worked) {
        throw new DatabaseException(DatabaseException.Kind.INVALID);
      }
      lease.commit(access, bound.isStrange());
      return result;
    } finally {
      if (!worked) {
        bound.closeUnlessFailed();
        lease.rollback();
      }
    }
  }

  /** A database that refuses a seal may have been restored from a copy without the key. */
  private <T extends @Nullable Object> T doubting(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.UNBOUND) {
        ring.doubt();
      }
      throw e;
    }
  }

  private BoundPool poolOf(Principal principal) {
    return principal instanceof Principal.Visitor ? visitorPool : appPool;
  }

  /** The member that an issuer's subject is in a tenant: an exact key in, at most one row out. */
  public Optional<Member> findMember(String issuer, String tenantSlug, String subject) {
    SealingKey key = ring.key();
    return first(
            directoryPool.ask(
                "SELECT tenant_id, tenant_status, member_id, role, status"
                    + " FROM ringfence.find_member($1, $2, $3, $4)",
                lease ->
                    Tuple.of(
                        ContextSeal.ofDirectory().seal(key, clock.instant(), lease.process()),
                        issuer,
                        tenantSlug,
                        subject)))
        .map(
            row ->
                new Member(
                    row.getUUID("tenant_id"),
                    row.getString("tenant_status"),
                    row.getUUID("member_id"),
                    row.getString("role"),
                    row.getString("status")));
  }

  /** The site with a public key, as a visitor's request asks for it. */
  public Optional<SiteEntry> findSite(String siteKey) {
    return findSite(visitorPool, siteKey);
  }

  /** The same for an answer that is under way, which no crowd of visitors may delay. */
  public Optional<SiteEntry> confirmSite(String siteKey) {
    return findSite(directoryPool, siteKey);
  }

  private static Optional<SiteEntry> findSite(BoundPool pool, String siteKey) {
    return one(
            pool,
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

  /**
   * Begins to watch for changes of tenants, members and sites.
   *
   * @param onChange runs on an event loop and must not block
   */
  public DirectoryWatch watchDirectory(Runnable onChange) {
    return new DirectoryWatch(
        vertx,
        settings.pooler() == Pooler.NONE
            ? Optional.of(settings.app().toConnectOptions(Pooler.NONE))
            : Optional.empty(),
        () ->
            directoryPool
                .send("SELECT ringfence.directory_version()")
                .map(rows -> rows.iterator().next().getLong(0)),
        onChange);
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

  /** What is wrong with the database, as far as its logins can see; empty for a healthy one. */
  public List<Finding> findUnsafe() {
    Lease lease = directoryPool.lend(_ -> Future.succeededFuture()).lease();
    try {
      return Doctor.ofService(logins).examine(LeasedCatalogue.open(lease));
    } finally {
      lease.rollback();
    }
  }

  private static Optional<Row> one(BoundPool pool, String sql, Object... parameters) {
    return first(pool.query(sql, parameters));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  @Override
  public void close() {
    Awaiting.await(
        Future.join(appPool.close(), visitorPool.close(), directoryPool.close(), auditPool.close())
            .mapEmpty(),
        LIMIT);
  }
}
