package dev.ringfence.eval;

import dev.ringfence.report.ReportException;
import dev.ringfence.report.RunDiff;
import dev.ringfence.report.StoredRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ringfence eval diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Says what two runs, written with --report FILE.json, found that is new, gone or still there.",
      "Exit code: 0 nothing new, 1 something new, 3 a file that cannot be read."
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OLD.json", description = "the run before")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "the run after")
  private @Nullable Path after;

  @Override
  public Integer call() {
    if (before == null || after == null) {
      throw new IllegalStateException("picocli asks for both");
    }
    try {
      RunDiff diff = RunDiff.between(StoredRun.read(before), StoredRun.read(after));
      diff.lines().forEach(System.out::println);
      return diff.exitCode();
    } catch (ReportException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
  }
}
