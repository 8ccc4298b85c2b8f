package dev.ringfence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A result as people and as programs read it. */
final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-58s %5s  %-22s %-22s %8s %8s  %s%n";

  private BenchReport() {}

  static String text(BenchResult result) {
    StringBuilder text = new StringBuilder();
    result.machine().forEach(fact -> text.append(fact).append('\n'));
    text.append('\n');
    text.append(row("measured", "n", "median (rounds)", "p95 (rounds)", "least", "most", "ratio"));
    for (Series series : result.series()) {
      Sample all = series.all();
      text.append(
          row(
              series.name() + ", " + series.unit().symbol,
              Integer.toString(all.size()),
              withSpread(all.median(), series.overRounds(Sample::median)),
              withSpread(all.percentile(95), series.overRounds(round -> round.percentile(95))),
              number(all.least()),
              number(all.most()),
              series.ratio().map(ratio -> "x " + number(ratio)).orElse("")));
    }
    text.append('\n');
    for (Goal goal : result.goals()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-6s  %s: %s %s, to be below %s %s%n",
              goal.met() ? "met" : "MISSED",
              goal.what(),
              number(goal.measured()),
              goal.unit().symbol,
              number(goal.limit()),
              goal.unit().symbol));
    }
    result.remarks().forEach(remark -> text.append('\n').append(remark).append('\n'));
    return text.toString().stripTrailing();
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).replaceAll(" +\n$", "\n");
  }

  private static String withSpread(double figure, Sample overRounds) {
    return overRounds.size() == 1
        ? number(figure)
        : number(figure)
            + " ("
            + number(overRounds.least())
            + " to "
            + number(overRounds.most())
            + ")";
  }

  /** Three significant digits at most; more would only be noise. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
  }

  static String json(BenchResult result) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode machine = body.putArray("machine");
    result.machine().forEach(machine::add);
    ArrayNode all = body.putArray("measured");
    result.series().forEach(series -> describe(series, all.addObject()));
    ArrayNode goals = body.putArray("goals");
    for (Goal goal : result.goals()) {
      goals
          .addObject()
          .put("what", goal.what())
          .put("unit", goal.unit().symbol)
          .put("limit", goal.limit())
          .put("measured", goal.measured())
          .put("met", goal.met());
    }
    ArrayNode remarks = body.putArray("remarks");
    result.remarks().forEach(remarks::add);
    return body.toPrettyString();
  }

  private static void describe(Series series, ObjectNode node) {
    Sample all = series.all();
    node.put("name", series.name()).put("unit", series.unit().symbol).put("n", all.size());
    figures(all, node);
    series.baseline().ifPresent(other -> node.put("baseline", other.name()));
    series.ratio().ifPresent(ratio -> node.put("ratio", ratio));
    ArrayNode rounds = node.putArray("rounds");
    series.rounds().forEach(round -> figures(round, rounds.addObject()));
  }

  private static void figures(Sample sample, ObjectNode node) {
    node.put("median", sample.median())
        .put("p95", sample.percentile(95))
        .put("least", sample.least())
        .put("most", sample.most());
  }
}
