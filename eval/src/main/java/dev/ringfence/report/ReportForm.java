package dev.ringfence.report;

import java.nio.file.Path;
import java.util.Locale;

/** A form of the report, told by a file's name. */
public enum ReportForm {
  /** For people, on a screen or on paper. */
  HTML(".html"),
  /** For programs, {@code diff} and {@code attest}. */
  JSON(".json"),
  /** For code hosts. */
  SARIF(".sarif"),
  /** JUnit's, for build servers. */
  JUNIT(".xml");

  private final String ending;

  ReportForm(String ending) {
    this.ending = ending;
  }

  /**
   * The form of a file of that name.
   *
   * @throws ReportException for a name that says none
   */
  public static ReportForm of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (ReportForm form : values()) {
      if (name.endsWith(form.ending)) {
        return form;
      }
    }
    throw new ReportException(
        file + ": a report is a file that ends in .html, .json, .sarif or .xml");
  }

  /** The report, ended by a line. */
  public String write(Review review) {
    String text =
        switch (this) {
          case HTML -> HtmlReport.of(review);
          case JSON -> JsonReport.of(review);
          case SARIF -> SarifReport.of(review);
          case JUNIT -> JunitReport.of(review);
        };
    return text + "\n";
  }
}
