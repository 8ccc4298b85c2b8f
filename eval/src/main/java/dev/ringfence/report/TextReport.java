package dev.ringfence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as text for a person at a terminal. */
public final class TextReport {
  private static final int SHOWN = 40;

  private TextReport() {}

  /** All of it, ended by a line. */
  public static String of(Review review) {
    RunResult run = review.run();
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
    problems(review, text);
    decided(review, text);
    aside(run.aside(), text);
    useful(run.useful(), text);
    Flow.of(run).forEach(flow -> text.append("\n").append(Printable.of(flow.line())));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %d cases, %d clean, %d leaks, %d inconclusive; %d executions that differ; %d canaries in %d columns; seed %d%n",
            review.verdict(),
            run.cases().size(),
            run.count(Verdict.CLEAN),
            run.count(Verdict.LEAK),
            run.count(Verdict.INCONCLUSIVE),
            run.executions(),
            run.canaries(),
            run.columns().stream().filter(column -> column.planted() > 0).count(),
            run.seed()));
    return text.toString();
  }

  private static void exempt(RunResult run, StringBuilder text) {
    if (run.columns().isEmpty()) {
      return;
    }
    text.append("\nText columns, or rows of them, without a canary, and why:\n");
    for (Column column : run.columns()) {
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

  private static void problems(Review review, StringBuilder text) {
    RunResult run = review.run();
    run.blind().forEach(tap -> text.append("\nBLIND  the tap ").append(tap));
    run.uncovered().forEach(c -> text.append("\nUNCOVERED  the column ").append(c));
    List<CaseResult> bad =
        run.cases().stream()
            .filter(result -> result.verdict() != Verdict.CLEAN && !review.excuses(result))
            .toList();
    for (CaseResult result : bad.stream().limit(SHOWN).toList()) {
      text.append("\n").append(result.verdict()).append("  ").append(result.name());
      text.append(result.missing().isEmpty() ? "" : ": " + Printable.of(result.missing()));
      result.findings().stream()
          .limit(6)
          .forEach(
              finding ->
                  text.append("\n    ")
                      .append(finding.id())
                      .append("  ")
                      .append(Printable.of(finding.what()))
                      .append("  ")
                      .append(finding.hash()));
    }
    if (bad.size() > SHOWN) {
      text.append("\nand ")
          .append(bad.size() - SHOWN)
          .append(" more; the JSON report has them all");
    }
  }

  private static void decided(Review review, StringBuilder text) {
    for (Review.Judged judged : review.accepted()) {
      judged
          .accepted()
          .ifPresent(
              a ->
                  text.append("\nACCEPTED  ")
                      .append(judged.issue().title())
                      .append("  by ")
                      .append(Printable.of(a.owner()))
                      .append(" until ")
                      .append(a.expires())
                      .append(": ")
                      .append(Printable.of(a.reason())));
    }
    for (Accepted unused : review.unused()) {
      text.append("\nUNUSED  the baseline accepts ")
          .append(Printable.of(unused.fingerprint()))
          .append(", which was not found");
    }
  }

  private static void aside(Aside aside, StringBuilder text) {
    aside.notes().forEach(note -> text.append("\nNOT SEEN  ").append(Printable.of(note)));
    if (!aside.rates().isEmpty()) {
      text.append("\n\nThe model's own attack success rate, which is no part of the verdict:");
      aside.rates().forEach(rate -> text.append("\n  ").append(Printable.of(rate.toString())));
    }
    text.append(aside.equals(Aside.NONE) ? "" : "\n");
  }

  private static void useful(Usefulness useful, StringBuilder text) {
    if (!useful.asked()) {
      return;
    }
    text.append('\n').append(useful.line());
    for (Usefulness.Wrong wrong : useful.wrong()) {
      text.append("\n  NOT ANSWERED  ").append(Printable.of(wrong.task()));
      text.append(": ").append(Printable.of(wrong.why()));
    }
    if (!useful.extractive().isEmpty()) {
      text.append("\nwithout a language model, which is no part of the verdict:");
      useful
          .extractive()
          .forEach(rate -> text.append("\n  ").append(Printable.of(rate.toString())));
    }
    text.append('\n');
  }

  private static long count(List<CaseResult> cases, Verdict verdict) {
    return cases.stream().filter(result -> result.verdict() == verdict).count();
  }

  private static Map<String, List<CaseResult>> groups(RunResult run) {
    Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
    for (CaseResult result : run.cases()) {
      groups
          .computeIfAbsent(result.family() + "/" + result.persona(), _ -> new ArrayList<>())
          .add(result);
    }
    return groups;
  }
}
