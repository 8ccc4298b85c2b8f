package dev.ringfence.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is lent for one transaction and goes back with clean hands: what others' SQL
 * may have left in the session is wiped before anybody else can have it.
 */
final class Lease {
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

  private final SqlConnection connection;
  private final int process;

  /** Whether the driver has a statement prepared in the session, and counts on it. */
  private volatile boolean prepared;

  /** Whether the session must not be lent again, however clean. */
  private volatile boolean unfit;

  /**
   * @param process the server's process, or {@link ContextSeal#ANY_PROCESS}
   */
  Lease(SqlConnection connection, int process) {
    this.connection = connection;
    this.process = process;
  }

  SqlConnection connection() {
    return connection;
  }

  /** The server's process, or {@link ContextSeal#ANY_PROCESS}. */
  int process() {
    return process;
  }

  Future<?> begin(Access access) {
    return connection
        .query(access == Access.READ ? "BEGIN READ ONLY" : "BEGIN READ WRITE")
        .execute();
  }

  /** Sends a statement without waiting: what is sent earlier is done earlier. */
  Future<RowSet<Row>> send(String sql, Tuple parameters) {
    return noting(connection.preparedQuery(sql).execute(parameters));
  }

  /** The same for a statement that is sent once for each row of parameters. */
  Future<RowSet<Row>> send(String sql, List<Tuple> parameters) {
    return noting(connection.preparedQuery(sql).executeBatch(parameters));
  }

  /**
   * The same for a statement that is not our own and has a limit at the server, as which it also
   * has one here: none of the server's holds while a transaction ends, as when a cursor is filled
   * that is to outlive it.
   */
  Future<RowSet<Row>> send(String sql, Tuple parameters, Duration limit) {
    return stopping(send(sql, parameters), limit.plus(TenantConnection.GRACE));
  }

  private Future<RowSet<Row>> noting(Future<RowSet<Row>> rows) {
    return rows.onSuccess(_ -> prepared = true)
        .onFailure(
            e -> {
              if (hasState(e, NO_SUCH_STATEMENT)) {
                unfit = true;
              }
            });
  }

  /** Has the server stop what nobody waits for any longer. */
  private <T> Future<T> stopping(Future<T> answer, Duration limit) {
    var _ =
        answer
            .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .onFailure(
                e -> {
                  if (e instanceof TimeoutException && !answer.isComplete()) {
                    // It may reach the server when that has begun with something else.
                    unfit = true;
                    PgConnection.cast(connection).cancelRequest();
                  }
                });
    return answer;
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
    Future<RowSet<Row>> commit =
        strange
            ? stopping(connection.query(NO_LIMIT + "COMMIT; " + wipe()).execute(), LIMIT)
            : connection.query("COMMIT").execute();
    var _ =
        commit
            .onSuccess(wiped -> giveBack(strange ? leaveNothing(wiped) : commit))
            .onFailure(_ -> rollback());
    // Nothing that was only read depends on the commit, and nobody gets the connection before it.
    if (access == Access.WRITE) {
      Awaiting.await(commit, LIMIT);
    }
  }

  private void giveBack(Future<?> lastWork) {
    var _ = lastWork.onSuccess(_ -> connection.close()).onFailure(this::end);
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
  Future<RowSet<Row>> readAndRollBack(String statement, Tuple parameters, Duration limit) {
    return send(statement, parameters, limit).onComplete(_ -> rollback());
  }

  /** Sends a statement that is a transaction by itself; the connection goes back by itself. */
  Future<RowSet<Row>> readAlone(String statement, Tuple parameters) {
    return send(statement, parameters)
        .onSuccess(_ -> connection.close())
        .onFailure(_ -> clean("", TRIES));
  }

  /**
   * The same for a statement that is not our own.
   *
   * @param limit how long the server may work on it
   */
  Future<RowSet<Row>> readAlone(String statement, Tuple parameters, Duration limit) {
    var _ = connection.query("SET statement_timeout = " + limit.toMillis()).execute();
    return send(statement, parameters, limit).onComplete(_ -> clean("", TRIES));
  }

  /** Rolls back behind whatever still runs, and gives the connection back. */
  void rollback() {
    clean("ROLLBACK; ", TRIES);
  }

  /** Wipes the session behind whatever still runs, and gives the connection back. */
  private void clean(String ending, int tries) {
    var _ =
        connection
            .query(ending + wipe())
            .execute()
            .compose(this::leaveNothing)
            .onSuccess(_ -> connection.close())
            .onFailure(
                failure -> {
                  // With the transaction the limit that was left is gone.
                  if (tries > 1 && hasState(failure, CUT)) {
                    clean("ROLLBACK; ", tries - 1);
                  } else {
                    end(failure);
                  }
                });
  }

  private static boolean hasState(Throwable failure, String state) {
    return failure instanceof PgException e && state.equals(e.getSqlState());
  }

  private String wipe() {
    return process == ContextSeal.ANY_PROCESS ? WIPE_POOLED : WIPE_DIRECT;
  }

  /** What a wiping found that is still to be done, or fails where nothing would help. */
  private Future<?> leaveNothing(RowSet<Row> wiped) {
    Row found = last(wiped);
    boolean lost = prepared && found.getBoolean(2);
    if (process != ContextSeal.ANY_PROCESS && (unfit || lost)) {
      return Future.failedFuture("the session is not the driver's any longer");
    }
    return found.getBoolean(1) ? connection.query(FORGET).execute() : Future.succeededFuture();
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
