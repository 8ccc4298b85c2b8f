package dev.ringfence.chat;

import dev.ringfence.audit.RowKey;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tool that was called for an answer.
 *
 * @param outcome {@code rows}, {@code proposed}, {@code refused} or {@code failed}
 * @param rows how many rows were read, 0 for the other outcomes
 * @param records which rows of which tables these were made from, the first hundred
 * @param approval the id of what was proposed; empty for the other outcomes
 */
record ToolUse(String name, String outcome, int rows, List<ReadRecord> records, String approval) {
  ToolUse {
    records = List.copyOf(records);
  }

  /** A call that read nothing. */
  static ToolUse without(String name, String outcome) {
    return new ToolUse(name, outcome, 0, List.of(), "");
  }

  /** A call that proposed something. */
  static ToolUse proposing(String name, String approval) {
    return new ToolUse(name, "proposed", 0, List.of(), approval);
  }

  /**
   * A row.
   *
   * @param table {@code schema.table}
   * @param key the values of its primary key without the tenant's; {@code *} for rows that were
   *     summed up
   */
  record ReadRecord(String table, String key) {
    static ReadRecord of(RowKey row) {
      return new ReadRecord(
          row.table(),
          row.parts().isEmpty()
              ? "*"
              : row.parts().stream().map(RowKey.Part::value).collect(Collectors.joining(",")));
    }
  }
}
