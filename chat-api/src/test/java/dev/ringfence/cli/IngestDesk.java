package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Where an operator of the demo companies types {@code ingest}, and looks at what it did. */
final class IngestDesk {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final TestDatabase database = DemoData.create();
  private String out = "";
  private String err = "";

  IngestDesk(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    new DataFolder(folder).writeState("http://127.0.0.1:1", database.admin().toText());
    Files.writeString(
        folder.resolve("ringfence.yaml"),
        """
        database-url: "%s"
        visitor-database-url: "%s"
        seal-key: "%s"
        """
            .formatted(database.app().toText(), database.visitors().toText(), sealKey()));
  }

  /** That of {@link TestDatabase#sealKey()}. */
  private static String sealKey() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) (i + 1);
    }
    return Base64.getEncoder().encodeToString(secret);
  }

  /** The folder of the instance, without links. */
  Path folder() {
    return folder;
  }

  /** What the last run printed. */
  String out() {
    return out;
  }

  /** What the last run complained of. */
  String err() {
    return err;
  }

  /** The summary of a run that ends with this code. */
  JsonNode json(int code, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("--tenant", "acme", "--format", "json"));
    all.addAll(List.of(words));
    assertThat(run(all.toArray(String[]::new))).as("%s %s", err, out).isEqualTo(code);
    return JSON.readTree(out);
  }

  int run(String... words) {
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    int code = run(said, complained, words);
    out = said.toString();
    err = complained.toString();
    return code;
  }

  int run(Writer said, Writer complained, String... words) {
    return command(said, complained, "ingest", words);
  }

  /** Another command of the same operator; what it printed and complained of is kept. */
  int other(String command, String... words) {
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    int code = command(said, complained, command, words);
    out = said.toString();
    err = complained.toString();
    return code;
  }

  private int command(Writer said, Writer complained, String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", folder.toString()));
    all.addAll(List.of("--config", folder.resolve("ringfence.yaml").toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all.toArray(String[]::new));
  }

  /**
   * A line for each document: its title, who may read it, where it came from and its name there.
   */
  List<String> documents() throws SQLException {
    String all =
        single(
            "SELECT coalesce(string_agg(concat_ws(' ', title, visibility, origin, source_name), E'\\n'"
                + " ORDER BY title, source_name), '') FROM ringfence.document");
    return all.lines().toList();
  }

  String single(String sql) throws SQLException {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  void sql(String sql) throws SQLException {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
