package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.audit.Actor;
import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.AuditWriter;
import dev.ringfence.audit.HeadsFile;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolWriter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consent under a clock, keys and tools of the test's own. */
class ConsentInTimeTest {
  private static final UUID ACME = UUID.fromString("ac3e0000-0000-4000-8000-000000000001");

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test =
      TestDatabases.create("ringfence_demo_template", ServiceWorld::fill);
  private final TenantDatabase database =
      new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
  private Instant now = Instant.now();
  private AuditWriter auditWriter;
  private AuditTrail trail;
  private Principal ana;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    AuditKey key = new AuditKey(List.of(new byte[32]));
    auditWriter = new AuditWriter(database, key, new HeadsFile(folder.resolve("heads")));
    ana = new Principal.Customer(ACME, UUID.fromString(one(customer("Ana"))));
    trail =
        new AuditTrail.Audit(auditWriter, key, () -> now, _ -> {})
            .trail(new Actor(ACME, "ana", "customer", ana.subject()), "request");
    new ConversationStore(database, () -> now)
        .append(
            ana,
            "c",
            new Conversation.Message(
                UUID.randomUUID(),
                Conversation.Author.USER,
                "Hello",
                null,
                List.of(),
                List.of(),
                now));
  }

  @AfterEach
  void close() {
    auditWriter.close();
    database.close();
    vertx.close().await();
  }

  private static String customer(String name) {
    return "SELECT customer_id FROM demo.customer WHERE name LIKE '" + name + "%'";
  }

  private String one(String sql) throws SQLException {
    try (var connection = test.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private ToolCatalog tools(String instead) throws IOException {
    try (var file = ConsentInTimeTest.class.getResourceAsStream("/demo/tools.yaml")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return new ToolCheck(database)
          .load(
              ToolFile.parse(
                  "tools.yaml", text.replace("Open a support request", instead).getBytes(UTF_8)));
    }
  }

  private Consent consent(byte[] key, ToolCatalog catalog) {
    return new Consent(
        database,
        new ApprovalStore(new VaultKeys(key)),
        new ToolWriter(catalog, Redactor.standard()),
        () -> now,
        UUID::randomUUID);
  }

  private UUID proposed(Consent consent, ToolCatalog catalog, String subject) {
    var tool = catalog.find(ana.role(), "open_ticket").orElseThrow();
    var outcome =
        new ToolOutcome.Proposed(
            tool,
            "{\"subject\":\"" + subject + "\",\"body\":\"It drips.\"}",
            Redactor.standard().redact("", new dev.ringfence.vault.InMemoryVault()));
    return consent.propose(ana, "c", outcome).orElseThrow().id();
  }

  private String code(Consent consent, UUID id) {
    return catchThrowableOfType(
            Problem.ProblemException.class, () -> consent.decide(ana, id, true, "", trail))
        .problem()
        .code();
  }

  private String tickets(String subject) throws SQLException {
    return one("SELECT count(*) FROM demo.support_ticket WHERE subject = '" + subject + "'");
  }

  @Test
  void proposalThatWaitedTooLongIsNotDone() throws Exception {
    ToolCatalog catalog = tools("Open a support request");
    Consent consent = consent(new byte[32], catalog);
    UUID id = proposed(consent, catalog, "Too late");
    now = now.plus(Consent.PATIENCE);

    assertThat(consent.find(ana, id).status()).isEqualTo(Approval.Status.EXPIRED);
    assertThat(code(consent, id)).isEqualTo("approval_expired");
    assertThat(code(consent, id)).isEqualTo("approval_expired");
    assertThat(tickets("Too late")).isEqualTo("0");
    assertThat(one("SELECT status FROM ringfence.approval")).isEqualTo("expired");
  }

  @Test
  void proposalInItsLastMomentIsDone() throws Exception {
    ToolCatalog catalog = tools("Open a support request");
    Consent consent = consent(new byte[32], catalog);
    UUID id = proposed(consent, catalog, "In time");
    now = now.plus(Consent.PATIENCE).minus(Duration.ofMillis(2));

    assertThat(consent.decide(ana, id, true, "", trail).status()).isEqualTo(Approval.Status.DONE);
    assertThat(tickets("In time")).isEqualTo("1");
  }

  @Test
  void instanceWithAnotherKeyDecidesNothing() throws Exception {
    ToolCatalog catalog = tools("Open a support request");
    UUID id = proposed(consent(new byte[32], catalog), catalog, "Other key");
    byte[] other = new byte[32];
    other[0] = 1;

    assertThat(code(consent(other, catalog), id)).isEqualTo("approval_invalid");
    assertThat(tickets("Other key")).isEqualTo("0");
  }

  @Test
  void toolThatHasChangedSinceIsNotRun() throws Exception {
    ToolCatalog catalog = tools("Open a support request");
    UUID id = proposed(consent(new byte[32], catalog), catalog, "Changed tool");

    assertThat(code(consent(new byte[32], tools("Close everything")), id))
        .isEqualTo("tool_changed");
    assertThat(tickets("Changed tool")).isEqualTo("0");
  }

  @Test
  void writeThatTheDatabaseRefusesFailsForGoodAndChangesNothing() throws Exception {
    ToolCatalog catalog = tools("Open a support request");
    Consent consent = consent(new byte[32], catalog);
    UUID id = proposed(consent, catalog, "Refused");
    test.execute(
        "ALTER TABLE demo.support_ticket ADD CONSTRAINT never CHECK (subject <> 'Refused')");

    Approval failed = consent.decide(ana, id, true, "", trail);

    assertThat(failed.status()).isEqualTo(Approval.Status.FAILED);
    assertThat(failed.code()).isEqualTo("database_refused");
    assertThat(tickets("Refused")).isEqualTo("0");
    test.execute("ALTER TABLE demo.support_ticket DROP CONSTRAINT never");
    assertThat(consent.decide(ana, id, true, "", trail).status()).isEqualTo(Approval.Status.FAILED);
    assertThat(tickets("Refused")).isEqualTo("0");
  }
}
