package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deletes a subject's rows, table by table and in batches. What tells of a batch is called inside
 * its transaction, so that what is noted of it is true whenever the work breaks off.
 */
final class Deletion {
  private final AdminConnection connection;
  private final Map<TenantTable, String> rows;
  private final int batch;
  private final Batch told;

  /** A batch that was deleted and is about to be committed. */
  @FunctionalInterface
  interface Batch {
    void deleted(Map<String, Long> counts);
  }

  /**
   * @param rows the tables with the condition that picks the rows
   * @param batch rows at most in one transaction, where a table allows it
   */
  Deletion(AdminConnection connection, Map<TenantTable, String> rows, int batch, Batch told) {
    this.connection = connection;
    this.rows = rows;
    this.batch = batch;
    this.told = told;
  }

  void run() {
    for (List<TenantTable> group : ErasureOrder.of(rows.keySet())) {
      if (group.size() > 1) {
        together(group);
      } else if (group.getFirst().refersToItself()) {
        leavesFirst(group.getFirst());
      } else {
        inBatches(group.getFirst(), "");
      }
    }
  }

  /** Returns when a batch finds nothing more. */
  private void inBatches(TenantTable table, String unreferenced) {
    for (String leaf : table.leaves()) {
      long deleted;
      do {
        deleted =
            connection.change(
                "DELETE FROM ONLY "
                    + leaf
                    + " WHERE ctid = ANY (ARRAY(SELECT t.ctid FROM ONLY "
                    + leaf
                    + " AS t WHERE "
                    + condition(table)
                    + unreferenced
                    + " LIMIT "
                    + batch
                    + "))");
        end(Map.of(table.name(), deleted));
      } while (deleted > 0);
    }
  }

  /** Rows that no other row of the table refers to, again and again; a circle of rows at once. */
  private void leavesFirst(TenantTable table) {
    String unreferenced =
        table.references().stream()
            .filter(reference -> reference.table() == table.oid())
            .map(reference -> " AND NOT EXISTS (" + referring(table, reference) + ")")
            .collect(Collectors.joining());
    long before;
    long left = count(table);
    do {
      before = left;
      inBatches(table, unreferenced);
      left = count(table);
    } while (left > 0 && left < before);
    if (left > 0) {
      together(List.of(table));
    }
  }

  /** A row of the same table that refers to row {@code t}, and is another one. */
  private static String referring(TenantTable table, Reference reference) {
    String pairs =
        IntStream.range(0, reference.from().size())
            .mapToObj(
                i ->
                    "c."
                        + table.column(reference.from().get(i)).quoted()
                        + " = t."
                        + table.column(reference.to().get(i)).quoted())
            .collect(Collectors.joining(" AND "));
    return "SELECT FROM "
        + table.name()
        + " AS c WHERE "
        + pairs
        + " AND (c.tableoid, c.ctid) <> (t.tableoid, t.ctid)";
  }

  /**
   * All rows in one statement, behind which PostgreSQL looks whether anything refers to nothing.
   */
  private void together(List<TenantTable> group) {
    connection.execute("SET CONSTRAINTS ALL DEFERRED");
    List<String> deletions = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      TenantTable table = group.get(i);
      deletions.add(
          "d"
              + i
              + " AS (DELETE FROM "
              + table.name()
              + " WHERE "
              + condition(table)
              + " RETURNING 1)");
      counts.add("(SELECT count(*) FROM d" + i + ")");
    }
    Map<String, Long> deleted = new LinkedHashMap<>();
    connection.list(
        row -> {
          for (int i = 0; i < group.size(); i++) {
            deleted.put(group.get(i).name(), row.getLong(i + 1));
          }
          return true;
        },
        "WITH " + String.join(", ", deletions) + " SELECT " + String.join(", ", counts));
    end(deleted);
  }

  private void end(Map<String, Long> deleted) {
    told.deleted(new HashMap<>(deleted));
    connection.commit();
  }

  private long count(TenantTable table) {
    return connection.number("SELECT count(*) FROM " + table.name() + " WHERE " + condition(table));
  }

  private String condition(TenantTable table) {
    return Objects.requireNonNull(rows.get(table));
  }
}
