package dev.ringfence.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.ingestion.IngestReport;
import dev.ringfence.ingestion.Skipped;
import java.util.Locale;

/** What a run of {@code ingest} came to, for people and for scripts. */
record IngestSummary(IngestReport report, boolean dryRun) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String text() {
    StringBuilder text = new StringBuilder();
    for (Skipped skipped : report.skipped()) {
      text.append("skipped ").append(plain(skipped.source())).append(": ");
      text.append(skipped.reason()).append('\n');
    }
    report.notes().forEach(note -> text.append("note: ").append(plain(note)).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "%s%,d added, %,d replaced, %,d unchanged, %,d removed, %,d skipped, %,d passed over;"
                + " %,d passages%n",
            dryRun ? "It would be: " : "",
            report.added(),
            report.replaced(),
            report.unchanged(),
            report.removed(),
            report.skipped().size(),
            report.passedOver(),
            report.passages()));
    return text.toString();
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("added", report.added())
            .put("replaced", report.replaced())
            .put("unchanged", report.unchanged())
            .put("removed", report.removed())
            .put("passedOver", report.passedOver())
            .put("passages", report.passages())
            .put("dryRun", dryRun)
            .put("stopped", report.isStopped());
    ArrayNode skipped = json.putArray("skipped");
    report
        .skipped()
        .forEach(
            one -> skipped.addObject().put("source", one.source()).put("reason", one.reason()));
    ArrayNode notes = json.putArray("notes");
    report.notes().forEach(notes::add);
    return json + "\n";
  }

  /** Somebody else chose the name: nothing of it may steer the terminal. */
  private static String plain(String name) {
    return name.replaceAll("\\p{C}", "?");
  }
}
