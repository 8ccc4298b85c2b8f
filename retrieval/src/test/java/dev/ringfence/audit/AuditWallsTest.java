package dev.ringfence.audit;

import static dev.ringfence.audit.AuditWorld.ACME;
import static dev.ringfence.audit.AuditWorld.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any SQL on a customer's connection, and the audit. */
class AuditWallsTest {
  private static final Principal ANA = new Principal.Customer(ACME, new UUID(1, 1));
  private static final AuditWorld WORLD = new AuditWorld();
  private static final TenantDatabase TENANTS = WORLD.open();
  private static final AuditWriter WRITER = WORLD.writer(TENANTS);

  @BeforeAll
  static void write() throws Exception {
    WRITER.append(AuditWorld.entry(ACME, 1)).get(10, TimeUnit.SECONDS);
    WRITER.append(AuditWorld.entry(GLOBEX, 2)).get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() {
    WRITER.close();
    TENANTS.close();
    WORLD.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM ringfence.audit_entry",
        "SELECT number FROM ringfence.audit_head",
        "SELECT number FROM ringfence.audit_head FOR UPDATE",
        "UPDATE ringfence.audit_entry SET code = 'x'",
        "UPDATE ringfence.audit_head SET number = 0",
        "DELETE FROM ringfence.audit_entry",
        "TRUNCATE ringfence.audit_entry",
        "LOCK TABLE ringfence.audit_head IN ACCESS SHARE MODE",
        "INSERT INTO ringfence.audit_head VALUES (gen_random_uuid(), 0, '')",
        "COPY ringfence.audit_entry TO STDOUT",
        "ALTER TABLE ringfence.audit_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_stays ON ringfence.audit_entry",
        "CREATE RULE r AS ON INSERT TO ringfence.audit_entry DO INSTEAD NOTHING",
        "SELECT ringfence.audit_lock(current_setting('ringfence.context'))",
        "SELECT ringfence.audit_lock('')",
        "SELECT ringfence.audit_lock(replace(current_setting('ringfence.context'), 'customer', 'audit'))",
        "SELECT ringfence.audit_append(current_setting('ringfence.context'), ARRAY[2::bigint],"
            + " ARRAY[now()], ARRAY['a'], ARRAY['b'], ARRAY[NULL::uuid], ARRAY['c'], ARRAY['d'],"
            + " ARRAY[''], ARRAY[0::bigint], ARRAY[''], ARRAY[''], ARRAY[''::bytea], ARRAY[''::bytea],"
            + " ARRAY[''::bytea])",
        "SET ROLE ringfence_owner",
        "SET ROLE ringfence_seal",
      })
  void isClosedToACustomer(String sql) {
    for (String before : List.of("RESET ROLE", "SELECT 1")) {
      assertThatThrownBy(() -> run(before, sql))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e ->
                  assertThat(e.kind())
                      .isIn(DatabaseException.Kind.DENIED, DatabaseException.Kind.UNBOUND));
    }
    assertThat(WORLD.count("SELECT count(*) FROM ringfence.audit_entry")).isGreaterThan(1);
    assertThat(WORLD.findings()).isEmpty();
  }

  @Test
  void isNotHeldUpByAnyLockThatACustomerCanTake() {
    TENANTS.inTransaction(
        ANA,
        Access.WRITE,
        connection -> {
          connection.query("SELECT pg_advisory_xact_lock(n) FROM generate_series(0, 100) AS n");
          connection.query(
              "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", ACME.toString());
          assertThat(WRITER.append(AuditWorld.entry(ACME, 3)).orTimeout(2, TimeUnit.SECONDS).join())
              .isTrue();
          return true;
        });
  }

  @Test
  void isClosedToVisitors() {
    var visitor = new Principal.Visitor(ACME, new UUID(1, 2));
    assertThatThrownBy(
            () ->
                TENANTS.inTransaction(
                    visitor,
                    Access.READ,
                    connection -> connection.query("SELECT ringfence.audit_lock('')")))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void itsOwnContextOpensNoCustomersRows() {
    // The role of the context is none that a policy asks for.
    assertThat(
            WORLD.count(
                "SELECT count(*) FROM pg_policies WHERE qual LIKE '%audit%' OR with_check LIKE '%audit%'"))
        .isZero();
  }

  private static void run(String before, String sql) {
    TENANTS.inTransaction(
        ANA,
        Access.WRITE,
        connection -> {
          connection.queryDeclared(before, List.of(), Duration.ofSeconds(2));
          return connection.queryDeclared(sql, List.of(), Duration.ofSeconds(2)).size();
        });
  }
}
