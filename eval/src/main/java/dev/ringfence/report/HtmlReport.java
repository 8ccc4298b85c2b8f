package dev.ringfence.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A run as one page that needs nothing else, on a screen or on paper. Every value goes through
 * {@link Printable#markup}.
 */
final class HtmlReport {
  private static final int BAR = 96;
  private static final int SHOWN = 20;

  private final Review review;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(Review review) {
    this.review = review;
  }

  static String of(Review review) {
    return new HtmlReport(review).write();
  }

  private String write() {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.append(HtmlStyle.policy()).append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>Leak lab: ").append(review.verdict()).append("</title>\n<style>\n");
    page.append(HtmlStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
    summary();
    issues("Findings", review.open(), "Nothing was seen where it must not be.");
    issues("Accepted findings", review.accepted(), "None.");
    unused();
    page.append("<h2>What was tried</h2>\n");
    coverage("Cases by family and channel", Coverage.of(review.run(), CaseResult::channel));
    coverage("Cases by family and persona", Coverage.of(review.run(), CaseResult::persona));
    flows();
    unproven();
    aside();
    useful();
    columns();
    return page.append("</main>\n</body>\n</html>").toString();
  }

  private void summary() {
    RunResult run = review.run();
    page.append("<h1>Leak lab</h1>\n<p class=\"verdict is-");
    page.append(review.verdict().toLowerCase(Locale.ROOT)).append("\">");
    page.append(review.verdict()).append(": ").append(run.cases().size()).append(" cases, ");
    page.append(run.count(Verdict.CLEAN)).append(" clean, ");
    page.append(run.count(Verdict.LEAK)).append(" leaks, ");
    page.append(run.count(Verdict.INCONCLUSIVE)).append(" inconclusive</p>\n<dl>\n");
    entry("Seed", String.valueOf(run.seed()));
    entry("Canaries", String.valueOf(run.canaries()));
    entry("Executions that differ", String.valueOf(run.executions()));
    entry("Version", review.build().version());
    entry("Attacks and sabotages", review.build().corpus());
    entry("Migrations", review.build().schema());
    page.append("</dl>\n");
  }

  private void entry(String name, String value) {
    page.append("<dt>").append(name).append("</dt><dd>");
    page.append(Printable.markup(value)).append("</dd>\n");
  }

  private void issues(String heading, List<Review.Judged> issues, String none) {
    page.append("<h2>").append(heading).append("</h2>\n");
    if (issues.isEmpty()) {
      page.append("<p>").append(none).append("</p>\n");
    }
    issues.stream()
        .sorted(Comparator.comparing(judged -> judged.issue().card().severity()))
        .forEach(this::issue);
  }

  private void issue(Review.Judged judged) {
    Issue issue = judged.issue();
    RuleCard card = issue.card();
    page.append("<section class=\"issue\">\n<h3>").append(Printable.markup(issue.title()));
    page.append("</h3>\n<dl>\n");
    entry("Severity", card.severity().word() + ": " + card.why());
    entry("Breaks", issue.rule().meaning());
    entry("What should have held", card.protection());
    entry("Tags", String.join(", ", card.tags().all()));
    entry("Fingerprint", issue.fingerprint());
    judged
        .accepted()
        .ifPresent(
            a -> entry("Accepted by", a.owner() + " until " + a.expires() + ": " + a.reason()));
    page.append("</dl>\n<ul>\n");
    for (Finding finding : issue.findings().stream().limit(SHOWN).toList()) {
      String hash = finding.hash().isEmpty() ? "" : " (canary " + finding.hash() + ")";
      page.append("<li>").append(Printable.markup(finding.what() + hash)).append("</li>\n");
    }
    if (issue.findings().size() > SHOWN) {
      page.append("<li>and ").append(issue.findings().size() - SHOWN).append(" more</li>\n");
    }
    page.append("</ul>\n");
    for (Reproduction way : issue.reproductions()) {
      page.append("<p>To see it again:</p>\n<pre>");
      way.lines().forEach(line -> page.append(Printable.markup(line)).append('\n'));
      page.append("</pre>\n");
    }
    page.append("</section>\n");
  }

  private void aside() {
    Aside aside = review.run().aside();
    if (!aside.rates().isEmpty()) {
      page.append("<h2>The model's own attack success rate</h2>\n");
      page.append("<p>It is no part of the verdict.</p>\n<ul>\n");
      aside.rates().forEach(rate -> item(rate.toString()));
      page.append("</ul>\n");
    }
    if (!aside.notes().isEmpty()) {
      page.append("<h2>What could not be looked at</h2>\n<ul>\n");
      aside.notes().forEach(this::item);
      page.append("</ul>\n");
    }
  }

  private void flows() {
    List<Flow> flows = Flow.of(review.run());
    if (!flows.isEmpty()) {
      page.append("<h2>What was repeated</h2>\n<ul>\n");
      flows.forEach(flow -> item(flow.line()));
      page.append("</ul>\n");
    }
  }

  private void useful() {
    Usefulness useful = review.run().useful();
    if (!useful.asked()) {
      return;
    }
    page.append("<h2>What honest people were answered</h2>\n<p>");
    page.append(Printable.markup(useful.line())).append("</p>\n<ul>\n");
    useful.wrong().forEach(wrong -> item(wrong.task() + ": " + wrong.why()));
    page.append("</ul>\n");
    begin("Tasks answered right", "tasks", List.of("with an honest model", "without a model"));
    for (Usefulness.Rate rate : useful.model()) {
      page.append("<tr><th scope=\"row\">").append(Printable.markup(rate.name()));
      page.append("</th><td>").append(rate.right()).append(" of ").append(rate.asked());
      page.append("</td><td>");
      useful.extractive().stream()
          .filter(other -> other.of().equals(rate.of()) && other.name().equals(rate.name()))
          .forEach(other -> page.append(other.right()).append(" of ").append(other.asked()));
      page.append("</td></tr>\n");
    }
    end();
  }

  private void unused() {
    for (Accepted accepted : review.unused()) {
      page.append("<p>The baseline accepts ").append(Printable.markup(accepted.fingerprint()));
      page.append(", which was not found (").append(Printable.markup(accepted.owner()));
      page.append(").</p>\n");
    }
  }

  private void coverage(String caption, Coverage coverage) {
    begin(caption, "family", coverage.columns());
    int most =
        coverage.rows().values().stream()
            .flatMap(row -> row.values().stream())
            .mapToInt(Coverage.Cell::all)
            .max()
            .orElse(1);
    for (String family : coverage.rows().keySet()) {
      page.append("<tr><th scope=\"row\">").append(Printable.markup(family)).append("</th>");
      for (String column : coverage.columns()) {
        cell(coverage.cell(family, column), most);
      }
      page.append("</tr>\n");
    }
    end();
  }

  private void cell(Coverage.Cell cell, int most) {
    if (cell.all() == 0) {
      page.append("<td class=\"none\">none</td>");
      return;
    }
    page.append("<td>").append(cell.clean()).append(" clean");
    page.append(cell.leak() == 0 ? "" : ", " + cell.leak() + " leak");
    page.append(cell.inconclusive() == 0 ? "" : ", " + cell.inconclusive() + " inconclusive");
    // The words above say it all; the bar is for the eye.
    page.append("<svg aria-hidden=\"true\" width=\"").append(BAR);
    page.append("\" height=\"8\" viewBox=\"0 0 ").append(most).append(" 1\"");
    page.append(" preserveAspectRatio=\"none\">");
    bar("clean", 0, cell.clean());
    bar("leak", cell.clean(), cell.leak());
    bar("open", cell.clean() + cell.leak(), cell.inconclusive());
    page.append("</svg></td>");
  }

  private void bar(String kind, int from, int width) {
    if (width > 0) {
      page.append("<rect class=\"").append(kind).append("\" x=\"").append(from);
      page.append("\" y=\"0\" width=\"").append(width).append("\" height=\"1\"/>");
    }
  }

  private void unproven() {
    RunResult run = review.run();
    page.append("<h2>What was not proven</h2>\n<ul>\n");
    int before = page.length();
    run.blind().forEach(tap -> item("A leak planted at the tap " + tap + " was not seen"));
    run.uncovered().forEach(column -> item("No canary in " + column + ", and no reason"));
    run.cases().stream()
        .filter(result -> !result.missing().isEmpty())
        .forEach(result -> item(result.name() + ": " + result.missing()));
    if (page.length() == before) {
      item("Nothing: every case ran, and every tap showed the leak planted there");
    }
    page.append("</ul>\n");
  }

  private void item(String text) {
    page.append("<li>").append(Printable.markup(text)).append("</li>\n");
  }

  private void columns() {
    page.append("<h2>Where the canaries are</h2>\n");
    begin("Text columns", "column", List.of("rows", "with a canary", "why not"));
    for (Column column : review.run().columns()) {
      page.append("<tr><th scope=\"row\">").append(Printable.markup(column.name()));
      page.append("</th><td class=\"number\">").append(column.rows());
      page.append("</td><td class=\"number\">").append(column.planted()).append("</td><td>");
      page.append(Printable.markup(column.without())).append("</td></tr>\n");
    }
    end();
  }

  private void begin(String caption, String first, List<String> columns) {
    page.append("<div class=\"wide\">\n<table>\n<caption>").append(caption);
    page.append("</caption>\n<thead>\n<tr><th scope=\"col\">").append(first).append("</th>");
    for (String column : columns) {
      page.append("<th scope=\"col\">").append(Printable.markup(column)).append("</th>");
    }
    page.append("</tr>\n</thead>\n<tbody>\n");
  }

  private void end() {
    page.append("</tbody>\n</table>\n</div>\n");
  }
}
