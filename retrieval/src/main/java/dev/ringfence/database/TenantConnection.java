package dev.ringfence.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection inside a transaction that is bound to one principal; only {@link TenantDatabase}
 * makes one, and it is of no use after its piece of work. A failed statement fails the transaction.
 */
public final class TenantConnection {
  /** Longer than the server's own limit, which answers with an error of its own. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** What a statement may take beyond the time that the server was given for it. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private final Lease lease;
  private boolean open = true;
  private boolean failed;
  private boolean strange;

  TenantConnection(Lease lease) {
    this.lease = lease;
  }

  /**
   * The rows of a statement that stands in our own code.
   *
   * @throws DatabaseException when the database refuses it
   */
  public RowSet<Row> query(@CompileTimeConstant String sql, @Nullable Object... parameters) {
    return await(send(sql, Arrays.asList(parameters)), LIMIT);
  }

  /** Runs a statement of our own code once for each row of parameters. */
  public void executeBatch(@CompileTimeConstant String sql, List<Tuple> parameters) {
    if (!parameters.isEmpty()) {
      requireOpen();
      await(lease.send(sql, parameters), LIMIT);
    }
  }

  /**
   * The rows of a statement that a tool declares.
   *
   * @param timeout how long the server may work on it
   */
  public RowSet<Row> queryDeclared(
      String statement, List<@Nullable Object> parameters, Duration timeout) {
    strange = true;
    Future<RowSet<Row>> limit =
        send(
            "SELECT pg_catalog.set_config('statement_timeout', $1, true)",
            List.of(Long.toString(timeout.toMillis())));
    Future<RowSet<Row>> rows = lease.send(statement, tuple(parameters), timeout);
    await(limit, LIMIT);
    return await(rows, timeout.plus(GRACE));
  }

  /**
   * What a statement would return, without a row of it; its parameters are taken as null.
   *
   * @param parameters how many the statement has
   */
  public PreparedDescription describe(String statement, int parameters) {
    strange = true;
    RowSet<Row> none =
        await(
            send(
                "SELECT * FROM (" + statement + "\n) AS described LIMIT 0",
                Collections.nCopies(parameters, null)),
            LIMIT);
    return new PreparedDescription(
        Objects.requireNonNull(none.columnDescriptors()).stream()
            .map(
                column ->
                    new PreparedDescription.Column(
                        column.name(), column.typeName().toLowerCase(Locale.ROOT)))
            .toList());
  }

  /** Sends without waiting: what is sent earlier is done earlier. */
  private Future<RowSet<Row>> send(String sql, List<? extends @Nullable Object> parameters) {
    requireOpen();
    return lease.send(sql, tuple(parameters));
  }

  private static Tuple tuple(List<? extends @Nullable Object> parameters) {
    Tuple tuple = Tuple.tuple();
    parameters.forEach(tuple::addValue);
    return tuple;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("this connection's piece of work has ended");
    }
  }

  private <T> T await(Future<T> future, Duration limit) {
    try {
      return Awaiting.await(future, limit);
    } catch (DatabaseException e) {
      failed = true;
      throw e;
    }
  }

  /** Whether SQL ran on it that does not stand in our own code. */
  boolean isStrange() {
    return strange;
  }

  /** Ends the use of this connection, and says whether every statement on it succeeded. */
  boolean closeUnlessFailed() {
    open = false;
    return !failed;
  }
}
