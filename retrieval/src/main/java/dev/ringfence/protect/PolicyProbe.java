package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the server how it would write a policy's expression, on a temporary copy of the table's
 * shape that is rolled back: a policy that was widened is then told from one that was not, on every
 * version.
 */
final class PolicyProbe {
  private PolicyProbe() {}

  static Map<String, String> expressions(
      Connection connection, String table, List<FencePolicy> policies) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE ringfence_probe (LIKE " + table + ")");
      for (FencePolicy policy : policies) {
        statement.execute(policy.create("pg_temp.ringfence_probe"));
      }
      Map<String, String> expressions = new HashMap<>();
      Rows.of(
              connection,
              row -> Map.entry(row.getString(1), row.getString(2)),
              "SELECT p.polname, pg_get_expr(p.polqual, p.polrelid) FROM pg_policy AS p"
                  + " WHERE p.polrelid = 'pg_temp.ringfence_probe'::regclass")
          .forEach(entry -> expressions.put(entry.getKey(), entry.getValue()));
      return expressions;
    } finally {
      connection.rollback(before);
    }
  }
}
