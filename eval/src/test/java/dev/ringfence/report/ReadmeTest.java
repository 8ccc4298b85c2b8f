package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of the last run is what {@code --summary} and {@code --badge} wrote. */
final class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("ringfence.build.root"));
  private static final String BADGE = "docs/images/leak-lab.svg";
  private static final Pattern ROW =
      Pattern.compile(
          "\\| ([a-z-]+|\\*\\*all\\*\\*) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|");

  /** One case, which gives a table its form. */
  private static final Review FORM =
      Review.of(Runs.run(1, Runs.result("ask", "id-walk", "ana", "")), Runs.BUILD);

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<String> table() throws IOException {
    String readme = readme();
    assertThat(readme).containsOnlyOnce("<!-- leak-lab -->").containsOnlyOnce("<!-- /leak-lab -->");
    return readme
        .substring(
            readme.indexOf("<!-- leak-lab -->") + "<!-- leak-lab -->\n".length(),
            readme.indexOf("<!-- /leak-lab -->"))
        .lines()
        .toList();
  }

  private static List<int[]> rows() throws IOException {
    List<String> table = table();
    return table.subList(2, table.size() - 2).stream()
        .map(
            line -> {
              MatchResult row =
                  ROW.matcher(line)
                      .results()
                      .findFirst()
                      .orElseThrow(() -> new AssertionError("no row: " + line));
              int[] cells = new int[4];
              for (int i = 0; i < cells.length; i++) {
                cells[i] = Integer.parseInt(row.group(i + 2));
              }
              return cells;
            })
        .toList();
  }

  @Test
  void tableHasTheFormThatACommandWrites() throws Exception {
    List<String> table = table();
    List<String> form = Summary.into("", FORM).lines().skip(1).toList();
    assertThat(table.subList(0, 2)).isEqualTo(form.subList(0, 2));
    assertThat(table.get(table.size() - 3)).startsWith("| **all** |");
    assertThat(table.get(table.size() - 2)).isEmpty();
    assertThat(table.getLast())
        .matches(
            "CLEAN: [1-9][0-9]* canaries, seed [0-9]+, version "
                + Pattern.quote(Build.VERSION)
                + ", profile (ci|full); useful: ([1-9][0-9]*) of [0-9]+ \\([0-9.]+ %\\)\\.");
    assertThat(Summary.into(readme(), FORM)).startsWith("# ringfence").contains("| ask | 1 | 1 |");
  }

  @Test
  void rowsAddUpToAllCasesAndEveryCaseIsClean() throws Exception {
    List<int[]> rows = rows();
    for (int column = 0; column < 4; column++) {
      int at = column;
      int sum = rows.subList(0, rows.size() - 1).stream().mapToInt(row -> row[at]).sum();
      assertThat(rows.getLast()[column]).as("column %s", column).isEqualTo(sum);
    }
    assertThat(rows).hasSizeGreaterThan(10).allMatch(row -> row[0] == row[1] && row[0] > 0);
  }

  @Test
  void badgeIsDrawnOfTheSameRun() throws Exception {
    CaseResult clean = Runs.result("ask", "id-walk", "ana", "");
    CaseResult[] cases = Collections.nCopies(rows().getLast()[0], clean).toArray(CaseResult[]::new);
    Review review = Review.of(Runs.run(1, cases), Runs.BUILD);
    assertThat(Files.readString(ROOT.resolve(BADGE))).isEqualTo(Summary.badge(review));
    assertThat(readme()).contains("](" + BADGE + ")");
  }
}
