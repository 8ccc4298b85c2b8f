package dev.ringfence.bench;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.database.SealKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A million invoices of ten thousand tenants, ten customers each, three times: for each protection.
 */
record FenceDatabase(PostgresUri app, PostgresUri visitors) {
  static final int CUSTOMERS = 100_000;

  private static final String PASSWORD = "of-the-benchmark";
  private static final SealKey KEY = new SealKey(1, new byte[32]);

  private static final String COLUMNS =
      "(tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, number text NOT NULL,"
          + " amount numeric(12,2) NOT NULL, issued_on date NOT NULL,"
          + " PRIMARY KEY (tenant_id, customer_id, id))";

  static FenceDatabase fill(PostgresUri admin) {
    new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, KEY);
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA bench AUTHORIZATION ringfence_owner");
      statement.execute("GRANT USAGE ON SCHEMA bench TO ringfence_app, ringfence_customer");
      for (String table : new String[] {"raw", "unsigned", "sealed"}) {
        statement.execute("CREATE TABLE bench." + table + COLUMNS);
        statement.execute(
            "INSERT INTO bench."
                + table
                + " SELECT lpad(to_hex(i / 100), 32, '0')::uuid, lpad(to_hex(i / 10), 32, '0')::uuid,"
                + " md5(i::text)::uuid, 'INV-' || i, i % 1000 + 1, date '2026-01-01' + i % 300"
                + " FROM generate_series(0, 999999) AS i");
      }
      statement.execute("GRANT SELECT ON bench.raw TO ringfence_app");
      protect(
          statement,
          "unsigned",
          "SELECT split_part(c, '|', 1)::uuid, split_part(c, '|', 2)::uuid FROM"
              + " (SELECT current_setting('bench.context') AS c OFFSET 0) AS s");
      protect(
          statement, "sealed", "SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s");
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new BenchException("the rows of the fence could not be made", e);
    }
    return new FenceDatabase(
        admin.withLogin("ringfence_app", PASSWORD), admin.withLogin("ringfence_public", PASSWORD));
  }

  static void protect(Statement statement, String table, String owner) throws SQLException {
    statement.execute("ALTER TABLE bench." + table + " OWNER TO ringfence_owner");
    statement.execute("ALTER TABLE bench." + table + " ENABLE ROW LEVEL SECURITY");
    statement.execute("ALTER TABLE bench." + table + " FORCE ROW LEVEL SECURITY");
    statement.execute("GRANT SELECT ON bench." + table + " TO ringfence_customer");
    statement.execute(
        "CREATE POLICY own ON bench."
            + table
            + " TO ringfence_customer USING ((tenant_id, customer_id) = ("
            + owner
            + "))");
  }

  DatabaseSettings settings(int connections) {
    return new DatabaseSettings(app, visitors, KEY, connections);
  }

  static Principal.Customer customer(int number) {
    return new Principal.Customer(new UUID(0, number / 10), new UUID(0, number));
  }
}
