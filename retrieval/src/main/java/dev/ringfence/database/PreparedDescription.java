package dev.ringfence.database;

import java.util.List;

/** What a statement returns, as the server says it. */
public record PreparedDescription(List<Column> columns) {
  public PreparedDescription {
    columns = List.copyOf(columns);
  }

  /**
   * A column of a result.
   *
   * @param name as in the result's header
   * @param type PostgreSQL's internal name in lower case, such as {@code int4}, {@code timestamptz}
   */
  public record Column(String name, String type) {}
}
