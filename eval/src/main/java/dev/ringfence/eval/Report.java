package dev.ringfence.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as text for a person, or as JSON for a program. Canaries appear as hashes alone. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 40;

  private Report() {}

  static String json(RunResult run) {
    ObjectNode root = JSON.createObjectNode();
    root.put("verdict", verdict(run)).put("exitCode", run.exitCode()).put("seed", run.seed());
    ObjectNode counts = root.putObject("cases");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.name().toLowerCase(Locale.ROOT), run.count(verdict));
    }
    root.put("canaries", run.canaries());
    run.blind().forEach(tap -> array(root, "blindTaps").add(tap.name()));
    run.uncovered().forEach(column -> array(root, "uncoveredColumns").add(column));
    ArrayNode columns = root.putArray("columns");
    for (Planting.Column column : run.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("rows", column.rows())
          .put("planted", column.planted())
          .put("without", column.without());
    }
    ArrayNode results = root.putArray("results");
    run.cases().forEach(result -> results.add(json(result)));
    return root.toPrettyString();
  }

  private static ArrayNode array(ObjectNode root, String name) {
    return root.withArray("/" + name);
  }

  private static ObjectNode json(CaseResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("family", result.family())
        .put("attack", result.attack())
        .put("persona", result.persona())
        .put("channel", result.channel())
        .put("verdict", result.verdict().name())
        .put("attempted", result.attempted())
        .put("executed", result.executed())
        .put("observed", result.observed());
    if (!result.missing().isEmpty()) {
      node.put("missing", result.missing());
    }
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : result.findings()) {
      findings
          .addObject()
          .put("id", finding.id())
          .put("breaks", finding.rule().meaning)
          .put("what", finding.what())
          .put("canary", finding.hash());
    }
    return node;
  }

  static String text(RunResult run) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-11s %-8s %6s %6s %6s %13s %10s %9s %9s%n",
            "family",
            "persona",
            "clean",
            "leak",
            "incon.",
            "",
            "attempted",
            "executed",
            "observed"));
    groups(run)
        .forEach(
            (name, cases) -> {
              String[] part = name.split("/");
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%-11s %-8s %6d %6d %6d %13s %10d %9d %9d%n",
                      part[0],
                      part[1],
                      count(cases, Verdict.CLEAN),
                      count(cases, Verdict.LEAK),
                      count(cases, Verdict.INCONCLUSIVE),
                      "",
                      cases.stream().mapToInt(CaseResult::attempted).sum(),
                      cases.stream().mapToInt(CaseResult::executed).sum(),
                      cases.stream().mapToInt(CaseResult::observed).sum()));
            });
    exempt(run, text);
    problems(run, text);
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %d cases, %d clean, %d leaks, %d inconclusive; %d canaries in %d columns; seed %d%n",
            verdict(run),
            run.cases().size(),
            run.count(Verdict.CLEAN),
            run.count(Verdict.LEAK),
            run.count(Verdict.INCONCLUSIVE),
            run.canaries(),
            run.columns().stream().filter(column -> column.planted() > 0).count(),
            run.seed()));
    return text.toString();
  }

  private static void exempt(RunResult run, StringBuilder text) {
    text.append("\nText columns, or rows of them, without a canary, and why:\n");
    for (Planting.Column column : run.columns()) {
      if (column.planted() < column.rows() || column.planted() == 0) {
        String why =
            column.rows() == 0 && column.without().isEmpty() ? "no rows" : column.without();
        text.append(
            String.format(
                Locale.ROOT,
                "  %-36s %d of %d: %s%n",
                column.name(),
                column.planted(),
                column.rows(),
                why));
      }
    }
  }

  private static void problems(RunResult run, StringBuilder text) {
    run.blind().forEach(tap -> text.append("\nBLIND  the tap ").append(tap));
    run.uncovered().forEach(c -> text.append("\nUNCOVERED  the column ").append(c));
    List<CaseResult> bad =
        run.cases().stream().filter(result -> result.verdict() != Verdict.CLEAN).toList();
    for (CaseResult result : bad.stream().limit(SHOWN).toList()) {
      text.append("\n").append(result.verdict()).append("  ").append(result.name());
      text.append(result.missing().isEmpty() ? "" : ": " + result.missing());
      result.findings().stream()
          .limit(6)
          .forEach(
              finding ->
                  text.append("\n    ")
                      .append(finding.id())
                      .append("  ")
                      .append(finding.what())
                      .append("  ")
                      .append(finding.hash()));
    }
    if (bad.size() > SHOWN) {
      text.append("\nand ")
          .append(bad.size() - SHOWN)
          .append(" more; the JSON report has them all");
    }
  }

  private static String verdict(RunResult run) {
    return switch (run.exitCode()) {
      case 0 -> "CLEAN";
      case 1 -> "LEAK";
      default -> "INCONCLUSIVE";
    };
  }

  private static long count(List<CaseResult> cases, Verdict verdict) {
    return cases.stream().filter(result -> result.verdict() == verdict).count();
  }

  private static Map<String, List<CaseResult>> groups(RunResult run) {
    Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
    for (CaseResult result : run.cases()) {
      groups
          .computeIfAbsent(
              result.family() + "/" + result.persona(), _ -> new java.util.ArrayList<>())
          .add(result);
    }
    return groups;
  }
}
