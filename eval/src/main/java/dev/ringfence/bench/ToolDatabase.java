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
 * A hundred thousand invoices of a thousand customers of a hundred tenants, twice: inside the
 * fence, and for statements that name their owner.
 */
record ToolDatabase(PostgresUri admin) {
  static final int CUSTOMERS = 1_000;

  private static final String PASSWORD = "of-the-benchmark";
  private static final SealKey KEY = new SealKey(1, new byte[32]);

  private static final String ROWS =
      "SELECT lpad(to_hex(i / 1000), 32, '0')::uuid, lpad(to_hex(i / 100), 32, '0')::uuid,"
          + " md5(i::text)::uuid, 'INV-' || i, i % 1000 + 1, date '2026-01-01' + i % 300,"
          + " 'c' || i / 100 || '@shop.example' FROM generate_series(0, 99999) AS i";

  static ToolDatabase fill(PostgresUri admin) {
    new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, KEY);
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA bench AUTHORIZATION ringfence_owner");
      statement.execute("GRANT USAGE ON SCHEMA bench TO ringfence_app, ringfence_customer");
      for (String table : new String[] {"raw", "sealed"}) {
        statement.execute(
            "CREATE TABLE bench."
                + table
                + " (tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, number"
                + " text NOT NULL, amount numeric(12,2) NOT NULL, issued_on date NOT NULL,"
                + " contact_email text NOT NULL, PRIMARY KEY (tenant_id, customer_id, id))");
        statement.execute("INSERT INTO bench." + table + " " + ROWS);
      }
      statement.execute("GRANT SELECT ON bench.raw TO ringfence_app");
      FenceDatabase.protect(
          statement, "sealed", "SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s");
      statement.execute("VACUUM ANALYZE");
    } catch (SQLException e) {
      throw new BenchException("the rows of the tools could not be made", e);
    }
    return new ToolDatabase(admin);
  }

  /** The login of the service, which may read the plain table as well. */
  PostgresUri app() {
    return admin.withLogin("ringfence_app", PASSWORD);
  }

  DatabaseSettings settings(int connections) {
    return new DatabaseSettings(
        app(), admin.withLogin("ringfence_public", PASSWORD), KEY, connections);
  }

  static Principal.Customer customer(int number) {
    return new Principal.Customer(new UUID(0, number / 10), new UUID(0, number));
  }
}
