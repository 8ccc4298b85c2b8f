package dev.ringfence.report;

import java.util.Locale;

/** The last run in a few lines of Markdown and a badge, for a README. */
public final class Summary {
  /** A file that has both keeps what stands around them. */
  private static final String BEGIN = "<!-- leak-lab -->";

  private static final String END = "<!-- /leak-lab -->";

  private Summary() {}

  /**
   * The text of a file with the table of this run in it: between the marks where it has them, and
   * instead of all that is there otherwise.
   *
   * @throws ReportException for a text that has one mark, or has them the wrong way round
   */
  public static String into(String file, Review review) {
    int begin = file.indexOf(BEGIN);
    int end = file.indexOf(END);
    if (begin < 0 && end < 0) {
      if (!file.isBlank()) {
        throw new ReportException("has text, and no " + BEGIN + " to write behind");
      }
      return BEGIN + "\n" + table(review) + END + "\n";
    }
    if (begin < 0 || end < begin) {
      throw new ReportException("needs " + BEGIN + " and, behind it, " + END);
    }
    return file.substring(0, begin + BEGIN.length()) + "\n" + table(review) + file.substring(end);
  }

  private static String table(Review review) {
    RunResult run = review.run();
    StringBuilder text = new StringBuilder();
    text.append("| family | cases | clean | leaks | inconclusive |\n");
    text.append("| --- | ---: | ---: | ---: | ---: |\n");
    Coverage coverage = Coverage.of(run, _ -> "all");
    for (String family : coverage.rows().keySet()) {
      Coverage.Cell cell = coverage.cell(family, "all");
      row(text, Printable.markdown(family), cell);
    }
    row(
        text,
        "**all**",
        new Coverage.Cell(
            (int) run.count(Verdict.CLEAN),
            (int) run.count(Verdict.LEAK),
            (int) run.count(Verdict.INCONCLUSIVE)));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %d canaries, seed %d, version %s%s%s%s.%n",
            review.verdict(),
            run.canaries(),
            run.seed(),
            Printable.markdown(review.build().version()),
            review.build().chosen().isEmpty()
                ? ""
                : ", " + Printable.markdown(review.build().chosen()),
            run.useful().asked() ? "; " + run.useful().line() : "",
            review.accepted().isEmpty()
                ? ""
                : "; " + review.accepted().size() + " findings accepted"));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Coverage.Cell cell) {
    text.append("| ").append(name).append(" | ").append(cell.all());
    text.append(" | ").append(cell.clean()).append(" | ").append(cell.leak());
    text.append(" | ").append(cell.inconclusive()).append(" |\n");
  }

  /** A picture of two words, which asks nobody's server. */
  public static String badge(Review review) {
    String word =
        switch (review.exitCode()) {
          case 0 ->
              review.run().cases().size()
                  + (review.build().isPart() ? " chosen cases clean" : " cases clean");
          case 1 -> "leak";
          default -> "inconclusive";
        };
    String colour =
        switch (review.exitCode()) {
          case 0 -> "#1a7f37";
          case 1 -> "#a40e26";
          default -> "#7d4e00";
        };
    int left = 62;
    int right = 14 + 7 * word.length();
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" \
        aria-label="leak lab: %3$s">
        <title>leak lab: %3$s</title>
        <rect width="%4$d" height="20" fill="#24292f"/>
        <rect x="%4$d" width="%2$d" height="20" fill="%5$s"/>
        <g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
        <text x="7" y="14">leak lab</text>
        <text x="%6$d" y="14">%3$s</text>
        </g>
        </svg>
        """,
        left + right,
        right,
        word,
        left,
        colour,
        left + 7);
  }
}
