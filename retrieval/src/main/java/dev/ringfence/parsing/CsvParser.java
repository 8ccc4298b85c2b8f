package dev.ringfence.parsing;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV as one table, whatever its columns are divided by. A cell is text, and a formula in one
 * is text as well.
 */
final class CsvParser implements DocumentParser {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  @Override
  public Set<String> mediaTypes() {
    return PlainTextParser.ordered("text/csv", "text/tab-separated-values");
  }

  @Override
  public Set<String> extensions() {
    return PlainTextParser.ordered("csv", "tsv");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    String text = PlainTextParser.decode(content);
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(text))
            .setIgnoreEmptyLines(false)
            .setTrim(true)
            .get();
    Outline outline = new Outline();
    RunningBlock running = new RunningBlock(outline);
    try (CSVParser records = CSVParser.parse(text, format)) {
      for (CSVRecord row : records) {
        running.row(row.toList());
      }
    }
    running.end();
    return outline.document(null, fallbackTitle);
  }

  /** The one that divides the first line into the most columns. */
  private static char delimiter(String text) {
    String first = text.lines().findFirst().orElse("");
    char best = ',';
    long most = 0;
    for (char candidate : DELIMITERS) {
      long count = first.chars().filter(character -> character == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }
}
