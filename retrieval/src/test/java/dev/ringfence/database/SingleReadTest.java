package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** A statement that is a transaction by itself: bound before it reads, and only reading. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleReadTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final Vertx vertx = Vertx.vertx();
  private TenantWorld world;
  private TenantDatabase tenants;

  /** The server to try. */
  TestDatabase create() {
    return TestDatabases.create();
  }

  @BeforeAll
  void open() {
    world = TenantWorld.on(create(), 3);
    world
        .database()
        .execute(
            "GRANT UPDATE, DELETE ON demo.invoice TO ringfence_customer",
            "INSERT INTO demo.invoice SELECT tenant_id, customer_id, gen_random_uuid(),"
                + " number || '/' || i FROM demo.invoice, generate_series(1, 400) AS i",
            "CREATE TABLE demo.event (tenant_id uuid NOT NULL, customer_id uuid NOT NULL,"
                + " id uuid NOT NULL, PRIMARY KEY (tenant_id, customer_id, id))"
                + " PARTITION BY HASH (tenant_id)",
            "CREATE TABLE demo.event_0 PARTITION OF demo.event FOR VALUES WITH (MODULUS 2,"
                + " REMAINDER 0)",
            "CREATE TABLE demo.event_1 PARTITION OF demo.event FOR VALUES WITH (MODULUS 2,"
                + " REMAINDER 1)",
            "INSERT INTO demo.event SELECT tenant_id, customer_id, id FROM demo.invoice",
            "ALTER TABLE demo.event OWNER TO ringfence_owner",
            "ALTER TABLE demo.event ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE demo.event FORCE ROW LEVEL SECURITY",
            "GRANT SELECT ON demo.event TO ringfence_customer",
            "CREATE POLICY customer_rows ON demo.event TO ringfence_customer USING ((tenant_id,"
                + " customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope()"
                + " s))",
            "ANALYZE demo.invoice",
            "ANALYZE demo.event");
    tenants =
        new TenantDatabase(
            vertx, world.database().settings().withConnections(1), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    tenants.close();
    vertx.close();
  }

  /**
   * Statements whose plans begin in different places. A policy that was asked before the context is
   * set would refuse; what a transaction finds that was bound beforehand is what must be found.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM demo.invoice",
        "SELECT min(number) FROM demo.invoice",
        "SELECT number FROM demo.invoice ORDER BY number DESC",
        "SELECT number FROM demo.invoice ORDER BY id OFFSET 2 LIMIT (SELECT count(*) / 2 FROM"
            + " demo.invoice)",
        "SELECT number FROM demo.invoice -- all of them",
        "SELECT (SELECT count(*) FROM demo.invoice) AS one, EXISTS (SELECT FROM demo.event)",
        "SELECT a.number, b.number FROM demo.invoice AS a JOIN demo.invoice AS b USING (id)"
            + " ORDER BY 1",
        "SELECT number FROM demo.invoice UNION ALL SELECT id::text FROM demo.event ORDER BY 1",
        "SELECT number FROM demo.invoice UNION ALL SELECT id::text FROM demo.event",
        "SELECT number FROM demo.invoice EXCEPT SELECT id::text FROM demo.event ORDER BY 1",
        "WITH kept AS MATERIALIZED (SELECT * FROM demo.event) SELECT count(*) FROM kept",
        "WITH RECURSIVE r AS (SELECT number, 1 AS n FROM demo.invoice UNION ALL SELECT number,"
            + " n + 1 FROM r WHERE n < 3) SELECT count(*) FROM r",
        "SELECT v FROM (VALUES ('a'), ('b')) AS given (v) WHERE v < (SELECT max(number) FROM"
            + " demo.invoice)",
        "SELECT i.number, e.n FROM demo.invoice AS i, LATERAL (SELECT count(*) AS n FROM demo.event"
            + " AS e WHERE e.id = i.id) AS e ORDER BY 1",
        "SELECT number, row_number() OVER (ORDER BY number) FROM demo.invoice ORDER BY 2",
        "SELECT DISTINCT ON (customer_id) number FROM demo.invoice ORDER BY customer_id, number",
        "SELECT count(*) FROM demo.event WHERE id IN (SELECT id FROM demo.invoice)",
        "SELECT count(*) FROM demo.event AS e WHERE NOT EXISTS (SELECT FROM demo.invoice AS i WHERE"
            + " i.id = e.id AND i.number LIKE '%/%')",
        "SELECT string_agg(number, ',' ORDER BY number) FROM demo.invoice GROUP BY customer_id",
        "SELECT count(*) FROM demo.invoice CROSS JOIN generate_series(1, (SELECT count(*)::int FROM"
            + " demo.event))",
      })
  void statementIsBoundBeforeItReads(String statement) throws SQLException {
    Principal.Customer customer = world.customer(1);
    List<String> expected =
        tenants.inTransaction(
            customer,
            Access.READ,
            connection ->
                connection.queryDeclared(statement, List.of(), LIMIT).stream()
                    .map(row -> String.valueOf(row.getValue(0)))
                    .toList());
    try (Connection app = world.database().app().connect();
        Statement ask = app.createStatement()) {
      String context = seal(customer, first(ask, "SELECT pg_backend_pid()"));
      ask.execute("SET ROLE ringfence_customer");
      ask.execute("PREPARE alone (text) AS " + SingleRead.binding(statement, 1));
      // From the sixth time on the plan may be one for every context.
      for (int i = 0; i < 8; i++) {
        List<String> found = all(ask, "EXECUTE alone ('" + context + "')");
        if (statement.contains("ORDER BY")) {
          assertThat(found).containsExactlyElementsOf(expected);
        } else {
          assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
    // Between hundreds of rows and none there is no doubt which of the two it was.
    assertThat(String.join("", expected)).isNotIn("", "0");
  }

  private static String seal(Principal principal, String process) {
    Instant now = Instant.now();
    return ContextSeal.of(principal)
        .seal(
            SealingKey.at(TestDatabase.sealKey(), now, DatabaseSettings.ROTATION),
            now,
            Integer.parseInt(process));
  }

  private static String first(Statement ask, String sql) throws SQLException {
    return all(ask, sql).getFirst();
  }

  private static List<String> all(Statement ask, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = ask.executeQuery(sql)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getObject(1)));
      }
    }
    return found;
  }

  /**
   * The planner asks such a function while nobody is bound; there must be an answer all the same.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM demo.invoice WHERE tenant_id = ringfence.tenant_id()",
        "SELECT count(*) FROM demo.event WHERE tenant_id = ringfence.tenant_id() AND customer_id ="
            + " ringfence.customer_id()",
      })
  void statementThatAsksForItsPrincipalToBePlannedIsAnswered(String statement) {
    for (int tenant = 0; tenant < 3; tenant++) {
      assertThat(tenants.readDeclared(world.customer(tenant), statement, List.of(), LIMIT))
          .singleElement()
          .satisfies(row -> assertThat(row.getLong(0)).isEqualTo(401));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT demo.run('DELETE FROM demo.invoice')",
        "SELECT demo.run('UPDATE demo.invoice SET number = $x$taken$x$')",
        "SELECT set_config('transaction_read_only', 'off', true), demo.run('DELETE FROM"
            + " demo.invoice')",
        "SELECT set_config('default_transaction_read_only', 'off', false), demo.run('DELETE FROM"
            + " demo.invoice')",
        "SELECT 1) AS read; DELETE FROM demo.invoice; SELECT (1",
      })
  void statementThatWritesIsRefused(String statement) {
    Principal.Customer customer = world.customer(2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tenants.readDeclared(customer, statement, List.of(), LIMIT))
          .isInstanceOf(DatabaseException.class);
    }
    assertThat(
            tenants.read(
                customer,
                "SELECT DISTINCT split_part(number, '/', 1) FROM demo.invoice ORDER BY 1"))
        .singleElement()
        .satisfies(row -> assertThat(row.getString(0)).isEqualTo("number 2"));
  }

  /** The last would write if the session had kept what the one before it said. */
  @Test
  void statementCannotPrepareTheWritingOfTheNext() {
    Principal.Customer customer = world.customer(2);
    tenants.readDeclared(
        customer,
        "SELECT set_config('default_transaction_read_only', 'off', false)",
        List.of(),
        LIMIT);
    assertThatThrownBy(
            () ->
                tenants.readDeclared(
                    customer, "SELECT demo.run('DELETE FROM demo.invoice')", List.of(), LIMIT))
        .isInstanceOf(DatabaseException.class);
  }

  /** What a statement gets out of its frame is bound to nobody else than the one who asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'x') AS read, demo.invoice WHERE true OR (SELECT true",
        "SELECT number FROM demo.invoice) AS read UNION ALL SELECT number FROM demo.invoice UNION"
            + " ALL SELECT read.* FROM (SELECT 'x'",
        "SELECT number FROM demo.invoice) AS read WHERE $1 IS NOT NULL OR (SELECT true",
      })
  void statementThatLeavesItsFrameSeesNobodyElse(String statement) {
    for (int tenant : new int[] {0, 1, 0, 2}) {
      List<String> seen = new ArrayList<>();
      try {
        tenants
            .readDeclared(world.customer(tenant), statement, List.of(), LIMIT)
            .forEach(row -> seen.add(row.deepToString()));
      } catch (DatabaseException e) {
        assertThat(e.kind()).isNotNull();
      }
      for (int other = 0; other < 3; other++) {
        if (other != tenant) {
          String foreign = world.numberOf(other);
          assertThat(seen).noneMatch(row -> row.contains(foreign));
        }
      }
    }
  }

  /** The driver does not know of it, and would ask for what is not there any more. */
  @Test
  void statementThatTakesTheDriversPreparedOnesAwayHarmsNobodyElse() {
    prepareWhatAnybodyAsks();
    tenants.readDeclared(world.customer(0), "SELECT demo.run('DEALLOCATE ALL')", List.of(), LIMIT);
    assertThatEverybodyIsAnswered();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1 / 0"})
  void transactionThatTakesTheDriversPreparedOnesAwayHarmsNobodyElse(String behind) {
    prepareWhatAnybodyAsks();
    try {
      tenants.inTransaction(
          world.customer(0),
          Access.WRITE,
          connection -> {
            connection.queryDeclared("DEALLOCATE ALL", List.of(), LIMIT);
            return behind.isEmpty()
                ? List.of()
                : connection.queryDeclared(behind, List.of(), LIMIT);
          });
    } catch (DatabaseException e) {
      assertThat(e.kind()).isEqualTo(DatabaseException.Kind.INVALID);
    }
    assertThatEverybodyIsAnswered();
  }

  /** Nothing tells that some of many are gone, until one of them is asked for. */
  @Test
  void sessionThatLacksSomeOfTheDriversPreparedOnesIsGivenUpAtTheFirstThatIsMissed() {
    for (Principal asks : everybody()) {
      for (boolean alone : new boolean[] {true, false}) {
        prepareWhatAnybodyAsks();
        tenants.readDeclared(
            world.customer(0),
            "SELECT demo.run($run$DO $do$ DECLARE n text; BEGIN FOR n IN SELECT name FROM"
                + " pg_prepared_statements WHERE NOT from_sql AND statement NOT LIKE '%demo.run%'"
                + " LOOP EXECUTE format('DEALLOCATE %I', n); END LOOP; END $do$$run$)",
            List.of(),
            LIMIT);
        try {
          ask(asks, alone);
        } catch (DatabaseException e) {
          assertThat(e.kind()).isEqualTo(DatabaseException.Kind.INVALID);
        }
        assertThatEverybodyIsAnswered();
      }
    }
  }

  private List<Principal> everybody() {
    Principal.Customer customer = world.customer(1);
    return List.of(customer, new Principal.Staff(customer.tenant(), customer.subject()));
  }

  private void prepareWhatAnybodyAsks() {
    assertThatEverybodyIsAnswered();
  }

  private void assertThatEverybodyIsAnswered() {
    for (Principal principal : everybody()) {
      assertThat(ask(principal, true)).isOne();
      assertThat(ask(principal, false)).isOne();
    }
  }

  private int ask(Principal principal, boolean alone) {
    return alone
        ? tenants.read(principal, "SELECT 1 AS one").size()
        : tenants.inTransaction(
            principal, Access.READ, connection -> connection.query("SELECT 2 AS two").size());
  }

  /** No limit of the server's holds while a transaction ends. */
  @Test
  void cursorThatIsFilledForTooLongAtTheEndIsStopped() {
    assertThatThrownBy(
            () ->
                tenants.readDeclared(
                    world.customer(0),
                    "SELECT demo.run('DECLARE late CURSOR WITH HOLD FOR SELECT pg_sleep(60)')",
                    List.of(),
                    Duration.ofMillis(100)))
        .isInstanceOf(DatabaseException.class);
    assertThat(ask(world.customer(1), true)).isOne();
  }

  @Test
  void cursorThatIsFilledForTooLongAtTheCommitIsStopped() {
    assertThatThrownBy(
            () ->
                tenants.inTransaction(
                    world.customer(0),
                    Access.WRITE,
                    connection ->
                        connection.queryDeclared(
                            "DECLARE late CURSOR WITH HOLD FOR SELECT pg_sleep(60)",
                            List.of(),
                            LIMIT)))
        .isInstanceOf(DatabaseException.class);
    assertThat(ask(world.customer(1), true)).isOne();
  }

  /** What staff's statement says to others who listen is rolled back with it. */
  @Test
  void statementOfStaffIsNotHeardOf() throws SQLException {
    Principal.Customer customer = world.customer(0);
    Principal staff = new Principal.Staff(customer.tenant(), customer.subject());
    try (Connection app = world.database().app().connect();
        Statement ask = app.createStatement()) {
      ask.execute("LISTEN spy");
      tenants.readDeclared(staff, "SELECT pg_notify('spy', 'said')::text", List.of(), LIMIT);
      tenants.read(customer, "SELECT 1 AS one");
      assertThat(app.unwrap(PGConnection.class).getNotifications(500)).isEmpty();
    }
  }

  @Test
  void roleIsThePrincipals() {
    Principal.Customer customer = world.customer(0);
    for (Principal principal :
        List.of(
            customer,
            new Principal.Staff(customer.tenant(), customer.subject()),
            new Principal.Visitor(customer.tenant(), customer.subject()),
            customer)) {
      assertThat(tenants.read(principal, "SELECT current_user::text AS name"))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row.getString(0))
                      .isEqualTo(
                          switch (principal) {
                            case Principal.Customer _ -> "ringfence_customer";
                            case Principal.Staff _ -> "ringfence_staff";
                            case Principal.Visitor _ ->
                                world.database().settings().visitors().user();
                          }));
    }
  }

  @Test
  void secondTryHasWhatTheFirstLeftOfTheLimit() {
    assertThatThrownBy(
            () ->
                tenants.readDeclared(
                    world.customer(0),
                    "SELECT pg_sleep(0.7)::text, ringfence.refuse(NULL)",
                    List.of(),
                    Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.TIMEOUT));
  }

  @Test
  void limitIsOfOneStatementAlone() {
    Principal.Customer customer = world.customer(0);
    assertThatThrownBy(
            () ->
                tenants.readDeclared(
                    customer, "SELECT pg_sleep(20)", List.of(), Duration.ofMillis(200)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.TIMEOUT));
    assertThat(tenants.read(customer, "SELECT current_setting('statement_timeout') AS kept"))
        .singleElement()
        .satisfies(row -> assertThat(row.getString(0)).isEqualTo("10s"));
  }
}
