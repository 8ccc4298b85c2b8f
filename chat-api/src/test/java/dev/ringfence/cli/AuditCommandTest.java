package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.Actor;
import dev.ringfence.audit.AuditEntry;
import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditLog;
import dev.ringfence.audit.Decision;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, as an operator has them, on a database with the demo companies. */
class AuditCommandTest {
  @TempDir private Path folder;

  private TestDatabase database;
  private UUID acme;
  private UUID ana;
  private UUID invoice;

  private record Ran(int code, String out) {}

  @BeforeEach
  void fill() throws Exception {
    database = DemoData.create();
    DataFolder data = new DataFolder(folder);
    data.writeState("http://127.0.0.1:1", database.admin().toText());
    AuditKey key = new AuditKey(List.of(data.secret("audit")));
    try (Connection admin = database.admin().connect();
        var rows =
            admin
                .createStatement()
                .executeQuery(
                    "SELECT i.tenant_id, i.customer_id, i.id FROM demo.invoice i JOIN demo.customer c"
                        + " USING (tenant_id, customer_id) WHERE c.name LIKE 'Ana%' LIMIT 1")) {
      rows.next();
      acme = rows.getObject(1, UUID.class);
      ana = rows.getObject(2, UUID.class);
      invoice = rows.getObject(3, UUID.class);
      AuditLog log = new AuditLog(key);
      log.record(admin, entry("ana", "get_invoice", "demo.invoice/" + ana + "," + invoice));
      log.record(admin, entry("sam", "count_invoices", "demo.invoice/*"));
      log.record(admin, entry("ana", "my_profile", "demo.customer/" + ana));
    }
  }

  private AuditEntry entry(String name, String action, String key) {
    return new AuditEntry(
        new Actor(acme, name, "customer", ana),
        Instant.parse("2026-11-15T12:00:00Z"),
        action,
        Decision.ALLOWED,
        "",
        1,
        List.of(key),
        "request-of-" + action);
  }

  private Ran run(String... words) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      String[] all = new String[words.length + 2];
      System.arraycopy(words, 0, all, 0, words.length);
      all[words.length] = "--data";
      all[words.length + 1] = folder.toString();
      int code = Main.commandLine().execute(all);
      return new Ran(code, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void verifyNamesTheFirstEntryThatIsWrong() throws Exception {
    assertThat(run("audit", "verify"))
        .isEqualTo(new Ran(0, "3 entries in 1 chains: nothing is changed, missing or moved.\n"));
    String heads = run("audit", "head").out();
    assertThat(heads).startsWith(acme + " 3 ");

    database.execute(
        "SET session_replication_role = replica",
        "UPDATE ringfence.audit_entry SET action = 'x' WHERE number = 2");
    assertThat(run("audit", "verify", "--tenant", "acme"))
        .isEqualTo(new Ran(1, "acme  entry 2  changed: it is not what was sealed\n"));
    assertThat(run("audit", "verify", "--tenant", "globex").code()).isZero();
    assertThat(run("audit", "verify", "--tenant", "nobody").code()).isEqualTo(2);
  }

  @Test
  void aTailThatWasCutOffIsFoundByTheEndsThatWerePrinted() throws Exception {
    Path heads = Files.writeString(folder.resolve("printed"), run("audit", "head").out());
    database.execute(
        "SET session_replication_role = replica",
        "DELETE FROM ringfence.audit_entry WHERE number = 3",
        "UPDATE ringfence.audit_head SET number = 2, hash = (SELECT hash FROM ringfence.audit_entry"
            + " WHERE number = 2)");
    assertThat(run("audit", "verify").code()).isZero();
    assertThat(run("audit", "verify", "--heads", heads.toString()))
        .isEqualTo(new Ran(1, "acme  entry 3  missing: it is gone\n"));
  }

  @Test
  void whoSaysWhoCouldAndWhoDid() {
    database.execute("UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'sam'");
    Ran ran = run("audit", "who", "--table", "demo.invoice", "--id", invoice.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "Who can read it (acme):",
            "  customer ana of ",
            ", membership removed",
            "2026-11-15T12:00:00Z  acme/ana as customer  get_invoice  allowed  request"
                + " request-of-get_invoice  entry 1",
            "and 1 entries that summed rows of demo.invoice up")
        .doesNotContain("ben", "my_profile", "customer gil");
  }

  @Test
  void operatorsCommandsAreNotedInAChainOfTheirOwn() {
    new OperatorAudit(Configuration.load(Map.of(), null), new DataFolder(folder))
        .note(Actor.NO_TENANT, "migrate", "");
    assertThat(run("audit", "verify"))
        .isEqualTo(new Ran(0, "4 entries in 2 chains: nothing is changed, missing or moved.\n"));
    assertThat(run("audit", "head").out()).contains(Actor.NO_TENANT + " 1 ");
  }

  @Test
  void whoAnswersPlainlyWhereThereIsNothing() {
    Ran unknown = run("audit", "who", "--table", "demo.invoice", "--id", new UUID(1, 1).toString());
    assertThat(unknown.code()).isZero();
    assertThat(unknown.out()).contains("There is no such row now.", "nobody, as far as");
    assertThat(run("audit", "who", "--table", "demo.nothing", "--id", "1").code()).isEqualTo(2);
    assertThat(run("audit", "who", "--table", "demo.invoice'; DROP", "--id", "' OR 1=1").code())
        .isEqualTo(2);
  }
}
