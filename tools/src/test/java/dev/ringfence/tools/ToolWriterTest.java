package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written when the proof of a tool does not hold any more, and what is put into texts. */
class ToolWriterTest {
  private static final String ID = "10000000-0000-4000-8000-000000000001";
  private static final String ARGUMENTS = "{\"id\":\"" + ID + "\"}";

  private static final String TOOLS =
      """
      kind: tool
      name: close
      type: postgres-sql
      description: Proposes to close an errand.
      statement: UPDATE bench.errand SET state = 'closed' WHERE id = $1 RETURNING subject
      parameters: [{name: id, type: string, format: uuid, description: d}]
      x-ringfence:
        access: [customer]
        result: {subject: {type: text}}
        write: {reversible: true}
      ---
      kind: tool
      name: open
      type: postgres-sql
      description: Proposes an errand.
      statement: INSERT INTO bench.errand (subject) VALUES ($1) RETURNING subject
      parameters: [{name: subject, type: string, description: d}]
      x-ringfence:
        access: [customer]
        result: {subject: {type: text}}
        write: {reversible: true}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test = TestDatabases.create();
  private final Principal one = Shop.customer("RED-A");
  private final Principal other = Shop.customer("RED-B");
  private TenantDatabase database;
  private ToolCatalog catalog;
  private ToolWriter writer;

  @BeforeEach
  void open() throws IOException {
    test.execute(Shop.resource("/proof/writes.sql"));
    database = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
    catalog = new ToolCheck(database).load(ToolFileTest.parse(TOOLS));
    writer = new ToolWriter(catalog, Redactor.standard());
  }

  @AfterEach
  void close() {
    database.close();
    vertx.close().await();
  }

  private void errandOf(Principal owner) {
    test.execute(
        "INSERT INTO bench.errand (tenant_id, customer_id, id, subject) VALUES ('%s', '%s', '%s', 's')"
            .formatted(owner.tenant(), owner.subject(), ID));
  }

  private int closed() {
    var tool = writer.find(one.role(), "close").orElseThrow();
    return database.inTransaction(
        one, Access.WRITE, connection -> writer.write(connection, one, tool, ARGUMENTS).rows());
  }

  private String states() throws SQLException {
    try (var connection = test.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT string_agg(state, ',' ORDER BY state) FROM bench.errand")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void ownRowIsWrittenAndSomebodyElsesIsNotFound() throws SQLException {
    errandOf(other);
    assertThat(closed()).isZero();
    assertThat(states()).isEqualTo("open");
    errandOf(one);
    assertThat(closed()).isEqualTo(1);
    assertThat(states()).isEqualTo("closed,open");
  }

  @Test
  void rowOfSomebodyElseThatAnOpenPolicyLetsThroughIsRolledBack() throws SQLException {
    errandOf(other);
    test.execute("ALTER POLICY own ON bench.errand USING (true) WITH CHECK (true)");

    assertThatThrownBy(this::closed)
        .isInstanceOf(ToolWriter.StoppedException.class)
        .hasMessageContaining("somebody else");
    assertThat(states()).isEqualTo("open");
  }

  @Test
  void secondRowThatALostKeyLetsInIsRolledBack() throws SQLException {
    test.execute("ALTER TABLE bench.errand DROP CONSTRAINT errand_pkey");
    errandOf(one);
    errandOf(one);

    assertThatThrownBy(this::closed)
        .isInstanceOf(ToolWriter.StoppedException.class)
        .hasMessageContaining("more than one row");
    assertThat(states()).isEqualTo("open,open");
  }

  @Test
  void callWritesNothingByItself() throws SQLException {
    errandOf(one);

    assertThat(call("close", ARGUMENTS, new InMemoryVault()))
        .isInstanceOfSatisfying(
            ToolOutcome.Proposed.class,
            proposed -> assertThat(proposed.arguments()).isEqualTo(ARGUMENTS));
    assertThat(states()).isEqualTo("open");
  }

  @Test
  void valueThatTheRedactorKnowsAgainIsRestoredInText() {
    var vault = new InMemoryVault();
    Redactor.standard().redact("me@example.org", vault);

    assertThat(call("open", "{\"subject\":\"Write to [EMAIL_1]\"}", vault))
        .isInstanceOfSatisfying(
            ToolOutcome.Proposed.class,
            proposed ->
                assertThat(proposed.arguments())
                    .isEqualTo("{\"subject\":\"Write to me@example.org\"}"));
  }

  @Test
  void valueThatOnlyAColumnMasksIsNotPutIntoText() {
    var vault = new InMemoryVault();
    vault.placeholders(List.of(new SensitiveValue(SensitiveType.SECRET, "tulip")));

    assertThat(call("open", "{\"subject\":\"It is [SECRET_1]\"}", vault))
        .isInstanceOfSatisfying(
            ToolOutcome.Refused.class,
            refused -> assertThat(refused.message().value()).contains("takes no masked value"));
  }

  @Test
  void toolThatWritesIsNotAmongThoseThatRead() {
    assertThat(catalog.reading().all()).isEmpty();
    assertThat(catalog.specificationsFor(one.role()))
        .allSatisfy(tool -> assertThat(tool.description()).contains("only proposes"));
  }

  private ToolOutcome call(String tool, String arguments, InMemoryVault vault) {
    var search = new PassageSearch(database, new LevelEmbedder());
    return new ToolRunner(catalog, database, search, Redactor.standard())
        .run(one, vault, new ToolCall("1", tool, arguments));
  }
}
