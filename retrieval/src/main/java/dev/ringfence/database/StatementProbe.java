package dev.ringfence.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Has the server read statements and bodies of functions as the fence's roles would send them. None
 * is run: it is parsed, its names are resolved, views are opened, and the policies of rows are put
 * in. What comes of it the server tells in a message, as its setting {@code debug_print_rewritten}
 * asks for; it also writes that message to its log.
 */
public final class StatementProbe implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String TITLE = "rewritten parse tree:";

  /** See PostgreSQL's chapter on error reporting and logging, "What to Log". */
  private static final String TELL =
      "SET LOCAL debug_pretty_print = off; SET LOCAL client_min_messages = log;"
          + " SET LOCAL check_function_bodies = on; SET LOCAL debug_print_rewritten = on";

  private static final String NAME_FUNCTION =
      "SELECT pg_catalog.set_config('ringfence.function', CAST(CAST($1 AS bigint) AS text), true)";

  /**
   * What the server itself runs over the body of a function in SQL when it is made: it parses and
   * rewrites it, with the names and policies that whoever asks would meet, and runs nothing of it.
   */
  private static final String OPEN_FUNCTION =
      "SELECT pg_catalog.fmgr_sql_validator("
          + "CAST(pg_catalog.current_setting('ringfence.function') AS pg_catalog.oid))";

  private final Map<Role, Login> logins = new EnumMap<>(Role.class);
  private final List<AutoCloseable> resources = new ArrayList<>();

  private StatementProbe() {}

  /** A connection, and the role to take on it. */
  private record Login(PgConnection connection, String role) {}

  /**
   * With the logins that the service itself uses.
   *
   * @throws DatabaseException where the database cannot be reached
   */
  static StatementProbe ofService(Vertx vertx, DatabaseSettings settings) {
    StatementProbe probe = new StatementProbe();
    PgConnection app = probe.connect(vertx, settings.app(), settings.pooler());
    PgConnection visitors = probe.connect(vertx, settings.visitors(), settings.pooler());
    probe.logins.put(Role.CUSTOMER, new Login(app, "ringfence_customer"));
    probe.logins.put(Role.STAFF, new Login(app, "ringfence_staff"));
    probe.logins.put(Role.VISITOR, new Login(visitors, "none"));
    return probe;
  }

  /**
   * With an administrator's login, which has to be able to take the fence's roles.
   *
   * @throws DatabaseException where the database cannot be reached
   */
  public static StatementProbe ofAdministrator(PostgresUri admin) {
    StatementProbe probe = new StatementProbe();
    Vertx vertx = Vertx.vertx();
    probe.resources.add(() -> Awaiting.await(vertx.close(), LIMIT));
    try {
      PgConnection connection = probe.connect(vertx, admin, Pooler.NONE);
      for (Role role : Role.values()) {
        String name = role == Role.VISITOR ? "public" : role.name().toLowerCase(Locale.ROOT);
        probe.logins.put(role, new Login(connection, "ringfence_" + name));
      }
      return probe;
    } catch (DatabaseException e) {
      probe.close();
      throw e;
    }
  }

  private PgConnection connect(Vertx vertx, PostgresUri uri, Pooler pooler) {
    PgConnection connection =
        Awaiting.await(
            PgConnection.connect(
                vertx, uri.toConnectOptions(pooler).setCachePreparedStatements(false)),
            LIMIT);
    resources.addFirst(() -> Awaiting.await(connection.close(), LIMIT));
    return connection;
  }

  /** What the server says to a statement. */
  public sealed interface Answer {
    /**
     * It took it.
     *
     * @param text the query tree, in the form of the server's {@code nodeToString}
     */
    record Tree(String text) implements Answer {}

    /**
     * It did not.
     *
     * @param words the server's own, which may repeat what the statement says
     */
    record Refused(String words) implements Answer {}
  }

  /**
   * What the server makes of one statement, were it the role's.
   *
   * @throws DatabaseException where the server could not be asked
   */
  public Answer read(Role role, String statement) {
    Login login = login(role);
    PgConnection connection = login.connection();
    Future<?> begun = begin(login);
    try {
      return told(
          connection,
          1,
          begun,
          () -> connection.prepare(statement).onSuccess(PreparedStatement::close).mapEmpty());
    } finally {
      rollBack(connection);
    }
  }

  /**
   * What the server makes of the body of a function in SQL, were it the role that calls it. A body
   * of several statements, one in another language, and a function that the role may not call are
   * refused.
   *
   * @param function its object id
   * @throws DatabaseException where the server could not be asked
   */
  public Answer readFunction(Role role, long function) {
    Login login = login(role);
    PgConnection connection = login.connection();
    Future<?> begun = begin(login);
    try {
      // Waited for: the driver sends what a statement is given when it has been prepared.
      Future<?> named = connection.preparedQuery(NAME_FUNCTION).execute(Tuple.of(function));
      Awaiting.await(begun.compose(_ -> named), LIMIT);
      // The tree of what asks stands before the body's.
      return told(connection, 2, begun, () -> connection.query(OPEN_FUNCTION).execute().mapEmpty());
    } finally {
      rollBack(connection);
    }
  }

  /**
   * What the server tells while it does some work, which is sent with all that has to be done
   * before.
   *
   * @param trees how many there have to be: the last one answers
   * @param before what was sent before and has to succeed
   */
  private static Answer told(
      PgConnection connection, int trees, Future<?> before, Supplier<Future<Void>> work) {
    List<String> told = new ArrayList<>();
    connection.noticeHandler(
        notice -> {
          if (TITLE.equals(notice.getMessage())) {
            told.add(Objects.requireNonNullElse(notice.getDetail(), ""));
          }
        });
    Future<?> telling = connection.query(TELL).execute();
    Future<Void> worked = work.get();
    // The first failure is the one that counts: what stands behind it only tells that it was.
    return Awaiting.await(
        before
            .compose(_ -> telling)
            .compose(
                _ -> worked.<Answer>map(_ -> last(told, trees)).recover(StatementProbe::refused)),
        LIMIT);
  }

  private static Answer last(List<String> told, int trees) {
    return told.size() == trees
        ? new Answer.Tree(told.getLast())
        : new Answer.Refused("it is not one statement");
  }

  private static Future<Answer> refused(Throwable failure) {
    boolean said =
        failure instanceof PgException e
            && e.getSqlState() != null
            && !List.of("08", "53", "57", "58", "XX").contains(e.getSqlState().substring(0, 2));
    return said
        ? Future.succeededFuture(
            new Answer.Refused(
                Objects.requireNonNullElse(((PgException) failure).getErrorMessage(), "")))
        : Future.failedFuture(failure);
  }

  /**
   * The rows of a statement of our own on the catalogue, as a role sees it.
   *
   * @throws DatabaseException where the server refuses it
   */
  public RowSet<Row> catalogue(Role role, @CompileTimeConstant String sql, Object... parameters) {
    Login login = login(role);
    Future<?> begun = begin(login);
    try {
      Future<RowSet<Row>> rows =
          login.connection().preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters)));
      return Awaiting.await(begun.compose(_ -> rows), LIMIT);
    } finally {
      rollBack(login.connection());
    }
  }

  private Login login(Role role) {
    return Objects.requireNonNull(logins.get(role), role.name());
  }

  /** Sends what begins a transaction of a role, and does not wait for it. */
  private static Future<?> begin(Login login) {
    return login
        .connection()
        .query(
            "BEGIN READ ONLY; SELECT pg_catalog.set_config('role', '"
                + login.role()
                + "', true), pg_catalog.set_config('statement_timeout', '15s', true)")
        .execute();
  }

  /** Waited for: of what ends the transaction the server tells a tree as well. */
  private static void rollBack(PgConnection connection) {
    connection.noticeHandler(_ -> {});
    Awaiting.await(connection.query("ROLLBACK").execute(), LIMIT);
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        // What is closed twice, or was lost before, is closed.
      }
    }
    resources.clear();
  }
}
