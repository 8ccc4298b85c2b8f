package dev.ringfence.tenancy;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Two tenants, {@code east} and {@code west}, with tables of every shape: partitions, a chain of
 * foreign keys whose end names no tenant, a table that refers to itself, two that refer to each
 * other, keys that are numbers, bytes, and notes that staff keep. Both have the same rows.
 */
final class Shop {
  static final String EAST = "e0000000-0000-4000-8000-000000000001";
  static final String WEST = "e0000000-0000-4000-8000-000000000002";
  static final String DOCUMENT = "d0c00000-0000-4000-8000-000000000001";
  static final String ANA = "c0000000-0000-4000-8000-00000000000a";
  static final String BEN = "c0000000-0000-4000-8000-00000000000b";

  static final String[] TABLES = {
    "CREATE SCHEMA shop",
    """
    CREATE TABLE shop.customer (
      tenant_id uuid NOT NULL REFERENCES ringfence.tenant (id), customer_id uuid NOT NULL,
      name text NOT NULL, PRIMARY KEY (tenant_id, customer_id))
    """,
    """
    CREATE TABLE shop.purchase (
      tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id bigint NOT NULL, parent_id bigint,
      total numeric NOT NULL, remark text NOT NULL, scan bytea,
      PRIMARY KEY (tenant_id, id),
      UNIQUE (id),
      FOREIGN KEY (tenant_id, customer_id) REFERENCES shop.customer (tenant_id, customer_id),
      FOREIGN KEY (tenant_id, parent_id) REFERENCES shop.purchase (tenant_id, id))
    """,
    """
    CREATE TABLE shop.line (
      purchase_id bigint NOT NULL REFERENCES shop.purchase (id), number int NOT NULL,
      what text NOT NULL, PRIMARY KEY (purchase_id, number))
    """,
    """
    CREATE TABLE shop.line_event (
      purchase_id bigint NOT NULL, number int NOT NULL, at date NOT NULL,
      FOREIGN KEY (purchase_id, number) REFERENCES shop.line (purchase_id, number))
    """,
    """
    CREATE TABLE shop.visit (
      tenant_id uuid NOT NULL, customer_id uuid NOT NULL, at date NOT NULL, page text NOT NULL)
      PARTITION BY RANGE (at)
    """,
    "CREATE TABLE shop.visit_old PARTITION OF shop.visit FOR VALUES FROM ('2000-01-01') TO ('2026-01-01')",
    "CREATE TABLE shop.visit_new PARTITION OF shop.visit FOR VALUES FROM ('2026-01-01') TO ('2100-01-01')",
    """
    CREATE TABLE shop.hen (
      tenant_id uuid NOT NULL, id int NOT NULL, egg int NOT NULL, PRIMARY KEY (tenant_id, id))
    """,
    """
    CREATE TABLE shop.egg (
      tenant_id uuid NOT NULL, id int NOT NULL, hen int NOT NULL, PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, hen) REFERENCES shop.hen (tenant_id, id))
    """,
    "CREATE TABLE shop.staff_note (company uuid NOT NULL, about uuid NOT NULL, body text NOT NULL)",
    "CREATE TABLE shop.country (code text PRIMARY KEY)",
    "INSERT INTO shop.country VALUES ('NZ')",
    policy(
        "customer",
        "customer",
        "customer_rows",
        "(tenant_id, customer_id)",
        "s.tenant, s.customer"),
    policy(
        "purchase",
        "customer",
        "customer_rows",
        "(tenant_id, customer_id)",
        "s.tenant, s.customer"),
    policy(
        "visit", "customer", "customer_rows", "(tenant_id, customer_id)", "s.tenant, s.customer"),
    policy(
        "line",
        "customer",
        "by_purchase",
        "(SELECT p.customer_id FROM shop.purchase AS p" + " WHERE p.id = purchase_id)",
        "s.customer"),
    policy("staff_note", "staff", "staff_rows", "company", "s.tenant"),
  };

  final TestDatabase database = TestDatabases.create();

  Shop() {
    database.execute(TABLES);
    tenant("east", EAST, 0);
    tenant("west", WEST, 1_000);
    database.execute(
        "ALTER TABLE shop.hen ADD FOREIGN KEY (tenant_id, egg) REFERENCES shop.egg (tenant_id, id)"
            + " DEFERRABLE INITIALLY IMMEDIATE");
  }

  private static String policy(
      String table, String role, String name, String columns, String selected) {
    return "CREATE POLICY %s ON shop.%s TO ringfence_%s USING (%s = (SELECT %s FROM ringfence.%s_scope() AS s))"
        .formatted(name, table, role, columns, selected, role);
  }

  private void tenant(String slug, String id, int from) {
    database.execute(
        "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('%s', '%s', 'The %s')"
            .formatted(id, slug, slug),
        "INSERT INTO ringfence.site VALUES ('%s', 'pk_%s', 'a site')".formatted(id, slug),
        "INSERT INTO ringfence.site_origin VALUES ('%s', 'pk_%s', 'https://x.example')"
            .formatted(id, slug),
        ("INSERT INTO ringfence.document VALUES ('%s', '%s', 'public', NULL, 'hours.md', 'Hours', NULL,"
                + " 'text/markdown', sha256(''), sha256(''), now(), now())")
            .formatted(id, DOCUMENT));
    for (String[] person : new String[][] {{ANA, "ana"}, {BEN, "ben"}}) {
      database.execute(
          "INSERT INTO ringfence.membership VALUES ('%s', 'https://id', '%s', '%s', 'customer')"
              .formatted(id, person[1], person[0]),
          "INSERT INTO shop.customer VALUES ('%s', '%s', '%s')".formatted(id, person[0], person[1]),
          "INSERT INTO ringfence.conversation VALUES ('%s', '%s', 'c', '', now(), now())"
              .formatted(id, person[0]),
          "INSERT INTO ringfence.message VALUES ('%s', '%s', 'c', 0, gen_random_uuid(), 'user', 'hi',"
                  .formatted(id, person[0])
              + " NULL, '[]', '[]', now())",
          "INSERT INTO ringfence.asked VALUES ('%s', '%s', gen_random_uuid(), 'boats of %s?', now())"
              .formatted(id, person[0], person[1]),
          "INSERT INTO ringfence.document_use VALUES ('%s', '%s', gen_random_uuid(), '%s', now())"
              .formatted(id, person[0], DOCUMENT),
          "INSERT INTO shop.staff_note VALUES ('%s', '%s', 'rude')".formatted(id, person[0]));
    }
    database.execute(
        """
        INSERT INTO shop.purchase
        SELECT '%1$s', CASE WHEN n %% 2 = 0 THEN '%2$s' ELSE '%3$s' END::uuid, %4$d + n,
               CASE WHEN n > 10 THEN %4$d + n - 10 END, -n,
               '=HYPERLINK("https://evil.example?' || n || '","a")',
               CASE WHEN n < 3 THEN decode(repeat('ab', 100 * n), 'hex') END
          FROM generate_series(1, 50) AS n
        """
            .formatted(id, ANA, BEN, from),
        "INSERT INTO shop.line SELECT %d + n, l, 'thing' FROM generate_series(1, 50) n, generate_series(1, 3) l"
            .formatted(from),
        "INSERT INTO shop.line_event SELECT purchase_id, number, '2026-02-01' FROM shop.line WHERE purchase_id > "
            + from
            + " AND purchase_id <= "
            + (from + 50),
        """
        INSERT INTO shop.visit SELECT '%s', '%s', date '2025-12-20' + n, '/p' || n
          FROM generate_series(1, 40) AS n
        """
            .formatted(id, ANA),
        "INSERT INTO shop.hen VALUES ('%s', 1, 1), ('%s', 2, 2)".formatted(id, id),
        "INSERT INTO shop.egg VALUES ('%s', 1, 2), ('%s', 2, 1)".formatted(id, id));
  }

  /**
   * Rows of every table in the schemas ringfence and shop, by table, for those that name a tenant.
   */
  TreeMap<String, Long> rowsOf(String tenant) {
    TreeMap<String, Long> rows = new TreeMap<>();
    long from = tenant.equals(EAST) ? 0 : 1_000;
    for (String table : List.of("customer", "purchase", "visit", "hen", "egg")) {
      rows.put("shop." + table, count("shop." + table + " WHERE tenant_id = '" + tenant + "'"));
    }
    for (String table :
        List.of(
            "site",
            "site_origin",
            "membership",
            "conversation",
            "message",
            "document",
            "asked",
            "document_use")) {
      rows.put(
          "ringfence." + table,
          count("ringfence." + table + " WHERE tenant_id = '" + tenant + "'"));
    }
    rows.put("shop.staff_note", count("shop.staff_note WHERE company = '" + tenant + "'"));
    for (String table : List.of("line", "line_event")) {
      rows.put(
          "shop." + table,
          count("shop." + table + " WHERE purchase_id BETWEEN " + from + " AND " + (from + 999)));
    }
    return rows;
  }

  long count(String rest) {
    return Long.parseLong(strings("SELECT count(*) FROM " + rest).getFirst());
  }

  List<String> strings(String sql) {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
