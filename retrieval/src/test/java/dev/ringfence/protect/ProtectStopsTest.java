package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What protect does not take: each time it says why, and the catalogue is what it was. */
final class ProtectStopsTest {
  private static OperatorDatabase own;

  private List<String> before = List.of();

  @BeforeAll
  static void create() {
    own = new OperatorDatabase();
  }

  @AfterAll
  static void close() {
    own.close();
  }

  @BeforeEach
  void table() {
    own.execute(
        "DROP SCHEMA IF EXISTS odd CASCADE",
        "CREATE SCHEMA odd",
        "GRANT USAGE ON SCHEMA odd TO :app",
        "CREATE TABLE odd.note (id integer PRIMARY KEY, org bigint, person bigint, at timestamptz,"
            + " label text, slug text COLLATE \"C\")");
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(own.catalogue()).isEqualTo(before);
  }

  private List<String> reasons(
      String table, String tenant, @Nullable String owner, String... keepRoles) {
    before = own.catalogue();
    ProtectOutcome outcome =
        own.protection.apply(
            new ProtectRequest(table, tenant, owner, Set.of(keepRoles), false, false));
    assertThat(outcome).isInstanceOf(ProtectOutcome.Refused.class);
    return ((ProtectOutcome.Refused) outcome).reasons();
  }

  @Test
  void rowsWithoutAnOwnerAreCountedAndTheFirstNamed() {
    own.execute(
        "INSERT INTO odd.note SELECT n, CASE WHEN n > 7 THEN 1 END, CASE WHEN n <> 3 THEN 2 END"
            + " FROM generate_series(1, 20) AS n");
    assertThat(reasons("odd.note", "org", "person"))
        .hasSize(2)
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .startsWith(
                        "7 rows of odd.note have no org; the first by (id): 1 | 2 | 3 | 4 | 5."))
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .startsWith("1 row of odd.note has no person; the first by (id): 3."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE VIEW odd.it AS SELECT * FROM odd.note | odd.it | is a view",
        "CREATE MATERIALIZED VIEW odd.it AS SELECT * FROM odd.note | odd.it | materialized view",
        "CREATE SEQUENCE odd.it | odd.it | is no table",
        "CREATE TABLE odd.it () INHERITS (odd.note) | odd.it | inheritance tree",
        "CREATE TABLE odd.it () INHERITS (odd.note) | odd.note | inheritance tree",
        "CREATE TABLE odd.all_of_it (org bigint, person bigint) PARTITION BY LIST (org);"
            + " CREATE TABLE odd.it PARTITION OF odd.all_of_it DEFAULT | odd.it | is a partition",
        "CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE SERVER IF NOT EXISTS away FOREIGN DATA"
            + " WRAPPER postgres_fdw; CREATE FOREIGN TABLE odd.it (org bigint, person bigint) SERVER"
            + " away | odd.it | is a foreign table",
        "SELECT 1 | pg_catalog.pg_class | belongs to PostgreSQL itself",
        "SELECT 1 | information_schema.sql_features | belongs to PostgreSQL itself",
        "SELECT 1 | ringfence.conversation | is ringfence's own",
        "SELECT 1 | odd.nothing | there is no table odd.nothing",
        "SELECT 1 | 1 2 3 | 1 2 3 ",
        "CREATE TABLE odd.\"It\" (org bigint) | odd.It | write odd.\"It\"",
        "ALTER TABLE odd.note OWNER TO ringfence_app | odd.note | belongs to ringfence_app",
        "ALTER TABLE odd.note OWNER TO ringfence_customer | odd.note | belongs to ringfence_customer",
      })
  void whatCannotBeProtectedSaysWhy(String sql, String table, String why) {
    own.execute(sql);
    assertThat(reasons(table, "org", "person"))
        .anySatisfy(reason -> assertThat(reason).contains(why));
  }

  @ParameterizedTest
  @CsvSource({
    "at, person, is of type timestamp with time zone",
    "org, label2, has no such column; it has id",
    "org, org, are the same column",
    "ORG, person, has no such column",
  })
  void columnThatSaysNobodysIsRefused(String tenant, String owner, String why) {
    assertThat(reasons("odd.note", tenant, owner))
        .anySatisfy(reason -> assertThat(reason).contains(why));
  }

  @Test
  void collationUnderWhichTwoIdsAreOneIsRefused() {
    own.execute(
        "CREATE COLLATION odd.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "ALTER TABLE odd.note ALTER COLUMN label TYPE text COLLATE odd.loose");
    assertThat(reasons("odd.note", "org", "label"))
        .singleElement()
        .asString()
        .contains("nondeterministic collation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE POLICY everybody ON odd.note USING (org = 1) | TO \"",
        "CREATE POLICY everybody ON odd.note TO ringfence_customer USING (true) | ALTER POLICY \"everybody\"",
        "ALTER TABLE odd.note ENABLE ROW LEVEL SECURITY; CREATE POLICY everybody ON odd.note FOR"
            + " SELECT TO PUBLIC USING (true) | past the fence",
      })
  void policyThatLetsTheServiceInStopsItWithTheWordsThatNarrowIt(String sql, String why) {
    own.execute(sql, "GRANT SELECT ON odd.note TO :app");
    assertThat(reasons("odd.note", "org", "person"))
        .anySatisfy(
            reason -> assertThat(reason).startsWith("policy everybody on odd.note").contains(why));
  }

  @Test
  void restrictivePolicyThatSleepsIsNotWoken() {
    own.execute(
        "CREATE POLICY narrow ON odd.note AS RESTRICTIVE USING (false)",
        "GRANT SELECT ON odd.note TO :app");
    assertThat(reasons("odd.note", "org", "person", own.app))
        .singleElement()
        .asString()
        .contains("restrictive and sleeps");
  }

  @Test
  void roleThatTheServiceCouldBecomeIsNotKept() {
    own.execute("CREATE ROLE :app_group", "GRANT SELECT ON odd.note TO :app_group");
    own.execute("GRANT :app_group TO ringfence_customer");
    try {
      assertThat(reasons("odd.note", "org", "person", own.app + "_group"))
          .anySatisfy(reason -> assertThat(reason).contains("the service could become it"));
    } finally {
      own.execute("REVOKE :app_group FROM ringfence_customer");
      before = own.catalogue();
      own.execute("REVOKE ALL ON odd.note FROM :app_group", "DROP ROLE :app_group");
      before = own.catalogue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nobody_by_this_name, there is no such role",
    "ringfence_staff, the service could become it",
    "ringfence_owner, the service could become it",
    "public, there is no such role",
  })
  void onlyRolesOfTheApplicationAreKept(String role, String why) {
    assertThat(reasons("odd.note", "org", "person", role))
        .anySatisfy(reason -> assertThat(reason).contains(why));
  }

  @Test
  void roleWithoutAnyRightIsNotKept() {
    assertThat(reasons("odd.note", "org", "person", own.app))
        .singleElement()
        .asString()
        .contains("it has no right on odd.note");
  }

  @Test
  void everyUserIsNamedOnesThroughAColumnAndThroughEverybodyToo() {
    own.execute(
        "GRANT SELECT (label) ON odd.note TO :app",
        "GRANT INSERT ON odd.note TO PUBLIC",
        "DROP ROLE IF EXISTS :app_reader",
        "CREATE ROLE :app_reader LOGIN",
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO :app_reader',"
            + " current_database()); END $$",
        "GRANT USAGE ON SCHEMA odd TO :app_reader");
    assertThat(reasons("odd.note", "org", "person"))
        .singleElement()
        .asString()
        .contains("--keep-role " + own.app + " --keep-role " + own.app + "_reader");
    own.execute("DROP OWNED BY :app_reader", "DROP ROLE :app_reader");
    before = own.catalogue();
  }

  @Test
  void tableThatIsInUseIsLeftAloneWithAClearWord() throws SQLException {
    try (var other = own.database.admin().connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE odd.note IN ACCESS SHARE MODE");
      assertThat(reasons("odd.note", "org", "person"))
          .singleElement()
          .asString()
          .contains("the table is in use");
    }
  }

  @Test
  void administratorWhoMayNotSaysSo() {
    TableProtection byApp = new TableProtection(own.database.admin().withLogin(own.app, "app"));
    own.execute("GRANT SELECT ON odd.note TO :app", "GRANT USAGE ON SCHEMA ringfence TO :app");
    before = own.catalogue();
    assertThat(byApp.apply(new ProtectRequest("odd.note", "org", "person", Set.of(), false, false)))
        .isInstanceOfSatisfying(
            ProtectOutcome.Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .contains("the administrator's login may not"));
  }
}
