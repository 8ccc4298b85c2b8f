package dev.ringfence.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** A run for programs: everything, in one object. {@link StoredRun} reads it again. */
public final class JsonReport {
  /** Raised when a reader of the former would understand something else. */
  static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /** All of it, without a line's end. */
  public static String of(Review review) {
    RunResult run = review.run();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT)
        .put("verdict", review.verdict())
        .put("exitCode", review.exitCode())
        .put("seed", run.seed());
    ObjectNode build = root.putObject("build");
    build
        .put("version", review.build().version())
        .put("corpus", review.build().corpus())
        .put("schema", review.build().schema());
    if (!review.build().chosen().isEmpty()) {
      build.put("chosen", review.build().chosen());
    }
    ObjectNode counts = root.putObject("cases");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.name().toLowerCase(Locale.ROOT), run.count(verdict));
    }
    root.put("canaries", run.canaries());
    root.put("executions", run.executions());
    ArrayNode blind = root.putArray("blindTaps");
    run.blind().forEach(tap -> blind.add(tap.name()));
    texts(root, "uncoveredColumns", run.uncovered());
    ArrayNode columns = root.putArray("columns");
    for (Column column : run.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("rows", column.rows())
          .put("planted", column.planted())
          .put("without", column.without());
    }
    aside(root, run.aside());
    useful(root, run.useful());
    flows(root, Flow.of(run));
    ArrayNode issues = root.putArray("issues");
    review.issues().forEach(judged -> issue(issues.addObject(), judged));
    ArrayNode unused = root.putArray("unusedAcceptances");
    review.unused().forEach(accepted -> accepted(unused.addObject(), accepted));
    ArrayNode results = root.putArray("results");
    run.cases().forEach(result -> result(results.addObject(), result));
    return root.toPrettyString();
  }

  /** Left out where there is nothing, as in runs that attack with a model of their own. */
  private static void aside(ObjectNode root, Aside aside) {
    if (!aside.notes().isEmpty()) {
      texts(root, "notSeen", aside.notes());
    }
    if (!aside.rates().isEmpty()) {
      ArrayNode rates = root.putArray("modelRates");
      for (AttackRate rate : aside.rates()) {
        rates
            .addObject()
            .put("strategy", rate.strategy())
            .put("shown", rate.shown())
            .put("answered", rate.answered())
            .put("upper95", rate.upper())
            .put("method", rate.method());
      }
    }
  }

  /** Left out where nothing was repeated. */
  private static void flows(ObjectNode root, List<Flow> flows) {
    if (!flows.isEmpty()) {
      ArrayNode array = root.putArray("flows");
      for (Flow flow : flows) {
        array
            .addObject()
            .put("family", flow.family())
            .put("name", flow.name())
            .put("persona", flow.persona())
            .put("clean", flow.clean())
            .put("of", flow.of())
            .put("verdict", flow.verdict().name());
      }
    }
  }

  private static void useful(ObjectNode root, Usefulness useful) {
    if (!useful.asked()) {
      return;
    }
    ObjectNode node = root.putObject("useful");
    node.put("enough", useful.enough()).put("needed", Usefulness.NEEDED);
    rates(node.putArray("model"), useful.model());
    ArrayNode wrong = node.putArray("wrong");
    useful.wrong().forEach(w -> wrong.addObject().put("task", w.task()).put("why", w.why()));
    rates(node.putArray("extractive"), useful.extractive());
  }

  private static void rates(ArrayNode array, List<Usefulness.Rate> rates) {
    for (Usefulness.Rate rate : rates) {
      array
          .addObject()
          .put("of", rate.of())
          .put("name", rate.name())
          .put("right", rate.right())
          .put("asked", rate.asked());
    }
  }

  private static void issue(ObjectNode node, Review.Judged judged) {
    Issue issue = judged.issue();
    RuleCard card = issue.card();
    node.put("fingerprint", issue.fingerprint())
        .put("id", issue.id())
        .put("rule", issue.rule().id())
        .put("severity", card.severity().word())
        .put("why", card.why())
        .put("invariant", card.invariant())
        .put("breaks", issue.rule().meaning())
        .put("protection", card.protection());
    texts(node, "tags", card.tags().all());
    node.put("family", issue.source().family())
        .put("attack", issue.source().attack())
        .put("persona", issue.source().persona())
        .put("channel", issue.source().channel())
        .put("findings", issue.findings().size());
    ArrayNode ways = node.putArray("reproductions");
    for (Reproduction way : issue.reproductions()) {
      ObjectNode each = ways.addObject();
      texts(each, "curl", way.curl());
      texts(each, "sql", way.sql());
      each.put("attack", way.attack());
    }
    node.put("state", judged.open() ? "open" : "accepted");
    judged.accepted().ifPresent(accepted -> accepted(node.putObject("accepted"), accepted));
  }

  private static void accepted(ObjectNode node, Accepted accepted) {
    node.put("fingerprint", accepted.fingerprint())
        .put("owner", accepted.owner())
        .put("reason", accepted.reason())
        .put("expires", accepted.expires().toString());
  }

  private static void result(ObjectNode node, CaseResult result) {
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
          .put("fingerprint", Issue.fingerprint(finding, result))
          .put("breaks", finding.rule().meaning())
          .put("what", finding.what())
          .put("canary", finding.hash());
    }
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }
}
