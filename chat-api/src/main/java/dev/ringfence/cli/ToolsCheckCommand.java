package dev.ringfence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.doctor.CatalogueException;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.Finding;
import dev.ringfence.doctor.JdbcCatalogue;
import dev.ringfence.doctor.Severity;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolFile.Entry;
import dev.ringfence.tools.ToolFileError;
import dev.ringfence.tools.ToolProof;
import dev.ringfence.tools.ToolVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence tools check}. */
@Command(
    name = "check",
    description = {
      "Proves each tool of a file scoped, on the database of RINGFENCE_ADMIN_DATABASE_URL, or of the"
          + " instance in --data.",
      "No statement is run. Exit code 0: every tool loads; 1: one is refused; 2: it could not check."
    })
final class ToolsCheckCommand implements Callable<Integer> {
  private static final int COULD_NOT_CHECK = 2;

  /** How the verdicts are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Parameters(paramLabel = "FILE", description = "the file of tools")
  private Path file = Path.of("tools.yaml");

  @Override
  public Integer call() {
    var verdicts = verdicts();
    if (format == Format.JSON) {
      printJson(verdicts);
    } else {
      printText(verdicts);
    }
    out().flush();
    return verdicts.stream().allMatch(ToolVerdict::loads) ? 0 : 1;
  }

  private List<ToolVerdict> verdicts() {
    try {
      var entries = ToolFile.entries(file);
      var admin = AdminDatabase.of(common.configuration(), common.folder());
      var findings = findings(admin);
      try (var probe = StatementProbe.ofAdministrator(admin)) {
        return verdicts(entries, new ToolProof(probe, redactor()), findings);
      }
    } catch (IOException e) {
      throw new CommandException(COULD_NOT_CHECK, file + " cannot be read");
    } catch (ToolFileError | CatalogueException e) {
      throw new CommandException(COULD_NOT_CHECK, String.valueOf(e.getMessage()));
    } catch (DatabaseException | SQLException e) {
      throw new CommandException(
          COULD_NOT_CHECK, "the database cannot be asked: " + Failures.describe(e));
    }
  }

  private Redactor redactor() {
    return Redactor.of(CommonSettings.redaction(common.configuration()));
  }

  private static List<Finding> findings(PostgresUri admin) throws SQLException {
    try (Connection connection = admin.connect()) {
      return Doctor.ofAdministrator().examine(JdbcCatalogue.open(connection)).stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .toList();
    }
  }

  private List<ToolVerdict> verdicts(List<Entry> entries, ToolProof proof, List<Finding> findings) {
    var tools =
        entries.stream()
            .filter(Entry.Read.class::isInstance)
            .map(entry -> ((Entry.Read) entry).tool())
            .toList();
    var judged = proof.judge(new ToolFile(file.toString(), tools)).iterator();
    return entries.stream()
        .map(
            entry ->
                switch (entry) {
                  case Entry.Read _ -> held(judged.next(), findings);
                  case Entry.Unread(var name, var error) ->
                      new ToolVerdict(
                          name,
                          error.place(),
                          List.of(error.problem() + "; " + error.fix()),
                          List.of());
                })
        .toList();
  }

  /** The verdict, and what the doctor says of the tables that the tool reads. */
  private static ToolVerdict held(ToolVerdict verdict, List<Finding> findings) {
    var reasons = new ArrayList<>(verdict.reasons());
    for (var finding : findings) {
      if (verdict.tables().contains(finding.object())) {
        reasons.add(
            "%s does not hold: %s %s (ringfence doctor --explain %s)"
                .formatted(finding.object(), finding.part(), finding.problem(), finding.rule()));
      }
    }
    return verdict.because(reasons);
  }

  private void printText(List<ToolVerdict> verdicts) {
    for (var verdict : verdicts) {
      if (verdict.loads()) {
        out().printf("loads    %s%n", verdict.tool());
        if (!verdict.tables().isEmpty()) {
          out().printf("         reads %s%n", String.join(", ", verdict.tables()));
        }
      } else {
        out().printf("refused  %s  (%s)%n", verdict.tool(), verdict.at());
        verdict.reasons().forEach(reason -> out().printf("         - %s%n", reason));
      }
    }
    var refused = verdicts.stream().filter(verdict -> !verdict.loads()).count();
    out()
        .printf(
            "%d tool%s: %d refused.%n", verdicts.size(), verdicts.size() == 1 ? "" : "s", refused);
  }

  private void printJson(List<ToolVerdict> verdicts) {
    var json = new ObjectMapper();
    ArrayNode all = json.createArrayNode();
    for (var verdict : verdicts) {
      var entry =
          all.addObject()
              .put("tool", verdict.tool())
              .put("verdict", verdict.loads() ? "loads" : "refused");
      var reasons = entry.putArray("reasons");
      verdict.reasons().forEach(reasons::add);
      var tables = entry.putArray("tables");
      verdict.tables().forEach(tables::add);
      entry.put("line", verdict.at().line());
    }
    try {
      out().println(json.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
