package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.doctor.Finding;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantDatabaseTest {
  private static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  private static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-0000000000b1");
  private static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
  private static final UUID BEN = UUID.fromString("00000000-0000-4000-8000-0000000000a3");
  private static final UUID SAM = UUID.fromString("00000000-0000-4000-8000-0000000000a4");
  private static final UUID GIL = UUID.fromString("00000000-0000-4000-8000-0000000000b2");

  private static Vertx vertx;
  private static TestDatabase database;
  private static TenantDatabase tenants;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    database = TestDatabases.create();
    database.execute(
        "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('%s','acme','Acme'),".formatted(ACME)
            + " ('%s','globex','Globex')".formatted(GLOBEX),
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
        "CREATE POLICY staff_rows ON demo.invoice TO ringfence_staff USING (tenant_id ="
            + " (SELECT s.tenant FROM ringfence.staff_scope() s))",
        "INSERT INTO demo.invoice SELECT t::uuid, c::uuid, gen_random_uuid(), n FROM (VALUES"
            + " ('%s','%s','ana-1'), ('%s','%s','ben-1'), ('%s','%s','gil-1')) AS v(t, c, n)"
                .formatted(ACME, ANA, ACME, BEN, GLOBEX, GIL));
    tenants = new TenantDatabase(vertx, database.settings(), Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    tenants.close();
    vertx.close();
  }

  private static List<String> numbersSeenBy(TenantDatabase through, Principal principal) {
    return through.inTransaction(
        principal,
        Access.READ,
        connection ->
            connection.query("SELECT number FROM demo.invoice ORDER BY number").stream()
                .map(row -> row.getString(0))
                .toList());
  }

  @Test
  void customerSeesTheirOwnRowsAndNoSiblings() {
    assertThat(numbersSeenBy(tenants, new Principal.Customer(ACME, ANA))).containsExactly("ana-1");
    assertThat(numbersSeenBy(tenants, new Principal.Customer(GLOBEX, GIL)))
        .containsExactly("gil-1");
  }

  @Test
  void customerOfOneTenantIsNobodyInAnother() {
    assertThat(numbersSeenBy(tenants, new Principal.Customer(GLOBEX, ANA))).isEmpty();
  }

  @Test
  void staffSeeTheirTenantAndNoOther() {
    assertThat(numbersSeenBy(tenants, new Principal.Staff(ACME, SAM)))
        .containsExactly("ana-1", "ben-1");
  }

  @Test
  void visitorHasNoRightOnCustomersRows() {
    assertThatThrownBy(() -> numbersSeenBy(tenants, new Principal.Visitor(ACME, UUID.randomUUID())))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.DENIED));
  }

  @Test
  void expiredContextIsRefused() {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-31));
    try (TenantDatabase late = new TenantDatabase(vertx, database.settings(), past)) {
      assertThatThrownBy(() -> numbersSeenBy(late, new Principal.Customer(ACME, ANA)))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNBOUND));
    }
  }

  @Test
  void contextUnderAnotherKeyIsRefused() {
    DatabaseSettings real = database.settings();
    DatabaseSettings other =
        new DatabaseSettings(real.app(), real.visitors(), new SealKey(1, new byte[32]), 1);
    try (TenantDatabase forged = new TenantDatabase(vertx, other, Clock.systemUTC())) {
      assertThatThrownBy(() -> numbersSeenBy(forged, new Principal.Customer(ACME, ANA)))
          .isInstanceOf(DatabaseException.class);
    }
  }

  /** SQL that a stranger on Ana's connection might try; none may show another's row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT number FROM demo.invoice, (SELECT set_config('ringfence.context', replace("
            + "current_setting('ringfence.context'), '00000000a2', '00000000a3'), true)) x",
        "SELECT number FROM demo.invoice, (SELECT set_config('role', 'ringfence_staff', true)) x",
        "SELECT number FROM (SELECT set_config('ringfence.context', replace(replace("
            + "current_setting('ringfence.context'), '|customer|', '|staff|'), 'a1', 'b1'), true),"
            + " set_config('role', 'ringfence_staff', true)) x, demo.invoice",
        "SELECT number FROM demo.invoice, (SELECT set_config('row_security', 'off', true)) x",
        "SELECT number FROM demo.invoice, (SELECT set_config('ringfence.context', '', true)) x",
        "SELECT encode(inner_pad, 'hex') FROM ringfence.seal_key",
      })
  void foreignRowsStayHiddenFromHostileSql(String sql) {
    List<String> seen;
    try {
      seen =
          tenants.inTransaction(
              new Principal.Customer(ACME, ANA),
              Access.READ,
              connection ->
                  connection.queryDeclared(sql, List.of(), Duration.ofSeconds(2)).stream()
                      .map(row -> row.getString(0))
                      .toList());
    } catch (DatabaseException e) {
      seen = List.of();
    }
    assertThat(seen).isSubsetOf("ana-1");
  }

  @Test
  void anotherDatabaseRoleAddsNothing() {
    assertThatThrownBy(
            () ->
                tenants.inTransaction(
                    new Principal.Customer(ACME, ANA),
                    Access.READ,
                    connection -> {
                      connection.query("SET LOCAL ROLE ringfence_staff");
                      return connection.query("SELECT number FROM demo.invoice").size();
                    }))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNBOUND));
  }

  @Test
  void readingTransactionWritesNothing() {
    assertThatThrownBy(
            () ->
                tenants.inTransaction(
                    new Principal.Customer(ACME, ANA),
                    Access.READ,
                    connection ->
                        connection.query(
                            "INSERT INTO demo.invoice VALUES ($1, $2, gen_random_uuid(), 'new')",
                            ACME,
                            ANA)))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void rowOfAnotherOwnerCannotBeWritten() {
    assertThatThrownBy(
            () ->
                tenants.inTransaction(
                    new Principal.Customer(ACME, ANA),
                    Access.WRITE,
                    connection ->
                        connection.query(
                            "INSERT INTO demo.invoice VALUES ($1, $2, gen_random_uuid(), 'new')",
                            ACME,
                            BEN)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.DENIED));
  }

  @Test
  void failureThatIsSwallowedInsideTheWorkIsNotReportedAsDone() {
    assertThatThrownBy(
            () ->
                tenants.inTransaction(
                    new Principal.Customer(ACME, ANA),
                    Access.WRITE,
                    connection -> {
                      try {
                        connection.query("SELECT 1/0");
                      } catch (DatabaseException e) {
                        return "done";
                      }
                      return "done";
                    }))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void connectionIsOfNoUseAfterItsWork() {
    TenantConnection[] kept = new TenantConnection[1];
    tenants.inTransaction(
        new Principal.Customer(ACME, ANA),
        Access.READ,
        connection -> {
          kept[0] = connection;
          return 1;
        });
    assertThatThrownBy(() -> kept[0].query("SELECT 1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingOfTheContextSurvivesInThePool() {
    for (int i = 0; i < 20; i++) {
      assertThat(numbersSeenBy(tenants, new Principal.Customer(ACME, ANA)))
          .containsExactly("ana-1");
      assertThat(numbersSeenBy(tenants, new Principal.Customer(GLOBEX, GIL)))
          .containsExactly("gil-1");
    }
  }

  @Test
  void migratedDatabaseIsSafeToServeFrom() {
    assertThat(tenants.findUnsafe()).isEmpty();
  }

  @Test
  void viewThatAsksAsItsReaderIsSafe() {
    TestDatabase own = TestDatabases.create();
    own.execute(
        "CREATE VIEW public.messages WITH (security_invoker = true) AS"
            + " SELECT * FROM ringfence.message",
        "GRANT SELECT ON public.messages TO ringfence_customer");
    try (TenantDatabase safe = new TenantDatabase(vertx, own.settings(), Clock.systemUTC())) {
      assertThat(safe.findUnsafe()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE demo.invoice NO FORCE ROW LEVEL SECURITY;row-security-not-forced",
        "ALTER TABLE ringfence.message DISABLE ROW LEVEL SECURITY;row-security-off",
        "CREATE POLICY open ON demo.invoice TO ringfence_customer USING (true);policy-always-true",
        "CREATE POLICY forged ON demo.invoice TO ringfence_staff USING (tenant_id ="
            + " current_setting('app.tenant')::uuid);policy-forgeable",
        "GRANT SELECT ON demo.invoice TO PUBLIC;granted-to-everybody",
        "GRANT SELECT ON demo.invoice TO ringfence_visitor;visitor-rights",
        "GRANT SELECT ON ringfence.seal_key TO ringfence_customer;seal-key-readable",
        "CREATE TABLE public.note (t text); GRANT SELECT ON public.note TO"
            + " ringfence_customer;row-security-off",
        "CREATE TABLE public.note (t text); GRANT SELECT (t) ON public.note TO"
            + " ringfence_customer;row-security-off",
        "CREATE VIEW public.all_invoices AS SELECT * FROM demo.invoice; GRANT SELECT ON"
            + " public.all_invoices TO ringfence_customer;view-of-its-owner",
        "CREATE MATERIALIZED VIEW public.old AS SELECT * FROM demo.invoice; GRANT SELECT ON"
            + " public.old TO ringfence_staff;materialized-view-granted",
        "ALTER FUNCTION ringfence.principal(text) IMMUTABLE;seal-owner",
        "ALTER FUNCTION ringfence.principal(text) OWNER TO ringfence_owner;seal-owner",
        "ALTER TABLE demo.invoice OWNER TO ringfence_app;login-owns",
      })
  void unsafeDatabaseIsNamed(String brokenAndRule) {
    int at = brokenAndRule.lastIndexOf(';');
    TestDatabase broken = TestDatabases.create();
    broken.execute(
        "CREATE SCHEMA demo",
        "CREATE TABLE demo.invoice (tenant_id uuid PRIMARY KEY)",
        "ALTER TABLE demo.invoice OWNER TO ringfence_owner",
        "ALTER TABLE demo.invoice ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE demo.invoice FORCE ROW LEVEL SECURITY");
    try (TenantDatabase before = new TenantDatabase(vertx, broken.settings(), Clock.systemUTC())) {
      assertThat(before.findUnsafe()).isEmpty();
      broken.execute(brokenAndRule.substring(0, at));
      assertThat(before.findUnsafe())
          .extracting(Finding::rule)
          .contains(brokenAndRule.substring(at + 1));
    }
  }
}
