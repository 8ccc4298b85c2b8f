package dev.ringfence.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.report.Finding.Rule;

/**
 * A run in SARIF 2.1.0, see the OASIS standard "Static Analysis Results Interchange Format", in the
 * form that the doctor's findings have: a logical location, and beside it the page that tells of
 * the lab, since code hosts insist on a file.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String HELP = "docs/leak-lab.md";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SarifReport() {}

  static String of(Review review) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "ringfence eval").put("semanticVersion", review.build().version());
    ArrayNode rules = driver.putArray("rules");
    for (Rule rule : Rule.values()) {
      describe(rules.addObject(), rule);
    }
    invocation(run, review);
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    review.issues().forEach(judged -> result(results.addObject(), judged));
    return root.toPrettyString();
  }

  private static void describe(ObjectNode node, Rule rule) {
    RuleCard card = RuleCard.of(rule);
    node.put("id", rule.id());
    text(node, "shortDescription", rule.meaning());
    text(node, "fullDescription", rule.meaning() + ". What should have held: " + card.protection());
    text(node, "help", "Severity " + card.severity().word() + ", since " + card.why() + ".");
    node.putObject("defaultConfiguration").put("level", card.severity().level);
    ObjectNode properties = node.putObject("properties");
    ArrayNode tags = properties.putArray("tags").add("security");
    card.tags().all().forEach(tags::add);
    properties.put("security-severity", card.severity().score);
    properties.put("invariant", card.invariant()).put("protection", card.protection());
  }

  /** What kept the run from proving anything is no result: nothing was found there. */
  private static void invocation(ObjectNode run, Review review) {
    ObjectNode invocation = run.putArray("invocations").addObject();
    invocation
        .put("executionSuccessful", review.exitCode() != 2)
        .put("exitCode", review.exitCode());
    ArrayNode notes = invocation.putArray("toolExecutionNotifications");
    for (CaseResult result : review.run().cases()) {
      if (!result.missing().isEmpty()) {
        error(notes, "Not proven: " + result.name() + ": " + result.missing());
      }
    }
    review.run().blind().forEach(tap -> error(notes, "A leak planted at " + tap + " was not seen"));
    review.run().uncovered().forEach(column -> error(notes, "No canary in " + column));
    if (!review.run().useful().enough()) {
      error(notes, "Not useful: " + review.run().useful().line());
    }
  }

  private static void error(ArrayNode notes, String message) {
    ObjectNode note = notes.addObject();
    note.put("level", "error");
    text(note, "message", message);
  }

  private static void result(ObjectNode node, Review.Judged judged) {
    Issue issue = judged.issue();
    CaseResult source = issue.source();
    node.put("ruleId", issue.rule().id())
        .put("ruleIndex", issue.rule().ordinal())
        .put("level", issue.card().severity().level);
    text(
        node,
        "message",
        issue.title()
            + ": "
            + issue.findings().getFirst().what()
            + (issue.findings().size() > 1 ? " and " + (issue.findings().size() - 1) + " more" : "")
            + ". What should have held: "
            + issue.card().protection());
    ObjectNode location = node.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", HELP);
    physical.putObject("region").put("startLine", 1);
    location
        .putArray("logicalLocations")
        .addObject()
        .put("name", source.attack())
        .put("fullyQualifiedName", source.name() + " (" + source.channel() + ")")
        .put("kind", "attack");
    node.putObject("partialFingerprints").put("finding/v1", issue.fingerprint());
    judged.accepted().ifPresent(accepted -> suppress(node, accepted));
  }

  private static void suppress(ObjectNode node, Accepted accepted) {
    node.putArray("suppressions")
        .addObject()
        .put("kind", "external")
        .put("status", "accepted")
        .put(
            "justification",
            accepted.owner() + ", until " + accepted.expires() + ": " + accepted.reason());
  }

  private static void text(ObjectNode node, String name, String text) {
    node.putObject(name).put("text", text);
  }
}
