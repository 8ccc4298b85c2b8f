package dev.ringfence.database;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Many tenants with a customer and an invoice each, and a table that they all share. */
record TenantWorld(TestDatabase database) {

  static TenantWorld create(int tenants) {
    return on(TestDatabases.create(), tenants);
  }

  static TenantWorld on(TestDatabase database, int tenants) {
    database.execute(
        "CREATE SCHEMA demo",
        "GRANT USAGE ON SCHEMA demo TO ringfence_customer, ringfence_staff",
        "CREATE TABLE demo.invoice (tenant_id uuid NOT NULL, customer_id uuid NOT NULL,"
            + " id uuid NOT NULL, number text NOT NULL, PRIMARY KEY (tenant_id, customer_id, id))",
        "ALTER TABLE demo.invoice OWNER TO ringfence_owner",
        "ALTER TABLE demo.invoice ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE demo.invoice FORCE ROW LEVEL SECURITY",
        "GRANT SELECT, INSERT ON demo.invoice TO ringfence_customer, ringfence_staff",
        "CREATE POLICY customer_rows ON demo.invoice TO ringfence_customer USING ((tenant_id,"
            + " customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))",
        "INSERT INTO ringfence.tenant (id, slug, name) SELECT md5('tenant ' || i)::uuid,"
            + " 'tenant-' || i, 'Tenant ' || i FROM generate_series(0, %d) AS i"
                .formatted(tenants - 1),
        "INSERT INTO demo.invoice SELECT md5('tenant ' || i)::uuid, md5('customer ' || i)::uuid,"
            + " gen_random_uuid(), 'number ' || i FROM generate_series(0, %d) AS i"
                .formatted(tenants - 1),
        "CREATE FUNCTION demo.run(statement text) RETURNS text LANGUAGE plpgsql AS"
            + " $$BEGIN EXECUTE statement; RETURN 'done'; END$$",
        // What a careful operator does not grant, so that the wiping is seen and not the refusal.
        "CREATE SEQUENCE demo.counter",
        "GRANT USAGE ON SEQUENCE demo.counter TO ringfence_customer",
        "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO ringfence_customer',"
            + " current_database()); END $$");
    return new TenantWorld(database);
  }

  Principal.Customer customer(int tenant) {
    return new Principal.Customer(hash("tenant " + tenant), hash("customer " + tenant));
  }

  String numberOf(int tenant) {
    return "number " + tenant;
  }

  /** As PostgreSQL casts the 32 digits of an MD5 sum. */
  private static UUID hash(String text) {
    try {
      byte[] sum =
          java.security.MessageDigest.getInstance("MD5")
              .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(sum);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitBackend(String mark) {
    signal(mark, "SELECT true");
  }

  void endBackend(String mark) {
    signal(mark, "SELECT pg_terminate_backend(a.pid)");
  }

  void cancelBackend(String mark) {
    signal(mark, "SELECT pg_cancel_backend(a.pid)");
  }

  /** Waits until a statement with a mark runs, and does something to it. */
  private void signal(String mark, String action) {
    long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    try (Connection admin = database.admin().connect();
        PreparedStatement find =
            admin.prepareStatement(
                action
                    + " FROM pg_stat_activity AS a WHERE a.query LIKE '%' || ? || '%'"
                    + " AND a.state = 'active' AND a.pid <> pg_backend_pid()")) {
      find.setString(1, mark);
      while (System.nanoTime() < deadline) {
        try (var rows = find.executeQuery()) {
          if (rows.next()) {
            return;
          }
        }
        Thread.sleep(2);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
