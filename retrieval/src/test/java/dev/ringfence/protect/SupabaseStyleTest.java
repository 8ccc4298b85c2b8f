package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.PostgresUri;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A schema in Supabase's style: row-level security is on, the table belongs to an administrator,
 * people come as {@code authenticated} with their id in a setting, and policies were written
 * without saying for whom.
 */
final class SupabaseStyleTest {
  private static final String LABELS = "SELECT label FROM public.todos ORDER BY label";
  private static final String AS_ANA =
      "SELECT set_config('request.jwt.sub', '"
          + OperatorDatabase.ANA
          + "', false); SET ROLE authenticated_%s; ";

  private OperatorDatabase own;
  private String authenticated;

  @BeforeEach
  void create() {
    own = new OperatorDatabase();
    authenticated = "authenticated_" + own.app;
    own.execute(
        "CREATE ROLE authenticated_:app NOLOGIN",
        "GRANT authenticated_:app TO :app",
        "CREATE SCHEMA auth",
        "GRANT USAGE ON SCHEMA auth TO authenticated_:app",
        "CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS"
            + " $$ SELECT nullif(current_setting('request.jwt.sub', true), '')::uuid $$",
        "CREATE TABLE public.todos (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workspace_id"
            + " uuid NOT NULL, user_id uuid NOT NULL DEFAULT auth.uid(), label text)",
        "ALTER TABLE public.todos ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY \"Users see their own\" ON public.todos USING ((SELECT auth.uid()) = user_id)",
        "GRANT ALL ON public.todos TO authenticated_:app",
        "INSERT INTO public.todos (workspace_id, user_id, label) VALUES ('"
            + OperatorDatabase.ACME
            + "', '"
            + OperatorDatabase.ANA
            + "', 'ana'), ('"
            + OperatorDatabase.ACME
            + "', '"
            + OperatorDatabase.BEN
            + "', 'ben'), ('"
            + OperatorDatabase.GLOBEX
            + "', '"
            + OperatorDatabase.GIL
            + "', 'gil')");
  }

  @AfterEach
  void close() {
    own.close();
  }

  private ProtectOutcome apply(String... keepRoles) {
    return own.protection.apply(
        new ProtectRequest(
            "public.todos", "workspace_id", "user_id", Set.of(keepRoles), false, false));
  }

  private List<String> asAnaOfTheApplication() {
    PostgresUri login = own.database.admin().withLogin(own.app, "app");
    try (var connection = login.connect();
        var statement = connection.createStatement()) {
      statement.execute(AS_ANA.formatted(own.app));
      try (var rows = statement.executeQuery("SELECT string_agg(label, ',') FROM public.todos")) {
        rows.next();
        return List.of(rows.getString(1));
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void policyForEverybodyIsReportedWithTheWordsThatNarrowIt() {
    List<String> before = own.catalogue();
    assertThat(apply())
        .isInstanceOfSatisfying(
            ProtectOutcome.Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .contains(
                        "ALTER POLICY \"Users see their own\" ON \"public\".\"todos\" TO \""
                            + authenticated
                            + "\""));
    assertThat(own.catalogue()).isEqualTo(before);
  }

  @Test
  void onceItIsNarrowedPeopleOfTheApplicationAndOfTheServiceSeeTheirOwn() {
    own.execute("ALTER POLICY \"Users see their own\" ON public.todos TO authenticated_:app");
    assertThat(asAnaOfTheApplication()).containsExactly("ana");
    assertThat(apply()).isInstanceOf(ProtectOutcome.Applied.class);
    assertThat(asAnaOfTheApplication()).containsExactly("ana");
    assertThat(own.seen(OperatorDatabase.ana, LABELS)).containsExactly("ana");
    assertThat(own.seen(OperatorDatabase.ben, LABELS)).containsExactly("ben");
    assertThat(own.seen(OperatorDatabase.sam, LABELS)).containsExactly("ana", "ben");
    assertThat(own.seen(OperatorDatabase.gil, LABELS)).containsExactly("gil");
  }

  @Test
  void roleThatPoliciesHoldAlreadyIsNotOpenedByKeepingIt() {
    own.execute("ALTER POLICY \"Users see their own\" ON public.todos TO authenticated_:app");
    assertThat(apply(authenticated))
        .isInstanceOfSatisfying(
            ProtectOutcome.Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .contains("would open every row to it"));
  }

  @Test
  void ownerThatIsNoSuperuserMustBeKeptBecauseForcingHoldsItToo() {
    own.execute("ALTER POLICY \"Users see their own\" ON public.todos TO authenticated_:app");
    String owner = "owner_" + UUID.randomUUID().toString().substring(0, 8);
    own.execute(
        "CREATE ROLE " + owner + " NOLOGIN",
        "GRANT CREATE, USAGE ON SCHEMA public TO " + owner,
        "ALTER TABLE public.todos OWNER TO " + owner);
    assertThat(apply())
        .isInstanceOfSatisfying(
            ProtectOutcome.Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .contains("--keep-role " + owner)
                    .doesNotContain("--keep-role " + authenticated));
    assertThat(apply(owner)).isInstanceOf(ProtectOutcome.Applied.class);
    assertThat(countAs(owner)).isEqualTo("3");
  }

  private String countAs(String role) {
    try (var connection = own.database.admin().connect();
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE " + role);
      try (var rows = statement.executeQuery("SELECT count(*) FROM public.todos")) {
        rows.next();
        return rows.getString(1);
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
