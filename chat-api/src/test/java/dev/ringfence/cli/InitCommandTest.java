package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a script has it, and as a person at a terminal. */
class InitCommandTest {
  private static final String SCHEMA =
      """
      CREATE TABLE public.orgs (id bigint PRIMARY KEY, name text);
      CREATE TABLE public.customers (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES public.orgs, email text);
      CREATE TABLE public.orders (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES public.orgs,
        customer_id bigint NOT NULL REFERENCES public.customers, note text, placed_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE public.gifts (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES public.orgs,
        sender_id bigint REFERENCES public.customers, recipient_id bigint REFERENCES public.customers, wish text);
      INSERT INTO public.orgs VALUES (1, 'Acme');
      INSERT INTO public.customers VALUES (11, 1, 'ana@acme.example');
      INSERT INTO public.orders VALUES (1, 1, 11, 'private words of Ana, ana@acme.example');
      """;

  @TempDir private Path folder;

  private TestDatabase database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void create() {
    database = TestDatabases.create();
    database.execute(SCHEMA);
  }

  /** Somebody who gives these answers, and then none. */
  private static final class Answers implements Dialogue {
    private final Deque<String> answers;
    private final List<String> questions = new ArrayList<>();

    Answers(String... answers) {
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public boolean isSomebody() {
      return true;
    }

    @Override
    public Optional<String> ask(String question) {
      questions.add(question);
      return Optional.ofNullable(answers.poll());
    }
  }

  private Path file() {
    return folder.resolve("tools.yaml");
  }

  private int init(Dialogue person, String... words) {
    return initOn(database.admin().toText(), person, words);
  }

  private int initOn(String uri, Dialogue person, String... words) {
    List<String> all = new ArrayList<>(List.of("--data", folder.toString()));
    all.addAll(List.of("--database", uri, "--out", file().toString()));
    all.addAll(List.of(words));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine main = Main.commandLine();
    return new CommandLine(new InitCommand(person))
        .setExecutionExceptionHandler(main.getExecutionExceptionHandler())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private List<String> policies() {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_policies WHERE schemaname = 'public' ORDER BY 1")) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutAYesItShowsEverythingAndWritesNothing() {
    assertThat(init(Dialogue.NOBODY, "--apply")).isZero();
    assertThat(out.toString())
        .contains("public.orders", "customer_id, sure", "name: list_orders", "Nothing was written")
        .contains("ringfence protect --table public.orders --tenant-column org_id")
        .doesNotContain("private words", "ana@acme.example");
    assertThat(file()).doesNotExist();
    assertThat(policies()).isEmpty();
  }

  @Test
  void yesWritesAFileThatReadsAndLeavesWhatIsUnsureToStaff() throws IOException {
    assertThat(init(Dialogue.NOBODY, "--yes")).as(err::toString).isZero();
    assertThat(ToolFile.read(file()).tools())
        .extracting(tool -> tool.name())
        .contains("my_customer", "list_orders", "count_orders", "list_gifts");
    assertThat(Files.readString(file())).doesNotContain("private words", "ana@acme.example");
    assertThat(out.toString()).contains("Unsure which customer", "sender_id or recipient_id");
    assertThat(policies()).isEmpty();
  }

  @Test
  void fileThatIsThereIsNotWrittenOverWithoutAWordThatSaysSo() throws IOException {
    Files.writeString(file(), "mine");
    assertThat(init(Dialogue.NOBODY, "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("is there already", "--overwrite");
    assertThat(init(new Answers("0", "n"))).isEqualTo(1);
    assertThat(file()).hasContent("mine");

    assertThat(init(Dialogue.NOBODY, "--yes", "--overwrite")).isZero();
    assertThat(Files.readString(file())).contains("name: list_orders");
  }

  @Test
  void personIsAskedWhatIsUnsureAndBeforeAnythingIsWritten() throws IOException {
    Answers person = new Answers("9", "recipient_id", "y", "yes");
    assertThat(init(person, "--apply")).as(() -> out + "" + err).isZero();
    assertThat(person.questions)
        .hasSize(4)
        .first()
        .asString()
        .contains("public.gifts", "1: sender_id", "2: recipient_id");
    assertThat(out.toString())
        .contains("--table public.gifts --tenant-column org_id --owner-column recipient_id");
    assertThat(policies()).contains("customers", "gifts", "orders", "orgs");
    assertThat(Files.readString(file())).contains("name: list_gifts");
  }

  @Test
  void noToEveryQuestionChangesNothing() {
    assertThat(init(new Answers(), "--apply")).isEqualTo(1);
    assertThat(out.toString()).contains("Nothing was written", "No table was changed");
    assertThat(file()).doesNotExist();
    assertThat(policies()).isEmpty();
  }

  @Test
  void whatStopsProtectionStandsInTheReviewAndIsNotApplied() {
    database.execute("ALTER TABLE public.orders ALTER customer_id DROP NOT NULL");
    database.execute("INSERT INTO public.orders VALUES (2, 1, NULL, 'nobody')");
    assertThat(init(Dialogue.NOBODY, "--yes", "--apply")).isEqualTo(1);
    assertThat(out.toString())
        .contains("What protect stops at today", "1 row of the table has no customer_id")
        .contains("public.orders: nothing was changed", "public.customers: inside the fence");
    assertThat(policies()).contains("customers").doesNotContain("orders");
  }

  @Test
  void wrongOptionsAndDatabasesEndWithTwoAndOneLine() {
    assertThat(init(Dialogue.NOBODY, "--tenant-column", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("--tenant-column nowhere").hasLineCount(1);
    assertThat(initOn("nonsense", Dialogue.NOBODY)).isEqualTo(2);
    assertThat(err.toString()).contains("--database: ");
    assertThat(initOn("postgresql://x:geheim@127.0.0.1:1/x", Dialogue.NOBODY)).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be read").doesNotContain("geheim");
  }

  @Test
  void emptyDatabaseEndsWithOne() {
    database.execute("DROP TABLE public.gifts, public.orders, public.customers, public.orgs");
    assertThat(init(Dialogue.NOBODY, "--yes")).isEqualTo(1);
    assertThat(file()).doesNotExist();
  }
}
