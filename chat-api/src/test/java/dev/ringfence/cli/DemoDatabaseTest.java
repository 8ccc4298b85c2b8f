package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo migrations leave in a database, seen by its administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoDatabaseTest {
  private static final String TODAY = "2026-11-21";

  private Connection connection;

  @BeforeAll
  void connect() throws SQLException {
    connection =
        TestDatabases.create("ringfence_demo_rules", DemoDatabaseTest::load).admin().connect();
  }

  private static void load(PostgresUri admin) {
    new DatabaseMigrator(admin)
        .apply(
            "db/demo",
            "ringfence",
            "demo_history",
            Map.of("demo_today", TODAY, "demo_issuer", "https://issuer.example.com"));
  }

  @AfterAll
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource({
    "acme, ana",
    "acme, ben",
    "acme, cleo",
    "globex, gil",
    "globex, gwen",
    "globex, gus",
  })
  void customerHasSomethingOfEverything(String tenant, String user) throws SQLException {
    String customer = "md5('" + tenant + "/customer/" + user + "')::uuid";

    assertThat(count("customer", customer)).isEqualTo(1);
    assertThat(count("subscription", customer)).isEqualTo(1);
    assertThat(count("invoice", customer)).isEqualTo(24);
    assertThat(count("booking", customer)).isGreaterThanOrEqualTo(3);
    assertThat(count("support_ticket", customer)).isGreaterThanOrEqualTo(3);
    assertThat(count("automation_run", customer)).isGreaterThanOrEqualTo(14);
    assertThat(count("file", customer)).isGreaterThanOrEqualTo(3);
    assertThat(count("internal_note", customer)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void twoCompaniesHaveThreeCustomersAndOneMemberOfStaffEach() throws SQLException {
    assertThat(
            rows(
                """
                SELECT t.slug, m.role, count(*) FROM ringfence.membership m
                  JOIN ringfence.tenant t ON t.id = m.tenant_id GROUP BY 1, 2 ORDER BY 1, 2
                """))
        .containsExactly("acme|customer|3", "acme|staff|1", "globex|customer|3", "globex|staff|1");
  }

  @Test
  void everyCustomerIsAMember() throws SQLException {
    assertThat(
            rows(
                """
                SELECT c.name FROM demo.customer c
                 WHERE NOT EXISTS (SELECT FROM ringfence.membership m
                                    WHERE m.tenant_id = c.tenant_id AND m.member_id = c.customer_id
                                      AND m.role = 'customer' AND m.display_name = c.name)
                """))
        .isEmpty();
  }

  @Test
  void invoicesAreMonthlyAndEndInTheCurrentMonth() throws SQLException {
    assertThat(
            rows(
                """
                SELECT min(issued_on), max(issued_on), count(DISTINCT issued_on)
                  FROM demo.invoice GROUP BY tenant_id, customer_id
                """))
        .hasSize(6)
        .containsOnly("2024-12-01|2026-11-01|24");
  }

  @Test
  void noTwoInvoicesShareAnAmountOrANumber() throws SQLException {
    assertThat(
            rows(
                """
                SELECT count(*), count(DISTINCT amount), count(DISTINCT number) FROM demo.invoice
                """))
        .containsExactly("144|144|144");
  }

  @Test
  void statusesAgreeWithTheDate() throws SQLException {
    assertThat(rows("SELECT DISTINCT status FROM demo.invoice ORDER BY 1"))
        .containsExactly("open", "overdue", "paid");
    assertThat(
            rows(
                """
                SELECT number FROM demo.invoice
                 WHERE (status = 'open' AND due_on < date '2026-11-21')
                    OR (status = 'overdue' AND due_on >= date '2026-11-21')
                """))
        .isEmpty();
    assertThat(
            rows(
                """
                SELECT service FROM demo.booking
                 WHERE (status = 'planned') <> (starts_at > date '2026-11-21')
                """))
        .isEmpty();
  }

  @Test
  void tablesAreTheAgreedOnes() throws SQLException {
    assertThat(
            rows(
                """
                SELECT relname FROM pg_class
                 WHERE relnamespace = 'demo'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                 ORDER BY 1
                """))
        .containsExactly(
            "automation_run",
            "booking",
            "customer",
            "file",
            "internal_note",
            "invoice",
            "subscription",
            "support_ticket");
  }

  @Test
  void everyTableIsOwnedByTheOwnerRoleAndForcesRowLevelSecurity() throws SQLException {
    assertThat(
            rows(
                """
                SELECT DISTINCT pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity
                  FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'r'
                """))
        .containsExactly("ringfence_owner|t|t");
  }

  @Test
  void everyKeyBeginsWithTheTenant() throws SQLException {
    assertThat(
            rows(
                """
                SELECT c.conrelid::regclass, c.conname
                  FROM pg_constraint c
                  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                 WHERE c.connamespace = 'demo'::regnamespace AND c.contype IN ('p', 'u', 'f', 'x')
                   AND a.attname <> 'tenant_id'
                UNION ALL
                SELECT i.indrelid::regclass, i.indexrelid::regclass::text
                  FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                 WHERE t.relnamespace = 'demo'::regnamespace AND a.attname <> 'tenant_id'
                """))
        .isEmpty();
  }

  @Test
  void policiesAreForCustomersAndStaffAlone() throws SQLException {
    assertThat(
            rows(
                """
                SELECT tablename,
                       string_agg(policyname || ' ' || array_to_string(roles, ' ') || ' ' || cmd,
                                  ', ' ORDER BY policyname)
                  FROM pg_policies WHERE schemaname = 'demo' GROUP BY 1 ORDER BY 1
                """))
        .hasSize(8)
        .allSatisfy(
            table ->
                assertThat(table)
                    .endsWith(
                        table.startsWith("internal_note")
                            ? "|staff_rows ringfence_staff ALL"
                            : "|customer_rows ringfence_customer ALL, staff_rows ringfence_staff ALL"));
    assertThat(
            rows(
                """
                SELECT policyname FROM pg_policies
                 WHERE schemaname = 'demo'
                   AND (qual IS DISTINCT FROM with_check OR permissive <> 'PERMISSIVE')
                """))
        .isEmpty();
  }

  @Test
  void customersAndStaffMayReadAndNobodyElseMayDoAnything() throws SQLException {
    assertThat(
            rows(
                """
                SELECT c.relname,
                       string_agg(coalesce(r.rolname, 'PUBLIC') || ' ' || g.privilege_type,
                                  ', ' ORDER BY r.rolname)
                  FROM pg_class c
                 CROSS JOIN LATERAL aclexplode(c.relacl) g
                  LEFT JOIN pg_roles r ON r.oid = g.grantee
                 WHERE c.relnamespace = 'demo'::regnamespace AND c.relkind = 'r'
                   AND g.grantee <> c.relowner
                 GROUP BY 1 ORDER BY 1
                """))
        .hasSize(8)
        .allSatisfy(
            table ->
                assertThat(table)
                    .endsWith(
                        table.startsWith("internal_note")
                            ? "|ringfence_staff SELECT"
                            : "|ringfence_customer SELECT, ringfence_staff SELECT"));
    assertThat(
            rows(
                """
                SELECT coalesce(r.rolname, 'PUBLIC'), g.privilege_type
                  FROM pg_namespace n
                 CROSS JOIN LATERAL aclexplode(n.nspacl) g
                  LEFT JOIN pg_roles r ON r.oid = g.grantee
                 WHERE n.nspname = 'demo' AND g.grantee <> n.nspowner ORDER BY 1
                """))
        .containsExactly("ringfence_customer|USAGE", "ringfence_staff|USAGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer",
        "subscription",
        "invoice",
        "booking",
        "support_ticket",
        "automation_run",
        "file",
        "internal_note"
      })
  void contactsAreReservedForFiction(String table) throws SQLException {
    List<String> texts =
        rows(
            """
            SELECT (to_jsonb(t) - ARRAY['tenant_id', 'customer_id', 'id', 'about_id', 'api_key',
                                        'size_bytes'])::text
              FROM demo.%s t
            """
                .formatted(table));

    assertThat(texts).isNotEmpty();
    assertThat(texts.stream().flatMap(text -> ReservedContacts.contactsOutside(text).stream()))
        .isEmpty();
  }

  private long count(String table, String customer) throws SQLException {
    return Long.parseLong(
        rows("SELECT count(*) FROM demo." + table + " WHERE customer_id = " + customer).getFirst());
  }

  /** Each row as its columns, divided by bars. */
  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }
}
