package dev.ringfence.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.retrieval.Passage;
import dev.ringfence.retrieval.Visibility;
import dev.ringfence.vault.SensitiveType;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a call found, within its bounds, before it is masked; dropped columns are gone already. */
final class FoundRows {
  private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
  private final Set<Source> sources = new LinkedHashSet<>();
  private final Map<String, SensitiveType> masks;
  private final ToolDefinition.Bounds bounds;
  private int bytes;
  private int passed;
  private boolean truncated;

  private FoundRows(ToolDefinition.Bounds bounds, Map<String, SensitiveType> masks) {
    this.bounds = bounds;
    this.masks = masks;
  }

  /**
   * Rows of a statement.
   *
   * @param shown how many of them are kept at most
   * @param statement says whose each row is; one that is not the reader's is not kept
   */
  static FoundRows ofRecords(
      ToolDefinition tool,
      Iterable<Row> records,
      int shown,
      WitnessedStatement statement,
      Reading reading) {
    var found = new FoundRows(tool.bounds(), masks(tool));
    for (var row : records) {
      var seen = statement.look(row, reading);
      if (seen == null) {
        found.passed++;
        continue;
      }
      if (found.rows.size() >= shown) {
        found.truncated = true;
        break;
      }
      var json = RowJson.of(row, tool.columns());
      var title = tool.title() == null ? tool.label() : tool.title().of(json);
      var source = new Source(Source.Kind.RECORD, title, null, Source.Scope.ACCOUNT);
      tool.columns().stream()
          .filter(column -> column.treatment() instanceof ResultColumn.Treatment.Dropped)
          .forEach(column -> json.remove(column.name()));
      if (!found.add(json, source)) {
        break;
      }
      found.passed++;
      seen.forEach(each -> reading.add(each.key(), each.rows()));
    }
    return found;
  }

  /** Passages of the knowledge base, whose every text is marked as quoted. */
  static FoundRows ofPassages(ToolDefinition tool, List<Passage> passages, Quotation quotation) {
    var found = new FoundRows(tool.bounds(), Map.of());
    for (var passage : passages) {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("title", quotation.of(passage.title()));
      if (!passage.headingPath().isEmpty()) {
        json.put("section", quotation.of(passage.headingPath()));
      }
      if (passage.before() != null) {
        json.put("before", quotation.of(passage.before()));
      }
      json.put("passage", quotation.of(passage.text()));
      if (passage.after() != null) {
        json.put("after", quotation.of(passage.after()));
      }
      var scope =
          passage.visibility() == Visibility.PUBLIC ? Source.Scope.PUBLIC : Source.Scope.ACCOUNT;
      var source = new Source(Source.Kind.DOCUMENT, passage.title(), passage.url(), scope);
      if (!found.add(json, source)) {
        break;
      }
    }
    return found;
  }

  /** The columns of a tool that a model sees placeholders of. */
  static Map<String, SensitiveType> masks(ToolDefinition tool) {
    var masks = new HashMap<String, SensitiveType>();
    for (var column : tool.columns()) {
      if (column.treatment() instanceof ResultColumn.Treatment.Masked masked) {
        masks.put(column.name(), masked.type());
      }
    }
    return masks;
  }

  /** Adds a row where it still fits. */
  private boolean add(ObjectNode row, Source source) {
    bytes += RowJson.size(row);
    if (bytes > bounds.bytes()) {
      truncated = true;
      return false;
    }
    rows.add(row);
    sources.add(source);
    return true;
  }

  ObjectNode json() {
    var envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("rows", rows);
    envelope.put("truncated", truncated);
    return envelope;
  }

  /** Whether there is more than was kept. */
  boolean truncated() {
    return truncated;
  }

  /** How many rows of the database are behind it, those included that are not the reader's. */
  int passed() {
    return passed;
  }

  Map<String, SensitiveType> masks() {
    return masks;
  }

  int size() {
    return rows.size();
  }

  List<Source> sources() {
    return List.copyOf(sources);
  }
}
