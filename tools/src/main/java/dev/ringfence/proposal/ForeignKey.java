package dev.ringfence.proposal;

import java.util.List;

/**
 * A foreign key, or what looks like one by its name.
 *
 * @param target the table that it points to
 */
record ForeignKey(List<String> columns, TableId target, List<String> targetColumns) {
  ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }
}
