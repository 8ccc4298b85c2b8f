package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A large table whose ids are numbers, inside the fence, and what happens when a part of it is
 * taken away.
 */
final class FenceOfTableTest {
  private static final String LABELS =
      "SELECT label FROM public.orders WHERE label <> '' ORDER BY 1";
  private static OperatorDatabase own;

  @BeforeAll
  static void create() {
    own = SchemaStyle.BIGINT_KEYS.create();
    own.execute(
        "INSERT INTO public.organization SELECT n FROM generate_series(3, 2000) AS n",
        "INSERT INTO public.orders (org_id, user_id, label)"
            + " SELECT 3 + n % 1997, n, '' FROM generate_series(1, 40000) AS n",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET track_functions = ''all''',"
            + " current_database()); END $$");
    assertThat(own.protection.apply(SchemaStyle.BIGINT_KEYS.writable(own.app)))
        .isInstanceOf(ProtectOutcome.Applied.class);
    own.execute("ANALYZE public.orders");
  }

  @AfterAll
  static void close() {
    own.close();
  }

  private static String plan(Principal principal, String sql) {
    return String.join("\n", own.seen(principal, "EXPLAIN (ANALYZE, COSTS OFF) " + sql));
  }

  @Test
  void indexOnBothColumnsIsUsedAndTheScopeIsReadOnce() {
    assertThat(plan(OperatorDatabase.ana, "SELECT * FROM public.orders"))
        .contains("orders_ringfence_idx")
        .containsPattern("Index Cond: \\(\\(org_id = .*\\) AND \\(user_id = ")
        .containsOnlyOnce("external_customer_scope")
        .containsPattern("Function Scan on external_customer_scope.*loops=1\\)");
    assertThat(plan(OperatorDatabase.sam, "SELECT * FROM public.orders"))
        .contains("orders_ringfence_idx")
        .containsPattern("Index Cond: \\(org_id = ")
        .containsOnlyOnce("external_staff_scope");
  }

  @Test
  void sealIsVerifiedOnceInAStatement() {
    long calls =
        own.tenants.inTransaction(
            OperatorDatabase.ana,
            Access.READ,
            connection -> {
              long before = verified(connection);
              connection.query("SELECT count(*) FROM public.orders");
              return verified(connection) - before;
            });
    assertThat(calls).isEqualTo(1);
  }

  private static long verified(TenantConnection connection) {
    return connection
        .query(
            "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_xact_user_functions"
                + " WHERE schemaname = 'ringfence' AND funcname = 'external_customer_scope'")
        .iterator()
        .next()
        .getLong(0);
  }

  /** SQL that a stranger on Ana's connection might try; none may show another's row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT label FROM public.orders, (SELECT set_config('ringfence.context', replace("
            + "current_setting('ringfence.context'), '00000000a2', '00000000a3'), true)) x",
        "SELECT label FROM public.orders, (SELECT set_config('role', 'ringfence_staff', true)) x",
        "SELECT label FROM public.orders, (SELECT set_config('row_security', 'off', true)) x",
        "SELECT label FROM public.orders, (SELECT set_config('ringfence.context', '', true)) x",
        "SELECT label FROM public.orders WHERE org_id = 2 OR true",
        "SELECT s.customer FROM ringfence.external_staff_scope() AS t,"
            + " ringfence.external_customer_scope(false, false) AS s",
        "SELECT external_id FROM ringfence.external_id",
        "SELECT external_id FROM ringfence.tenant",
        "SELECT before::text FROM ringfence.protected_table",
      })
  void foreignRowsStayHiddenFromHostileSql(String sql) {
    List<String> seen;
    try {
      seen = own.seen(OperatorDatabase.ana, sql);
    } catch (DatabaseException e) {
      seen = List.of();
    }
    assertThat(seen).isSubsetOf("ana");
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE ringfence.tenant SET external_id = NULL WHERE slug = 'acme'",
    "DELETE FROM ringfence.external_id",
    "UPDATE ringfence.external_id SET external_id = 'eleven-' || external_id",
  })
  void customerWithoutAnIdOfTheTablesKindGetsAnErrorAndNoRows(String sql) {
    try (OperatorDatabase other = SchemaStyle.BIGINT_KEYS.create()) {
      other.protection.apply(SchemaStyle.BIGINT_KEYS.request(other.app));
      assertThat(other.seen(OperatorDatabase.ana, LABELS)).containsExactly("ana");
      other.execute(sql);
      assertThatThrownBy(() -> other.seen(OperatorDatabase.ana, LABELS))
          .isInstanceOf(DatabaseException.class);
    }
  }

  /**
   * Parts of the fence, each taken away: what Ana then sees, that protect notices, and that it
   * mends it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY | ana,ben,gil",
        "ALTER TABLE public.orders NO FORCE ROW LEVEL SECURITY | ana",
        "DROP POLICY ringfence_customer ON public.orders | ''",
        "ALTER POLICY ringfence_customer ON public.orders USING (true) | ana,ben,gil",
        "ALTER POLICY ringfence_customer ON public.orders WITH CHECK (true) | ana",
        "ALTER POLICY ringfence_customer ON public.orders USING (org_id = (SELECT s.tenant::bigint"
            + " FROM ringfence.external_customer_scope() AS s)) | ana,ben",
        "ALTER POLICY ringfence_staff ON public.orders TO ringfence_staff, ringfence_customer"
            + " USING (org_id = 2) | ana,gil",
        "ALTER POLICY ringfence_keep_:app ON public.orders TO PUBLIC | ana,ben,gil",
        "DROP POLICY ringfence_keep_:app ON public.orders | ana",
        "GRANT SELECT ON public.orders TO PUBLIC | ana",
        "GRANT TRUNCATE ON public.orders TO ringfence_customer | ana",
        "GRANT SELECT (label) ON public.orders TO ringfence_visitor | ana",
        "DROP INDEX public.orders_ringfence_idx | ana",
        "ALTER TABLE public.orders ALTER COLUMN user_id DROP NOT NULL | ana",
      })
  void missingPartIsNoticedAndMended(String sabotage, String seen) {
    own.execute(sabotage);
    assertThat(own.seen(OperatorDatabase.ana, LABELS))
        .isEqualTo(seen.isEmpty() ? List.of() : List.of(seen.split(",")));
    ProtectRequest request = SchemaStyle.BIGINT_KEYS.writable();
    assertThat(own.protection.plan(request)).isInstanceOf(ProtectOutcome.Planned.class);
    assertThat(own.protection.apply(request)).isInstanceOf(ProtectOutcome.Applied.class);
    assertThat(own.seen(OperatorDatabase.ana, LABELS)).containsExactly("ana");
    assertThat(own.asApp(LABELS)).containsExactly("ana", "ben", "gil");
    assertThat(own.protection.plan(request)).isInstanceOf(ProtectOutcome.NothingToDo.class);
  }

  @Test
  void policyThatIsAddedForTheServiceIsReported() {
    own.execute("CREATE POLICY more ON public.orders TO ringfence_customer USING (org_id = 2)");
    try {
      assertThat(own.seen(OperatorDatabase.ana, LABELS)).containsExactly("ana", "gil");
      assertThat(own.protection.plan(SchemaStyle.BIGINT_KEYS.writable()))
          .isInstanceOfSatisfying(
              ProtectOutcome.Refused.class,
              refused -> assertThat(refused.reasons()).singleElement().asString().contains("more"));
    } finally {
      own.execute("DROP POLICY more ON public.orders");
    }
  }

  @Test
  void missingIndexIsBuiltBeforehandWhenItIsAskedFor() {
    try (OperatorDatabase other = SchemaStyle.UUID_KEYS.create()) {
      List<String> before = other.catalogue();
      ProtectRequest request =
          new ProtectRequest(
              "shop.purchase", "tenant_id", "customer_id", Set.of(other.app), false, true);
      assertThat(other.protection.plan(request))
          .isInstanceOfSatisfying(
              ProtectOutcome.Planned.class,
              planned ->
                  assertThat(planned.script())
                      .containsSubsequence("CREATE INDEX CONCURRENTLY", "BEGIN;"));
      assertThat(other.protection.apply(request)).isInstanceOf(ProtectOutcome.Applied.class);
      assertThat(other.protection.plan(request)).isInstanceOf(ProtectOutcome.NothingToDo.class);
      assertThat(other.seen(OperatorDatabase.ana, "SELECT label FROM shop.purchase"))
          .containsExactly("ana");
      other.protection.applyUndo("shop.purchase");
      assertThat(other.catalogue()).isEqualTo(before);
    }
  }

  @Test
  void keysWithoutTheTenantAreProposedAndNotChanged() {
    try (OperatorDatabase other =
        new OperatorDatabase(
            "CREATE TABLE public.person (id bigint PRIMARY KEY)",
            "CREATE TABLE public.letter (id bigint PRIMARY KEY, org bigint NOT NULL, person bigint"
                + " NOT NULL REFERENCES public.person (id), number text UNIQUE)",
            "CREATE UNIQUE INDEX letter_lower ON public.letter (lower(number))")) {
      ProtectOutcome outcome =
          other.protection.plan(
              new ProtectRequest("letter", "org", "person", Set.of(), false, false));
      assertThat(((ProtectOutcome.Planned) outcome).script())
          .contains(
              "ADD PRIMARY KEY (\"org\", \"id\")",
              "ADD UNIQUE (\"org\", \"number\")",
              "FOREIGN KEY (\"org\", \"person\") REFERENCES public.person (\"org\", \"id\")",
              "unique index letter_lower (lower(number)) does not begin with org");
    }
  }

  @Test
  void twoTablesOfASchemaComeAndGoInAnyOrder() {
    try (OperatorDatabase other = SchemaStyle.UUID_KEYS.create()) {
      other.execute(
          "CREATE TABLE shop.refund (tenant_id uuid NOT NULL, customer_id uuid NOT NULL)");
      List<String> before = other.catalogue();
      other.protection.apply(SchemaStyle.UUID_KEYS.request(other.app));
      other.protection.apply(
          new ProtectRequest("shop.refund", "tenant_id", null, Set.of(), true, false));
      other.protection.applyUndo("shop.purchase");
      assertThat(other.seen(OperatorDatabase.sam, "SELECT count(*) FROM shop.refund"))
          .containsExactly("0");
      assertThatThrownBy(() -> other.seen(OperatorDatabase.ana, "SELECT count(*) FROM shop.refund"))
          .isInstanceOf(DatabaseException.class);
      other.protection.applyUndo("shop.refund");
      assertThat(other.catalogue()).isEqualTo(before);
    }
  }
}
