package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.RowKey;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.WitnessedStatement.Form;
import dev.ringfence.vault.InMemoryVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools whose policies are open to everybody: the rows arrive, and are kept from the reader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondLookTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test = TestDatabases.create();
  private final TestDatabase open = TestDatabases.create();
  private TenantDatabase sound;
  private TenantDatabase sabotaged;

  @BeforeAll
  void fill() throws IOException {
    for (var database : new TestDatabase[] {test, open}) {
      database.execute(Shop.resource("/shop.sql"));
    }
    for (var table : new String[] {"person", "bill"}) {
      for (var role : new String[] {"customer", "staff"}) {
        open.execute("ALTER POLICY %s_rows ON shop.%s USING (true)".formatted(role, table));
      }
    }
    sound = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
    sabotaged = new TenantDatabase(vertx, open.settings(), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    sound.close();
    sabotaged.close();
    vertx.close().await();
  }

  private static ToolFile tool(String statement) {
    return ToolFileTest.parse(
        """
        kind: tool
        name: asked
        type: postgres-sql
        description: d
        statement: |
          %s
        x-ringfence: {access: [customer, staff], rows: 200, bytes: 256KiB, result: {said: {type: text}}}
        """
            .formatted(statement));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "ROWS ~ SELECT number AS said FROM shop.bill LIMIT 200",
        "ROWS ~ SELECT b.number AS said FROM shop.bill AS b ORDER BY b.number DESC LIMIT 200",
        "ROWS ~ SELECT number AS said FROM \"shop\".\"bill\" \"B\" /* FROM x */ LIMIT 200",
        "ROWS ~ SELECT p.number || b.number AS said FROM shop.person p JOIN shop.bill b USING (tenant_id, customer_id)"
            + " LIMIT 200",
        "ROWS ~ SELECT b.number AS said FROM shop.bill b LEFT JOIN shop.person p ON p.number = b.number LIMIT 200",
        "ROWS ~ SELECT concat(number, ' ', row_number() OVER (ORDER BY number)) AS said FROM shop.bill LIMIT 200",
        "ROWS ~ SELECT number || extract(year FROM due) AS said FROM shop.bill WHERE due IS DISTINCT FROM now()::date LIMIT 200",
        "SUMS ~ SELECT count(*)::text AS said FROM shop.bill LIMIT 1",
        "SUMS ~ SELECT string_agg(number, ',') AS said FROM shop.bill LIMIT 1",
        "SUMS ~ SELECT left(number, 5) || count(*) AS said FROM shop.bill GROUP BY left(number, 5) LIMIT 200",
        "SUMS ~ SELECT max(b.number) AS said FROM shop.person p JOIN shop.bill b USING (tenant_id, customer_id)"
            + " GROUP BY p.number HAVING count(*) > 1 ORDER BY count(*) LIMIT 200",
      })
  void aForeignRowIsDropped(Form form, String statement) {
    for (var reader : new Principal[] {Shop.customer("RED-A"), Shop.staff("red")}) {
      var rows = run(sound, statement, true, reader);
      assertThat(new ToolCheck(sound).load(tool(statement)).all())
          .first()
          .satisfies(t -> assertThat(form(t, statement)).isEqualTo(form));
      assertThat(rows.reading().dropped()).isEmpty();
      assertThat(rows.reading().count()).isPositive();
      var keys = rows.reading().keys();
      assertThat(keys).isNotEmpty();
      assertThat(keys.getFirst().parts().isEmpty()).isEqualTo(form == Form.SUMS);

      var foreign = reader instanceof Principal.Customer ? "RED-B|BLUE" : "BLUE";
      var unlooked = run(sabotaged, statement, false, reader).json().value();
      if (!statement.contains("count(*)::text")) {
        assertThat(unlooked).as("without the second look").containsPattern(foreign);
      }
      var looked = run(sabotaged, statement, true, reader);
      assertThat(looked.json().value()).doesNotContainPattern(foreign);
      assertThat(looked.json().value()).doesNotContain("ringfence:");
      assertThat(looked.reading().dropped()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT DISTINCT number AS said FROM shop.bill LIMIT 200",
        "SELECT number AS said FROM shop.bill UNION SELECT number FROM shop.person LIMIT 200",
        "WITH b AS (SELECT number FROM shop.bill) SELECT number AS said FROM b LIMIT 200",
        "SELECT number AS said FROM (SELECT number FROM shop.bill) AS b LIMIT 200",
        "SELECT number AS said FROM shop.person WHERE EXISTS (SELECT FROM shop.bill WHERE paid) LIMIT 200",
      })
  void whatCannotBeWitnessedIsSaid(String statement) {
    assertThat(new ToolCheck(sound).judge(tool(statement)))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.loads()).isTrue())
        .satisfies(
            verdict ->
                assertThat(verdict.notes())
                    .singleElement()
                    .asString()
                    .contains("shop.bill", "row-level security alone"));
    var rows = run(sound, statement, true, Shop.customer("RED-A"));
    assertThat(rows.rows()).isPositive();
    assertThat(rows.reading().keys()).contains(new RowKey("shop.bill", java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "ROWS ~ (org, buyer) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s)",
        "NONE ~ (org::text, buyer::text) = (SELECT s.tenant, s.customer FROM ringfence.external_customer_scope() AS s)",
      })
  void ownersUnderOtherNamesAreThoseThatThePolicyCompares(Form form, String rule) {
    test.execute(
        "DROP TABLE IF EXISTS shop.job",
        "CREATE TABLE shop.job (org uuid, buyer uuid, id int, said text, PRIMARY KEY (org, id))",
        "ALTER TABLE shop.job ENABLE ROW LEVEL SECURITY",
        "GRANT SELECT ON shop.job TO ringfence_customer, ringfence_staff",
        "CREATE POLICY own ON shop.job TO ringfence_customer USING (" + rule + ")",
        "INSERT INTO shop.job SELECT tenant_id, customer_id, 7, number FROM shop.person WHERE number LIKE '%-A'",
        "INSERT INTO ringfence.tenant (id, slug, name, external_id) SELECT DISTINCT tenant_id,"
            + " lower(left(number, 3)), '', tenant_id::text FROM shop.person ON CONFLICT DO NOTHING",
        "INSERT INTO ringfence.external_id SELECT tenant_id, customer_id, customer_id::text"
            + " FROM shop.person ON CONFLICT DO NOTHING");
    var statement = "SELECT said FROM shop.job LIMIT 5";

    var rows = run(sound, statement, true, Shop.customer("RED-A"));

    assertThat(form(tool(statement).tools().getFirst(), statement)).isEqualTo(form);
    assertThat(rows.rows()).isEqualTo(1);
    assertThat(rows.reading().dropped()).isEmpty();
    if (form == Form.ROWS) {
      assertThat(rows.reading().keys())
          .containsExactly(new RowKey("shop.job", java.util.List.of(new RowKey.Part("7", false))));
    }
  }

  @Test
  void theKeyOfARowIsNotedWithoutItsTenant() {
    var rows =
        run(
            sound,
            "SELECT number AS said FROM shop.bill WHERE number = 'RED-A/07' LIMIT 1",
            true,
            Shop.customer("RED-A"));
    assertThat(rows.reading().keys())
        .containsExactly(
            new RowKey(
                "shop.bill",
                java.util.List.of(
                    new RowKey.Part(Shop.customer("RED-A").subject().toString(), false),
                    new RowKey.Part(Shop.billId("RED-A", 7), false))));
  }

  @Test
  void noColumnOfAToolCanPassForAWitness() {
    var file =
        ToolFileTest.parse(
            """
            kind: tool
            name: asked
            type: postgres-sql
            description: d
            statement: SELECT number AS "ringfence:1" FROM shop.bill LIMIT 1
            x-ringfence: {access: [customer], result: {"ringfence:1": {type: text}}}
            """);
    assertThat(new ToolCheck(sound).judge(file).getFirst().reasons())
        .anySatisfy(reason -> assertThat(reason).contains("may not begin with ringfence:"));
  }

  private Form form(ToolDefinition tool, String statement) {
    return new ToolCheck(sound)
        .load(tool(statement))
        .statement(tool, (ToolBody.Statement) tool.body())
        .form();
  }

  private ToolOutcome.Rows run(
      TenantDatabase database, String statement, boolean looked, Principal reader) {
    var file = tool(statement);
    var catalog =
        looked
            ? new ToolCheck(sound).load(file)
            : new ToolCatalog(file.tools(), Map.of(), Map.of());
    var search = new PassageSearch(database, new LevelEmbedder());
    var outcome =
        new ToolRunner(catalog, database, search, Redactor.standard())
            .run(reader, new InMemoryVault(), new ToolCall("1", "asked", "{}"));
    assertThat(outcome).as(statement).isInstanceOf(ToolOutcome.Rows.class);
    return (ToolOutcome.Rows) outcome;
  }
}
