package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the demo companies, as an operator types them. */
class TenantCommandTest {
  @TempDir private Path folder;

  private String out = "";
  private String err = "";

  private TestDatabase database;

  @BeforeEach
  void open() throws IOException {
    database = DemoData.create();
    Files.writeString(
        folder.resolve("ringfence.yaml"), "admin-database-url: " + database.admin().toText());
  }

  @Test
  void tenantIsSuspendedAndServedAgain() {
    assertThat(run("tenant", "list")).isZero();
    assertThat(out).containsPattern("acme +active +4 +1").containsPattern("globex +active");
    assertThat(run("tenant", "suspend", "acme")).isZero();
    assertThat(run("tenant", "suspend", "acme")).isZero();
    assertThat(out).isEqualTo("Tenant acme was suspended already.\n");
    assertThat(run("tenant", "list")).isZero();
    assertThat(out).containsPattern("acme +suspended").containsPattern("globex +active");
    assertThat(run("tenant", "resume", "acme")).isZero();
    assertThat(out).isEqualTo("Tenant acme is active.\n");
    assertThat(run("tenant", "suspend", "nowhere")).isOne();
    assertThat(err).isEqualTo("ringfence: there is no tenant 'nowhere'\n");
  }

  @Test
  void customerIsExportedAndErasedWithAReceipt() throws IOException {
    String to = folder.resolve("ana").toString();
    assertThat(run("tenant", "export", "acme", "--customer", "ana", "--to", to, "--format", "both"))
        .as(err)
        .isZero();
    assertThat(out).contains("left out: demo.internal_note, not the customer's");
    assertThat(Files.readString(Path.of(to, "demo.customer.ndjson")))
        .contains("Ana Solera")
        .hasLineCount(1);
    assertThat(Path.of(to, "demo.invoice.csv")).isNotEmptyFile();
    assertThat(run("tenant", "export", "--verify", to)).isZero();
    Files.writeString(Path.of(to, "demo.customer.csv"), "x");
    assertThat(run("tenant", "export", "--verify", to)).isOne();
    assertThat(err).contains("demo.customer.csv has another length");

    assertThat(run("tenant", "erase", "acme", "--customer", "ana")).isZero();
    assertThat(out).contains("Nothing was deleted").containsPattern("1 +demo.customer");
    assertThat(run("tenant", "erase", "acme", "--customer", "ana", "--yes")).as(err).isZero();
    Path receipt = Files.writeString(folder.resolve("receipt.json"), out);
    assertThat(run("tenant", "verify-receipt", receipt.toString())).isZero();
    Files.writeString(receipt, out.replace("acme", "other"));
    assertThat(run("tenant", "verify-receipt", receipt.toString())).isOne();
    assertThat(run("tenant", "export", "acme", "--customer", "ana", "--to", to + "2")).isOne();
  }

  @Test
  void wholeDemoCompanyIsErased() throws IOException {
    assertThat(run("tenant", "erase", "acme", "--yes")).as(err).isZero();
    var receipt = new ObjectMapper().readTree(out);
    assertThat(receipt.get("remaining").asInt()).isZero();
    assertThat(receipt.get("rows").asLong()).isGreaterThan(100);
    assertThat(run("tenant", "list")).isZero();
    assertThat(out).containsPattern("acme +erased +0 +0").containsPattern("globex +active +4 +1");
    assertThat(run("tenant", "resume", "acme")).isOne();
    assertThat(err).isEqualTo("ringfence: tenant 'acme' is erased\n");
  }

  @Test
  void whatIsDoneToATenantIsInTheAudit() throws SQLException {
    run("tenant", "suspend", "acme");
    run("tenant", "resume", "acme");
    run("tenant", "export", "acme", "--customer", "ana", "--to", folder.resolve("x").toString());
    run("tenant", "erase", "acme");
    run("tenant", "erase", "acme", "--yes");
    List<String> noted = new ArrayList<>();
    try (var connection = database.admin().connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT action, code, role FROM ringfence.audit_entry ORDER BY number")) {
      while (rows.next()) {
        noted.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
      }
    }
    assertThat(noted)
        .containsExactly(
            "tenant suspend acme operator",
            "tenant resume acme operator",
            "tenant export --customer acme operator",
            "tenant erase acme operator");
  }

  @Test
  void wrongOptionsAreTold() {
    assertThat(run("tenant", "export", "acme")).isEqualTo(2);
    assertThat(run("tenant", "erase")).isEqualTo(2);
    assertThat(run("tenant")).isEqualTo(2);
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (words.length > 1) {
      all.addAll(
          Stream.of(
                  "--data",
                  folder.toString(),
                  "--config",
                  folder.resolve("ringfence.yaml").toString())
              .toList());
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(said, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      return Main.commandLine()
          .setErr(new PrintWriter(complained, true, UTF_8))
          .execute(all.toArray(String[]::new));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
      out = said.toString(UTF_8);
      err = complained.toString(UTF_8);
    }
  }
}
