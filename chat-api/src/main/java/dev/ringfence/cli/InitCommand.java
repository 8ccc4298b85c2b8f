package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.proposal.Choices;
import dev.ringfence.proposal.Proposal;
import dev.ringfence.proposal.ProposalException;
import dev.ringfence.proposal.Proposer;
import dev.ringfence.proposal.TableId;
import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.TableProtection;
import dev.ringfence.redaction.Redactor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringfence init}. */
@Command(
    name = "init",
    description = {
      "Reads the schema of your database, and proposes protection for its tables and a tools.yaml for your"
          + " customers' questions. Shows every guess; asks where it is unsure.",
      "It writes nothing without a yes: that of a person at the terminal, or --yes. Without either it prints what it"
          + " would write. Exit code 0: proposed, or written; 1: there is nothing to propose, the answer was no, or a"
          + " table could not be protected; 2: it could not look, or an option is wrong."
    })
final class InitCommand implements Callable<Integer> {
  private static final int COULD_NOT = 2;

  private final Dialogue person;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "your database, as an administrator: postgresql://user:password@host:port/database (default:"
              + " RINGFENCE_ADMIN_DATABASE_URL, or the instance in --data)")
  private @Nullable String database;

  @Option(
      names = "--schema",
      paramLabel = "S",
      description = "look at the tables of this schema only; repeat it for several")
  private Set<String> schemas = new LinkedHashSet<>();

  @Option(
      names = "--tenant-column",
      paramLabel = "C",
      description =
          "a column that says which tenant a row belongs to, wherever a table has it; repeat it, the first counts")
  private List<String> tenantColumns = new ArrayList<>();

  @Option(
      names = "--owner-column",
      paramLabel = "C",
      description = "the same for the customer inside the tenant")
  private List<String> ownerColumns = new ArrayList<>();

  @Option(
      names = "--keep-role",
      paramLabel = "R",
      description =
          "a role of your application that goes on reading and writing every row of the tables it uses; repeat it")
  private Set<String> keepRoles = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the tools are written (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("tools.yaml");

  @Option(names = "--overwrite", description = "with --yes: write over the file that is there")
  private boolean overwrite;

  @Option(names = "--apply", description = "bring the tables inside the fence, too, after a yes")
  private boolean apply;

  @Option(
      names = "--yes",
      description = "yes to writing; what is unsure stays out, as nobody was asked")
  private boolean yes;

  InitCommand() {
    this(Dialogue.ofTerminal());
  }

  InitCommand(Dialogue person) {
    this.person = person;
  }

  @Override
  public Integer call() {
    PostgresUri admin = database();
    Redactor redactor = Redactor.of(CommonSettings.redaction(common.configuration()));
    try (TableProgress progress = new TableProgress()) {
      Proposal proposal =
          proposal(
              new Proposer(admin, redactor, (done, all) -> progress.tables("looked at", done, all)),
              progress);
      ProtectedTables tables = new ProtectedTables(new TableProtection(admin), proposal.requests());
      Map<TableId, ProtectOutcome> planned =
          proposal.isMigrated() ? tables.planned(progress) : Map.of();
      progress.close();
      print(proposal.review(planned));
      if (proposal.isEmpty()) {
        return 1;
      }
      boolean done = isWritten(proposal);
      return (!apply || isApplied(admin, tables)) && done ? 0 : 1;
    } catch (ProposalException e) {
      throw new CommandException(COULD_NOT, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")";
      throw new CommandException(
          COULD_NOT, "the database cannot be read" + state + "; look at --database");
    }
  }

  private PostgresUri database() {
    if (database == null) {
      return AdminDatabase.of(common.configuration(), common.folder());
    }
    try {
      return PostgresUri.parse(database);
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong("--database: " + e.getMessage());
    }
  }

  private Proposal proposal(Proposer proposer, TableProgress progress) throws SQLException {
    Choices choices = new Choices(schemas, tenantColumns, ownerColumns, Set.of());
    Proposal proposal = proposer.propose(choices, keepRoles);
    OwnerQuestions questions = new OwnerQuestions(yes ? Dialogue.NOBODY : person);
    while (true) {
      progress.close();
      Optional<Choices> next = questions.next(choices, proposal.questions());
      if (next.isEmpty()) {
        return proposal;
      }
      choices = next.get();
      proposal = proposer.propose(choices, keepRoles);
    }
  }

  /** Writes the tool file after a yes, or shows it where there is nobody to ask; false for a no. */
  private boolean isWritten(Proposal proposal) {
    String file = proposal.toolFile();
    NewFile target = new NewFile(out);
    if (yes && target.isThere() && !overwrite) {
      throw new CommandException(
          COULD_NOT, out + " is there already, and was not changed: take --out, or --overwrite");
    }
    if (!yes && !person.isSomebody()) {
      print("\n" + file + "\n# Nothing was written: --yes writes it to " + out + ".\n");
      return true;
    }
    String over = target.isThere() ? ", over what is there" : "";
    if (!yes && !person.agrees("Write %d tools to %s%s?".formatted(proposal.tools(), out, over))) {
      print("Nothing was written.\n");
      return false;
    }
    target.write(file);
    print("Wrote %d tools to %s.\n".formatted(proposal.tools(), out));
    return true;
  }

  private boolean isApplied(PostgresUri admin, ProtectedTables tables) {
    if (!yes && !person.agrees("Bring these tables inside the fence now?")) {
      print("No table was changed.\n");
      return !person.isSomebody();
    }
    OperatorAudit audit = new OperatorAudit(admin, common.configuration(), common.folder());
    return tables.applied(
        table -> audit.note(Actor.NO_TENANT, "protect", table), line -> print(line + "\n"));
  }

  private void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
