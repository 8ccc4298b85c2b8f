package dev.ringfence.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement that reads, in a transaction of its own that is bound to a principal.
 *
 * @param statement a SELECT without a semicolon
 * @param limit how long the server may work on it, where it is not our own
 */
record SingleRead(String statement, List<@Nullable Object> parameters, Optional<Duration> limit) {

  /**
   * Sends the statement as the whole of its transaction, with the context as one more parameter of
   * it. The condition reads no column, so the server decides it before the first row of the
   * statement is asked for ("One-Time Filter" in a plan); a policy that is asked before that finds
   * nobody bound, and refuses. As set_config is not parallel safe, the plan has one process.
   */
  Future<RowSet<Row>> alone(Lease lease, Binding binding) {
    Tuple all = Tuple.from(parameters);
    all.addString(binding.seal(lease.process()));
    String whole = binding(statement, all.size());
    return limit
        .map(most -> lease.readAlone(whole, all, most))
        .orElseGet(() -> lease.readAlone(whole, all));
  }

  /** The statement, with what binds it as its parameter of a number. */
  static String binding(String statement, int number) {
    return "SELECT read.* FROM ("
        + statement
        + "\n) AS read WHERE (SELECT pg_catalog.set_config('ringfence.context', $"
        + number
        + ", true)) IS NOT NULL";
  }

  /** The same with what is left of its limit, a millisecond at least. */
  SingleRead after(Duration spent) {
    return new SingleRead(
        statement,
        parameters,
        limit.map(whole -> Duration.ofMillis(Math.max(1, whole.minus(spent).toMillis()))));
  }

  /** Sends the statement between what binds its transaction and what ends it. */
  Future<RowSet<Row>> bound(Lease lease, Binding binding) {
    Tuple tuple = Tuple.from(parameters);
    if (limit.isPresent()) {
      var _ = binding.begin(lease, limit.get());
      return lease.readAndRollBack(statement, tuple, limit.get());
    }
    var _ = binding.begin(lease, Access.READ);
    return lease.readAndCommit(statement, tuple);
  }
}
