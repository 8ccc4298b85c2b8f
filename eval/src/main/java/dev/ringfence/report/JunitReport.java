package dev.ringfence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as JUnit's XML, for build servers: a suite for each family, a test for each case. A leak is
 * a failure, what could not be evaluated an error, and what is accepted is skipped, with who
 * answers for it. No times: the same result is the same file.
 */
final class JunitReport {
  private final Review review;
  private final StringBuilder xml =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private JunitReport(Review review) {
    this.review = review;
  }

  /** How one test ended. */
  private record Outcome(String name, String element, String message, String text) {}

  static String of(Review review) {
    return new JunitReport(review).write();
  }

  private String write() {
    Map<String, List<Outcome>> suites = new LinkedHashMap<>();
    suites.put("lab", lab());
    for (CaseResult result : review.run().cases()) {
      suites.computeIfAbsent(result.family(), _ -> new ArrayList<>()).add(outcome(result));
    }
    List<Outcome> all = suites.values().stream().flatMap(List::stream).toList();
    xml.append("<testsuites name=\"ringfence eval\"").append(counts(all)).append(">\n");
    suites.forEach(this::suite);
    return xml.append("</testsuites>").toString();
  }

  /** Whether the lab itself saw what it was to see. */
  private List<Outcome> lab() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Tap tap : Tap.values()) {
      boolean blind = review.run().blind().contains(tap);
      outcomes.add(
          new Outcome(
              "a leak planted at " + tap + " is seen",
              blind ? "error" : "",
              "the tap is blind",
              ""));
    }
    review
        .run()
        .uncovered()
        .forEach(
            column ->
                outcomes.add(
                    new Outcome(
                        "a canary in " + column, "error", "there is none, for no reason", "")));
    Usefulness useful = review.run().useful();
    if (useful.asked()) {
      outcomes.add(
          new Outcome(
              "honest people are answered", useful.enough() ? "" : "error", useful.line(), ""));
    }
    if (review.run().cases().isEmpty()) {
      outcomes.add(new Outcome("any case", "error", "nothing was attacked", ""));
    }
    return outcomes;
  }

  private Outcome outcome(CaseResult result) {
    String name = result.attack() + " as " + result.persona() + " (" + result.channel() + ")";
    return switch (result.verdict()) {
      case CLEAN -> new Outcome(name, "", "", "");
      case INCONCLUSIVE -> new Outcome(name, "error", result.missing(), "");
      case LEAK -> leak(name, result);
    };
  }

  private Outcome leak(String name, CaseResult result) {
    if (!review.excuses(result)) {
      return new Outcome(
          name, "failure", result.findings().getFirst().rule().meaning(), lines(result));
    }
    return result.missing().isEmpty()
        ? new Outcome(name, "skipped", "accepted: " + owners(result), "")
        : new Outcome(name, "error", result.missing(), lines(result));
  }

  private String owners(CaseResult result) {
    List<String> prints =
        result.findings().stream().map(finding -> Issue.fingerprint(finding, result)).toList();
    return String.join(
        "; ",
        review.accepted().stream()
            .filter(judged -> prints.contains(judged.issue().fingerprint()))
            .flatMap(judged -> judged.accepted().stream())
            .map(a -> a.owner() + " until " + a.expires() + ", " + a.reason())
            .toList());
  }

  private static String lines(CaseResult result) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : result.findings()) {
      RuleCard card = RuleCard.of(finding.rule());
      // Each part by itself, so that a line ends where this says so.
      lines
          .append(Printable.markup(finding.id() + " (" + card.severity().word() + "): "))
          .append(Printable.markup(finding.what() + " " + finding.hash()))
          .append(Printable.markup(" [" + Issue.fingerprint(finding, result) + "]"))
          .append('\n');
    }
    return lines.toString();
  }

  private void suite(String name, List<Outcome> outcomes) {
    xml.append("  <testsuite").append(attribute("name", name)).append(counts(outcomes));
    xml.append(">\n");
    for (Outcome outcome : outcomes) {
      xml.append("    <testcase")
          .append(attribute("classname", "ringfence.eval." + name))
          .append(attribute("name", outcome.name()));
      if (outcome.element().isEmpty()) {
        xml.append("/>\n");
        continue;
      }
      xml.append(">\n      <").append(outcome.element());
      xml.append(attribute("message", outcome.message())).append('>');
      xml.append(outcome.text()).append("</").append(outcome.element()).append(">\n");
      xml.append("    </testcase>\n");
    }
    xml.append("  </testsuite>\n");
  }

  private static String counts(List<Outcome> outcomes) {
    return attribute("tests", String.valueOf(outcomes.size()))
        + attribute("failures", count(outcomes, "failure"))
        + attribute("errors", count(outcomes, "error"))
        + attribute("skipped", count(outcomes, "skipped"));
  }

  private static String count(List<Outcome> outcomes, String element) {
    return String.valueOf(outcomes.stream().filter(o -> o.element().equals(element)).count());
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + Printable.markup(value) + "\"";
  }
}
