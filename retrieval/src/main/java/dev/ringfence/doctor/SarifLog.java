package dev.ringfence.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * Findings in SARIF 2.1.0, see the OASIS standard "Static Analysis Results Interchange Format". A
 * database has no files, so a result names a logical location, and beside it the file that brings
 * the schema's rules, which code hosts insist on.
 */
final class SarifLog {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String HELP = "docs/doctor.md";

  private SarifLog() {}

  static JsonObject of(List<Finding> findings, List<Rule> rules) {
    List<String> ids = rules.stream().map(Rule::id).toList();
    JsonArray results = new JsonArray();
    findings.forEach(finding -> results.add(result(finding, ids)));
    JsonArray described = new JsonArray();
    rules.forEach(rule -> described.add(describe(rule)));
    return new JsonObject()
        .put("$schema", SCHEMA)
        .put("version", "2.1.0")
        .put(
            "runs",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put(
                            "tool",
                            new JsonObject()
                                .put(
                                    "driver",
                                    new JsonObject()
                                        .put("name", "ringfence doctor")
                                        .put("semanticVersion", "0.1.0")
                                        .put("rules", described)))
                        .put("columnKind", "utf16CodeUnits")
                        .put("results", results)));
  }

  private static JsonObject describe(Rule rule) {
    return new JsonObject()
        .put("id", rule.id())
        .put("shortDescription", text(rule.title()))
        .put("fullDescription", text(rule.harm()))
        .put("help", text(rule.title() + ". " + rule.harm() + " Each finding carries its SQL."))
        .put("defaultConfiguration", new JsonObject().put("level", rule.severity().word()))
        .put(
            "properties",
            new JsonObject()
                .put("tags", new JsonArray().add("security").add(rule.theme()))
                .put("security-severity", rule.severity() == Severity.ERROR ? "8.0" : "4.0"));
  }

  private static JsonObject result(Finding finding, List<String> ids) {
    String name = finding.object() + (finding.part().isEmpty() ? "" : " (" + finding.part() + ")");
    JsonObject location =
        new JsonObject()
            .put(
                "physicalLocation",
                new JsonObject()
                    .put("artifactLocation", new JsonObject().put("uri", HELP))
                    .put("region", new JsonObject().put("startLine", 1)))
            .put(
                "logicalLocations",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", finding.object())
                            .put("fullyQualifiedName", name)
                            .put("kind", "resource")));
    String print = finding.rule() + "|" + name;
    return new JsonObject()
        .put("ruleId", finding.rule())
        .put("ruleIndex", ids.indexOf(finding.rule()))
        .put("level", finding.severity().word())
        .put(
            "message",
            text(finding.object() + ": " + finding.problem() + " Mend: " + finding.fix()))
        .put("locations", new JsonArray().add(location))
        .put(
            "partialFingerprints",
            new JsonObject()
                .put("finding/v1", UUID.nameUUIDFromBytes(print.getBytes(UTF_8)).toString()));
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("text", text);
  }
}
