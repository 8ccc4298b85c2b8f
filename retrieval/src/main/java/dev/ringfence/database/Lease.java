package dev.ringfence.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is lent for one transaction and goes back with clean hands: what others' SQL
 * may have left in the session is wiped before anybody else can have it.
 *
 * @param process the server's process, or {@link ContextSeal#ANY_PROCESS}
 */
record Lease(SqlConnection connection, int process) {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** So that what was left of a limit does not cut what has to be done behind it. */
  private static final String NO_LIMIT = "SET statement_timeout = 0; ";

  /**
   * Wipes what outlives a transaction: role, settings, cursors, listening, temporary tables, the
   * last values of sequences, advisory locks. It travels with the end of the transaction, so that a
   * transaction pooler cannot part the two. The limit goes first, since what was left may take
   * longer to wipe than it was made to allow. What is reset is as the connection began. See
   * PostgreSQL's pages on DISCARD and SET ROLE.
   */
  private static final String WIPE =
      NO_LIMIT
          + "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; CLOSE ALL; UNLISTEN *; DISCARD TEMP;"
          + " DISCARD SEQUENCES; SELECT pg_catalog.pg_advisory_unlock_all(), ";

  /** Behind a pooler the driver keeps no prepared statement, so that all there are can go. */
  private static final String WIPE_POOLED = "DEALLOCATE ALL; " + WIPE + "false, false";

  /**
   * The driver's own prepared statements stay; the last columns tell whether there are others, and
   * whether the driver's are gone.
   */
  private static final String WIPE_DIRECT =
      WIPE
          + "EXISTS (SELECT FROM pg_catalog.pg_prepared_statement() AS s WHERE s.from_sql),"
          + " NOT EXISTS (SELECT FROM pg_catalog.pg_prepared_statement() AS s"
          + " WHERE NOT s.from_sql)";

  /** The SQLSTATE of a prepared statement that is not there: the driver thinks it has one. */
  private static final String NO_SUCH_STATEMENT = "26000";

  /** The SQLSTATE of a statement that took longer than its limit. */
  private static final String CUT = "57014";

  /** How often wiping is tried where a limit cuts it. */
  private static final int TRIES = 5;

  private static final String FORGET =
      """
      DO $$
      DECLARE
        statement pg_catalog.text;
      BEGIN
        FOR statement IN SELECT s.name FROM pg_catalog.pg_prepared_statements AS s WHERE s.from_sql
        LOOP
          EXECUTE pg_catalog.format('DEALLOCATE %I', statement);
        END LOOP;
      END
      $$""";

  Future<?> begin(Access access) {
    return connection
        .query(access == Access.READ ? "BEGIN READ ONLY" : "BEGIN READ WRITE")
        .execute();
  }

  /** Sends a statement without waiting: what is sent earlier is done earlier. */
  Future<RowSet<Row>> send(String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }

  /**
   * Commits, and gives the connection back.
   *
   * @param strange whether SQL ran that is not our own
   * @throws DatabaseException when the commit failed, or its outcome is not known
   */
  void commit(Access access, boolean strange) {
    // Were the limit lifted behind the commit, it could cut just that, and a pooler hand on the
    // rest.
    Future<?> end =
        strange
            ? connection.query(NO_LIMIT + "COMMIT; " + wipe()).execute().compose(this::forget)
            : connection.query("COMMIT").execute();
    var _ = end.onSuccess(_ -> connection.close()).onFailure(_ -> rollback());
    // Nothing that was only read depends on the commit, and nobody gets the connection before it.
    if (access == Access.WRITE) {
      Awaiting.await(end, LIMIT);
    }
  }

  /**
   * Sends the only statement of a transaction, which is our own, and the commit behind it without
   * waiting; the connection goes back by itself. The server takes the commit of a failed
   * transaction as its end.
   */
  Future<RowSet<Row>> readAndCommit(String statement, Tuple parameters) {
    Future<RowSet<Row>> rows = send(statement, parameters);
    var _ =
        connection
            .query("COMMIT")
            .execute()
            .onSuccess(
                _ -> {
                  if (rows.succeeded()) {
                    connection.close();
                  } else {
                    rollback();
                  }
                })
            .onFailure(_ -> rollback());
    return rows;
  }

  /**
   * The same for a statement that is not our own. It only read, so its transaction is rolled back,
   * and what it set goes back with it. Nothing is sent before its rows are there: where the driver
   * prepares a statement again, what follows would overtake it.
   */
  Future<RowSet<Row>> readAndRollBack(String statement, Tuple parameters) {
    return send(statement, parameters)
        .onSuccess(_ -> cleanBehindStatement("ROLLBACK; "))
        .onFailure(e -> cleanBehindStatement("ROLLBACK; ", e));
  }

  /**
   * Sends a statement that is a transaction by itself; the connection goes back by itself.
   *
   * @param limit how long the server may work on a statement that is not our own
   */
  Future<RowSet<Row>> readAlone(String statement, Tuple parameters, Optional<Duration> limit) {
    if (limit.isPresent()) {
      var _ = connection.query("SET statement_timeout = " + limit.get().toMillis()).execute();
      return send(statement, parameters)
          .onSuccess(_ -> cleanBehindStatement(""))
          .onFailure(e -> cleanBehindStatement("", e));
    }
    return send(statement, parameters)
        .onSuccess(_ -> connection.close())
        .onFailure(e -> cleanBehindStatement("", e));
  }

  /** Rolls back behind whatever still runs, and gives the connection back. */
  void rollback() {
    clean("ROLLBACK; ", this::forget);
  }

  /** The same behind a failure that may show that the connection is of no more use. */
  private void cleanBehindStatement(String ending, Throwable failure) {
    if (failure instanceof PgException e && NO_SUCH_STATEMENT.equals(e.getSqlState())) {
      end(failure);
    } else {
      cleanBehindStatement(ending);
    }
  }

  /** The same behind a statement that the driver has prepared, and has to have still. */
  private void cleanBehindStatement(String ending) {
    clean(
        ending,
        wiped ->
            last(wiped).getBoolean(2)
                ? Future.failedFuture("the driver's prepared statements are gone")
                : forget(wiped));
  }

  /** Wipes the session behind whatever still runs, and gives the connection back. */
  private void clean(String ending, Function<RowSet<Row>, Future<?>> behind) {
    clean(ending, behind, TRIES);
  }

  private void clean(String ending, Function<RowSet<Row>, Future<?>> behind, int tries) {
    var _ =
        connection
            .query(ending + wipe())
            .execute()
            .compose(behind::apply)
            .onSuccess(_ -> connection.close())
            .onFailure(
                failure -> {
                  if (tries > 1 && cut(failure)) {
                    clean("ROLLBACK; ", behind, tries - 1);
                  } else {
                    end(failure);
                  }
                });
  }

  /** Whether a limit that was left has cut the wiping; with the transaction it is gone. */
  private static boolean cut(Throwable failure) {
    return failure instanceof PgException e && CUT.equals(e.getSqlState());
  }

  private String wipe() {
    return process == ContextSeal.ANY_PROCESS ? WIPE_POOLED : WIPE_DIRECT;
  }

  private Future<?> forget(RowSet<Row> wiped) {
    return last(wiped).getBoolean(1)
        ? connection.query(FORGET).execute()
        : Future.succeededFuture();
  }

  private static Row last(RowSet<Row> wiped) {
    RowSet<Row> last = wiped;
    for (RowSet<Row> next = wiped.next(); next != null; next = next.next()) {
      last = next;
    }
    return last.iterator().next();
  }

  /** A connection that cannot be cleaned is never handed on: the server ends it. */
  private void end(Throwable failure) {
    if (Awaiting.failure(failure).kind() != DatabaseException.Kind.UNAVAILABLE) {
      LOG.error("a connection could not be cleaned and is given up");
    }
    connection.closeHandler(_ -> giveBackClosed());
    giveUp();
  }

  /**
   * Asks the server to close the connection, until it has heard it: what others' SQL left, such as
   * a limit of a millisecond, may make that fail as well.
   */
  private void giveUp() {
    var _ =
        connection
            .query(
                "ROLLBACK; SET statement_timeout = 0; SET idle_session_timeout = 1;"
                    + " SET idle_in_transaction_session_timeout = 1")
            .execute()
            // A pooler's own connection to us stays when the server behind it has gone.
            .onSuccess(
                _ -> {
                  if (process == ContextSeal.ANY_PROCESS) {
                    giveBackClosed();
                  }
                })
            .onFailure(
                refused -> {
                  if (refused instanceof PgException) {
                    giveUp();
                  } else {
                    giveBackClosed();
                  }
                });
  }

  /**
   * Gives back what the server may have closed, when the pool has heard of that: while the driver
   * still tells of the closing, the pool would lend it to the next who waits.
   */
  void giveBackClosed() {
    Context context = Vertx.currentContext();
    if (context == null) {
      connection.close();
    } else {
      context.runOnContext(_ -> connection.close());
    }
  }
}
