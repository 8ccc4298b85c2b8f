package dev.ringfence.proposal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A proposed tool, with what its document in the file says.
 *
 * @param statement its lines
 * @param parameters the keys of each, in their order
 * @param result the columns, each with its keys
 * @param title how a row is named; empty for the label alone
 */
record ToolDraft(
    String name,
    String label,
    String description,
    List<String> statement,
    List<SequencedMap<String, Object>> parameters,
    List<String> access,
    SequencedMap<String, SequencedMap<String, Object>> result,
    int rows,
    String title,
    List<String> examples) {
  ToolDraft {
    statement = List.copyOf(statement);
    parameters = List.copyOf(parameters);
    access = List.copyOf(access);
    examples = List.copyOf(examples);
  }

  /** Keys with their values, in this order. */
  static SequencedMap<String, Object> keys(Object... keysAndValues) {
    SequencedMap<String, Object> keys = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return keys;
  }

  /** With more keys behind them. */
  static SequencedMap<String, Object> more(
      SequencedMap<String, Object> keys, Map<String, ?> others) {
    SequencedMap<String, Object> all = new LinkedHashMap<>(keys);
    all.putAll(others);
    return all;
  }
}
