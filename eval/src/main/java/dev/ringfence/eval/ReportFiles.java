package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.report.ReportException;
import dev.ringfence.report.ReportForm;
import dev.ringfence.report.Review;
import dev.ringfence.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a run is written to, beside standard output. */
final class ReportFiles {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "also writes a report there, in the form of its ending: .html, .json, .sarif or .xml"
              + " (JUnit's); may be repeated")
  private List<Path> reports = List.of();

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "also writes a table in Markdown there, between the marks <!-- leak-lab -->")
  private @Nullable Path summary;

  @Option(names = "--badge", paramLabel = "FILE", description = "also draws a badge there, in SVG")
  private @Nullable Path badge;

  /**
   * Looks at what can be looked at before the lab has worked for minutes.
   *
   * @throws ReportException for a file that could not be written
   */
  void check() {
    reports.forEach(ReportForm::of);
    Stream.concat(reports.stream(), Stream.of(summary, badge).flatMap(Stream::ofNullable))
        .forEach(ReportFiles::reachable);
  }

  private static void reachable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new ReportException(file + " cannot be written: there is no such folder");
    }
  }

  /**
   * Writes all of them.
   *
   * @throws ReportException when one cannot be written
   */
  void write(Review review, Consumer<String> progress) {
    for (Path file : reports) {
      write(file, ReportForm.of(file).write(review), progress);
    }
    if (summary != null) {
      write(summary, summary(summary, review), progress);
    }
    if (badge != null) {
      write(badge, Summary.badge(review), progress);
    }
  }

  private static String summary(Path file, Review review) {
    try {
      return Summary.into(Files.exists(file) ? Files.readString(file, UTF_8) : "", review);
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    } catch (ReportException e) {
      throw new ReportException(file + ": " + e.getMessage());
    }
  }

  private static void write(Path file, String text, Consumer<String> progress) {
    try {
      // Bytes, since a half of a character in an attack's answer must not cost the report.
      Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new ReportException(file + " cannot be written");
    }
    progress.accept("a report is in " + file);
  }
}
