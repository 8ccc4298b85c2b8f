package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.identity.DemoIssuer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every primary, unique and foreign key, and every unique index, of the service's and the demo's
 * tables begins with the tenant: a conflict can then only be with one's own rows, and a table can
 * be distributed by its tenant.
 */
final class KeysBeginWithTheTenantTest {
  /** The others, each with its reason. One that is no longer there has to go from here too. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("ringfence.tenant (id)", "it is the tenant"),
          Map.entry("ringfence.tenant (slug)", "a tenant is found by it, before there is a tenant"),
          Map.entry("ringfence.tenant (external_id)", "two tenants are never one to an operator"),
          Map.entry("ringfence.site (site_key)", "a site is found by it, before there is a tenant"),
          Map.entry("ringfence.seal_root (id)", "keys of the seal belong to no tenant"),
          Map.entry("ringfence.seal_key (id)", "keys of the seal belong to no tenant"),
          Map.entry("ringfence.directory_version (slot)", "a counter of changes, of all tenants"),
          Map.entry("ringfence.protected_table (relation)", "it is about tables"),
          Map.entry("ringfence.schema_history (installed_rank)", "it is about migrations"),
          Map.entry("ringfence.demo_history (installed_rank)", "it is about migrations"));

  private static final String KEYS =
      """
      SELECT format('%s.%s (%s)', n.nspname, c.relname, (SELECT string_agg(coalesce(a.attname,
               'an expression'), ', ' ORDER BY x.i)
               FROM unnest(k.columns) WITH ORDINALITY AS x (number, i)
               LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = x.number)) AS key
        FROM (SELECT conrelid AS oid, conkey AS columns FROM pg_constraint
               WHERE contype IN ('p', 'u', 'f', 'x')
              UNION ALL
              SELECT indrelid, indkey::int2[] FROM pg_index WHERE indisunique) AS k
        JOIN pg_class AS c ON c.oid = k.oid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute AS f ON f.attrelid = c.oid AND f.attnum = k.columns[
               array_lower(k.columns, 1)]
       WHERE n.nspname IN ('ringfence', 'demo') AND f.attname IS DISTINCT FROM 'tenant_id'
      """;

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabases.create();
    new DatabaseMigrator(database.admin())
        .apply(
            "db/demo",
            "ringfence",
            "demo_history",
            Map.of("demo_today", "2026-11-15", "demo_issuer", DemoIssuer.ISSUER));
  }

  private static Set<String> otherKeys(String... first) throws SQLException {
    try (Connection connection = database.admin().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : first) {
        statement.execute(sql);
      }
      Set<String> keys = new TreeSet<>();
      try (var rows = statement.executeQuery(KEYS)) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
      connection.rollback();
      return keys;
    }
  }

  @Test
  void everyKeyBeginsWithTheTenantButForTheKnownOnes() throws SQLException {
    assertThat(otherKeys()).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE demo.invoice ADD UNIQUE (number, tenant_id) | demo.invoice (number, tenant_id)",
        "CREATE UNIQUE INDEX ON demo.file (id) | demo.file (id)",
        "CREATE UNIQUE INDEX ON demo.customer (lower(email)) | demo.customer (an expression)",
        "ALTER TABLE demo.customer ADD UNIQUE (customer_id); ALTER TABLE demo.booking ADD FOREIGN KEY"
            + " (customer_id) REFERENCES demo.customer (customer_id) | demo.booking (customer_id)",
        "CREATE TABLE ringfence.note (id uuid PRIMARY KEY) | ringfence.note (id)",
      })
  void keyThatDoesNotIsFound(String sql, String key) throws SQLException {
    assertThat(otherKeys(sql)).contains(key);
  }
}
