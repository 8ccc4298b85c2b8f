package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.vault.InMemoryVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that the service fills from who is asking, and no model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimedParameterTest {
  private static final String TOOLS =
      """
      kind: tool
      name: bills
      type: postgres-sql
      description: Lists bills.
      statement: SELECT number FROM shop.bill WHERE customer_id = $1 AND pages < $2 LIMIT 20
      parameters:
        - {name: user_id, type: string, description: d, authServices: [{name: app, field: sub}]}
        - {name: below, type: integer, default: 3, description: d}
      authRequired: [app]
      x-ringfence:
        access: [customer]
        result: {number: {type: text}}
      ---
      kind: tool
      name: memos
      type: postgres-sql
      description: Lists memos.
      statement: SELECT words FROM desk.memo WHERE $1 = member LIMIT 20
      parameters:
        - {name: user_id, type: integer, description: d, authServices: [{name: app, field: sub}]}
      x-ringfence:
        access: [customer]
        result: {words: {type: text}}
      """;

  private final Vertx vertx = Vertx.vertx();
  private TenantDatabase database;
  private ToolCatalog catalog;
  private ToolRunner runner;

  @BeforeAll
  void open() throws IOException {
    var test = TestDatabases.create();
    test.execute(Shop.resource("/shop.sql"), Shop.resource("/proof/desk.sql"));
    test.execute(
        """
        INSERT INTO ringfence.tenant (id, slug, name) VALUES (md5('red')::uuid, 'red', 'Red');
        INSERT INTO ringfence.external_id (tenant_id, member_id, external_id)
        VALUES (md5('red')::uuid, md5('reda')::uuid, '7'), (md5('red')::uuid, md5('redb')::uuid, '8');
        INSERT INTO desk.memo (org_ref, member, id, words)
        SELECT md5('red')::uuid, 7 + n % 2, n, 'memo of ' || 7 + n % 2 FROM generate_series(1, 6) AS n\
        """);
    database = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
    catalog = new ToolCheck(database).load(ToolFileTest.parse(TOOLS));
    runner =
        new ToolRunner(
            catalog,
            database,
            new PassageSearch(database, new LevelEmbedder()),
            Redactor.standard());
  }

  @AfterAll
  void close() {
    database.close();
    vertx.close().await();
  }

  private ToolOutcome call(Principal principal, String tool, String arguments) {
    return runner.run(principal, new InMemoryVault(), new ToolCall("1", tool, arguments));
  }

  private String json(Principal principal, String tool, String arguments) {
    return call(principal, tool, arguments) instanceof ToolOutcome.Rows rows
        ? rows.json().value()
        : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"RED-A", "RED-B", "BLUE-A", "BLUE-B"})
  void theCallerIsFilledIn(String customer) {
    assertThat(json(Shop.customer(customer), "bills", "{\"below\":3}"))
        .contains(customer + "/01", customer + "/02")
        .doesNotContain("/03")
        .contains("\"truncated\":false");
  }

  @Test
  void theCallersOwnNumberIsFilledInWhereTheTableHasNumbers() {
    assertThat(json(Shop.customer("RED-A"), "memos", "{}"))
        .isEqualTo(
            "{\"rows\":[{\"words\":\"memo of 7\"},{\"words\":\"memo of 7\"},"
                + "{\"words\":\"memo of 7\"}],\"truncated\":false}");
    assertThat(json(Shop.customer("RED-B"), "memos", "{}")).contains("of 8").doesNotContain("of 7");
  }

  @Test
  void whoHasNoNumberIsToldNothing() {
    assertThat(call(Shop.customer("BLUE-A"), "memos", "{}"))
        .isInstanceOfSatisfying(
            ToolOutcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(codeOf(DatabaseException.Kind.UNBOUND)));
  }

  private static String codeOf(DatabaseException.Kind kind) {
    return "database_" + kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Test
  void aModelIsNotToldOfItAndMayNotNameIt() {
    assertThat(catalog.specificationsFor(Role.CUSTOMER).getFirst().toString())
        .contains("below")
        .doesNotContain("user_id");
    assertThat(call(Shop.customer("RED-A"), "bills", "{\"user_id\":\"RED-B\"}"))
        .isInstanceOfSatisfying(
            ToolOutcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("invalid_arguments");
              assertThat(refused.message().value())
                  .contains("The parameters are below.")
                  .doesNotContain("user_id");
            });
  }
}
