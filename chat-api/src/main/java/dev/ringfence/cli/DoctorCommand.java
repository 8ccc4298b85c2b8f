package dev.ringfence.cli;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.doctor.Accepted;
import dev.ringfence.doctor.Baseline;
import dev.ringfence.doctor.BaselineException;
import dev.ringfence.doctor.CatalogueException;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.Finding;
import dev.ringfence.doctor.JdbcCatalogue;
import dev.ringfence.doctor.Report;
import dev.ringfence.doctor.Rule;
import dev.ringfence.doctor.Rulebook;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringfence doctor}. */
@Command(
    name = "doctor",
    description = {
      "Checks a database against every rule, as RINGFENCE_ADMIN_DATABASE_URL, or the instance in --data.",
      "It changes nothing. Exit code 0: clean; 1: a finding that the baseline does not accept; 2: it could"
          + " not check."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int COULD_NOT_CHECK = 2;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--format", description = "text, json or sarif (default: ${DEFAULT-VALUE})")
  private Report format = Report.TEXT;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "accepted findings (default: the file of RINGFENCE_BASELINE, where there is one)")
  private @Nullable Path baseline;

  @Option(names = "--orphans", description = "count rows whose owner does not exist, too")
  private boolean orphans;

  @Option(names = "--rules", description = "list the rules, and check nothing")
  private boolean rules;

  @Option(names = "--explain", paramLabel = "RULE", description = "say all about one rule")
  private @Nullable String explain;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "accept all that is found now; needs --expires and --reason")
  private @Nullable Path writeBaseline;

  @Option(names = "--expires", paramLabel = "DATE", description = "the last day they are accepted")
  private @Nullable LocalDate expires;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why they are accepted")
  private @Nullable String reason;

  @Override
  public Integer call() {
    if (rules) {
      Rulebook.standard().rules().forEach(rule -> out().println(line(rule)));
      return 0;
    }
    if (explain != null) {
      return explain(explain);
    }
    try {
      Baseline accepted = accepted();
      Doctor doctor = orphans ? Doctor.ofAdministrator().withOrphans() : Doctor.ofAdministrator();
      List<Finding> findings = examine(doctor);
      if (writeBaseline != null) {
        return write(writeBaseline, accepted, findings);
      }
      Baseline.Review review = accepted.review(findings, LocalDate.now());
      out().print(format.of(review.findings(), doctor.rules()));
      out().flush();
      review.expired().forEach(entry -> note(entry, "has expired"));
      review.unused().forEach(entry -> note(entry, "accepts nothing that is there"));
      return review.findings().isEmpty() ? 0 : 1;
    } catch (BaselineException | CatalogueException e) {
      throw new CommandException(COULD_NOT_CHECK, String.valueOf(e.getMessage()));
    }
  }

  private List<Finding> examine(Doctor doctor) {
    PostgresUri admin = AdminDatabase.of(common.configuration(), common.folder());
    try (Connection connection = admin.connect()) {
      return doctor.examine(JdbcCatalogue.open(connection));
    } catch (SQLException e) {
      throw new CommandException(
          COULD_NOT_CHECK, "the database cannot be reached: " + Failures.describe(e));
    }
  }

  private Baseline accepted() {
    if (baseline != null) {
      return Baseline.read(baseline);
    }
    Path usual = Path.of(common.configuration().get(Setting.BASELINE));
    return Files.exists(usual) ? Baseline.read(usual) : Baseline.empty();
  }

  private int write(Path file, Baseline before, List<Finding> findings) {
    LocalDate until = expires;
    String why = reason;
    if (until == null || why == null || why.isBlank()) {
      throw Configuration.wrong("--write-baseline needs --expires and --reason");
    }
    Baseline.Review review = before.review(findings, LocalDate.now());
    Baseline all = before;
    for (Finding finding : review.findings()) {
      all = all.with(Accepted.of(finding, why, until));
    }
    all.write(file);
    int added = review.findings().size();
    out()
        .println(
            "Accepted %d finding%s until %s, in %s."
                .formatted(added, added == 1 ? "" : "s", until, file));
    return 0;
  }

  private int explain(String id) {
    Rule rule =
        Rulebook.standard()
            .find(id)
            .orElseThrow(
                () -> Configuration.wrong("there is no rule " + id + "; see doctor --rules"));
    out().println(line(rule));
    out().println(rule.harm());
    if (!rule.sql().isEmpty()) {
      out().println();
      out().println(rule.sql());
    }
    return 0;
  }

  private static String line(Rule rule) {
    return "%-28s %-8s %s".formatted(rule.id(), rule.severity().word(), rule.title());
  }

  private void note(Accepted entry, String what) {
    Objects.requireNonNull(spec)
        .commandLine()
        .getErr()
        .println("ringfence: baseline: %s on %s %s".formatted(entry.rule(), entry.object(), what));
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
