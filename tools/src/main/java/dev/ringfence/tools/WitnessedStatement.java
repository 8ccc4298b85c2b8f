package dev.ringfence.tools;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tool's statement with columns behind its own that witness, for each table of its outermost
 * FROM, whose a row is and which one it is. They are looked at and never passed on.
 *
 * @param visible how many columns are the tool's own
 * @param tables that have witnesses
 * @param unseen tables without, as {@code schema.table}
 */
record WitnessedStatement(
    String sql, Form form, int visible, List<OwnedTable> tables, List<String> unseen) {
  /** No column of a result may begin like this. */
  static final String RESERVED = "ringfence:";

  /** The alias of the one table of a statement, whose columns need none. */
  static final String ONLY_TABLE = "";

  WitnessedStatement {
    tables = List.copyOf(tables);
    unseen = List.copyOf(unseen);
  }

  /** What the witnesses say. */
  enum Form {
    /** Each row: its owner and its key. */
    ROWS,
    /** The rows that each row sums up: the smallest and the largest owner; keys are not listed. */
    SUMS,
    /** Nothing: the statement runs as it is written. */
    NONE
  }

  /** A statement without witnesses. */
  static WitnessedStatement bare(String sql, List<String> unseen) {
    return new WitnessedStatement(sql, Form.NONE, 0, List.of(), unseen);
  }

  /**
   * A statement with witnesses behind its select list.
   *
   * @param from where its outermost FROM begins
   * @param tables by the alias that they have there
   */
  static WitnessedStatement of(
      String sql,
      int from,
      Form form,
      int visible,
      Map<String, OwnedTable> tables,
      List<String> unseen) {
    var columns = new ArrayList<String>();
    tables.forEach((alias, table) -> columns.addAll(witnesses(form, table, prefix(alias))));
    var list = new StringBuilder();
    for (var i = 0; i < columns.size(); i++) {
      list.append(", ").append(columns.get(i)).append(" AS \"").append(RESERVED).append(i + 1);
      list.append('"');
    }
    // In front of FROM, on a line of its own: what stands before may end in a comment.
    var whole = sql.substring(0, from) + "\n" + list + "\n" + sql.substring(from);
    return new WitnessedStatement(whole, form, visible, List.copyOf(tables.values()), unseen);
  }

  private static List<String> witnesses(Form form, OwnedTable table, String prefix) {
    Function<String, String> text = column -> "CAST(" + prefix + quoted(column) + " AS text)";
    if (form == Form.ROWS) {
      return Stream.concat(
              table.owner().stream(), table.key().stream().map(OwnedTable.KeyColumn::name))
          .map(text)
          .toList();
    }
    var first = table.key().isEmpty() ? table.owner().getFirst() : table.key().getFirst().name();
    var sums = new ArrayList<String>();
    sums.add("count(" + prefix + quoted(first) + ")");
    for (var column : table.owner()) {
      sums.add("count(" + prefix + quoted(column) + ")");
      sums.add("min(" + text.apply(column) + ")");
      sums.add("max(" + text.apply(column) + ")");
    }
    return sums;
  }

  private static String prefix(String alias) {
    return alias.equals(ONLY_TABLE) ? "" : quoted(alias) + ".";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The rows that a row was made of; null where one of them is not the reader's.
   *
   * @param reading counts what is not
   */
  @Nullable List<Seen> look(Row row, Reading reading) {
    var at = visible;
    var seen = new ArrayList<Seen>();
    var admitted = true;
    for (var table : tables) {
      var found = form == Form.SUMS ? sum(row, at, table, reading) : one(row, at, table, reading);
      at += width(table);
      admitted &= found != null;
      if (found != null && found.rows() > 0) {
        seen.add(found);
      }
    }
    for (var table : unseen) {
      seen.add(new Seen(new RowKey(table, List.of()), form == Form.NONE ? 1 : 0));
    }
    return admitted ? seen : null;
  }

  /** Rows of one table that a row of a result was made of. */
  record Seen(RowKey key, long rows) {
    /** Where an outer join found nothing. */
    static final Seen NOTHING = new Seen(new RowKey("", List.of()), 0);
  }

  private int width(OwnedTable table) {
    return form == Form.SUMS
        ? 1 + 3 * table.owner().size()
        : table.owner().size() + table.key().size();
  }

  private static @Nullable Seen one(Row row, int at, OwnedTable table, Reading reading) {
    var values = texts(row, at, table.owner().size() + table.key().size());
    if (values.stream().noneMatch(Objects::nonNull)) {
      return Seen.NOTHING;
    }
    if (!reading.admits(table.name(), table.ownerOf(values))) {
      return null;
    }
    var parts = new ArrayList<RowKey.Part>();
    for (var i = 0; i < table.key().size(); i++) {
      var value = values.get(table.owner().size() + i);
      parts.add(new RowKey.Part(value == null ? "" : value, table.key().get(i).personal()));
    }
    return new Seen(new RowKey(table.name(), parts), 1);
  }

  private static @Nullable Seen sum(Row row, int at, OwnedTable table, Reading reading) {
    long rows = row.getLong(at);
    var smallest = new ArrayList<@Nullable String>();
    var largest = new ArrayList<@Nullable String>();
    for (var i = 0; i < table.owner().size(); i++) {
      // An owner that some of the rows lack is no owner of all of them.
      var all = row.getLong(at + 1 + 3 * i) >= rows;
      smallest.add(all ? row.getString(at + 2 + 3 * i) : null);
      largest.add(all ? row.getString(at + 3 + 3 * i) : null);
    }
    if (rows == 0) {
      return Seen.NOTHING;
    }
    return reading.admits(table.name(), table.ownerOf(smallest))
            && reading.admits(table.name(), table.ownerOf(largest))
        ? new Seen(new RowKey(table.name(), List.of()), rows)
        : null;
  }

  private static List<@Nullable String> texts(Row row, int at, int count) {
    var texts = new ArrayList<@Nullable String>();
    for (var i = 0; i < count; i++) {
      texts.add(row.getString(at + i));
    }
    return texts;
  }

  /** What its witnesses cannot say, in a sentence; empty where there is nothing. */
  String note() {
    if (!unseen.isEmpty()) {
      return "the second look does not see whose the rows of "
          + String.join(", ", unseen)
          + " are, and the audit does not list them: row-level security alone holds there";
    }
    return form == Form.SUMS
        ? "it sums rows up: the second look checks their owners, the audit counts them and does not"
            + " list their keys"
        : "";
  }
}
