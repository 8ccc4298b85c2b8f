package dev.ringfence.doctor;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Measures an examination of 500 protected tables. Run its main method; it prints each run. */
public final class DoctorBench {
  private static final int TABLES = 500;
  private static final int RUNS = 5;

  private static final String FILL =
      """
      CREATE SCHEMA many;
      GRANT USAGE ON SCHEMA many TO ringfence_customer;
      DO $$
      BEGIN
        FOR i IN 1..%d LOOP
          EXECUTE format('CREATE TABLE many.t%%s (tenant_id uuid NOT NULL, customer_id uuid NOT NULL,'
            ' id uuid NOT NULL, body text, PRIMARY KEY (tenant_id, customer_id, id))', i);
          EXECUTE format('ALTER TABLE many.t%%s ENABLE ROW LEVEL SECURITY', i);
          EXECUTE format('ALTER TABLE many.t%%s FORCE ROW LEVEL SECURITY', i);
          EXECUTE format('CREATE POLICY mine ON many.t%%s TO ringfence_customer USING ((tenant_id,'
            ' customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))', i);
          EXECUTE format('GRANT SELECT ON many.t%%s TO ringfence_customer', i);
        END LOOP;
      END
      $$"""
          .formatted(TABLES);

  private DoctorBench() {}

  public static void main(String[] arguments) throws SQLException {
    TestDatabase database = TestDatabases.create();
    database.execute(FILL.split(";\n(?=CREATE|GRANT|DO)"));
    for (int run = 1; run <= RUNS; run++) {
      long begin = System.nanoTime();
      try (Connection connection = database.admin().connect()) {
        int findings = Doctor.ofAdministrator().examine(JdbcCatalogue.open(connection)).size();
        System.out.printf(
            "run %d: %d tables, %d findings, %d ms%n",
            run, TABLES, findings, (System.nanoTime() - begin) / 1_000_000);
      }
    }
  }
}
