package dev.ringfence.cli;

import dev.ringfence.redaction.Mask;
import dev.ringfence.vault.SensitiveType;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What was masked and why, a line for each, for people; never what it was. */
final class RedactReport {
  private final PrintWriter out;
  private final Ansi ansi;
  private final Map<SensitiveType, Integer> counts = new EnumMap<>(SensitiveType.class);
  private int line = 1;
  private int column = 1;

  RedactReport(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** Adds the masks of the next part of the text. */
  void add(String text, List<Mask> masks) {
    int at = 0;
    for (Mask mask : masks) {
      advance(text, at, mask.start());
      int lines = line;
      int columns = column;
      advance(text, mask.start(), mask.end());
      at = mask.end();
      counts.merge(mask.placeholder().type(), 1, Integer::sum);
      String place = lines + ":" + columns;
      out.println(
          ansi.string(
                  "@|faint %-9s|@ @|bold,%s %-18s|@ %-8s  "
                      .formatted(place, color(mask.certainty()), name(mask), mask.certainty()))
              + mask.why());
    }
    advance(text, at, text.length());
  }

  /** How many of each kind. */
  void finish() {
    String all =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    out.println(all.isEmpty() ? "nothing was masked" : "masked: " + all);
    out.flush();
  }

  private static String name(Mask mask) {
    return mask.placeholder().toString();
  }

  private static String color(String certainty) {
    return switch (certainty) {
      case "proven" -> "red";
      case "likely" -> "yellow";
      default -> "cyan";
    };
  }

  private void advance(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
  }
}
