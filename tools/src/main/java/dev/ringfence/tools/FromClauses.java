package dev.ringfence.tools;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every FROM clause of a statement, at any depth: which tables it reads, and under which names.
 * Only plain forms are understood; each other form is an objection.
 */
final class FromClauses {
  private static final Set<String> ENDS =
      Set.of(
          "where",
          "group",
          "having",
          "window",
          "union",
          "intersect",
          "except",
          "order",
          "limit",
          "offset",
          "for",
          ";",
          "");
  private static final Set<String> JOINS =
      Set.of("join", "inner", "left", "right", "full", "cross");

  private final Sql sql;
  private final List<Relation> relations = new ArrayList<>();
  private final List<Named> outermost = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> common = new HashSet<>();
  private final BitSet positions = new BitSet();
  private final List<String> objections = new ArrayList<>();

  /** A table that is read. */
  record Relation(String schema, String table) {
    @Override
    public String toString() {
      return schema + "." + table;
    }
  }

  /**
   * A table of the outermost FROM.
   *
   * @param alias what its columns are called by
   */
  record Named(Relation relation, String alias) {}

  FromClauses(Sql sql) {
    this.sql = sql;
    readCommonTables();
    for (var index = 0; index < sql.size(); index++) {
      if (sql.token(index).is("from") && belongsToSelect(index)) {
        readClause(index + 1, sql.token(index).depth());
      }
    }
  }

  List<Relation> relations() {
    return List.copyOf(relations);
  }

  /** The tables of the outermost FROM, in the order in which they stand there. */
  List<Named> outermost() {
    return List.copyOf(outermost);
  }

  /** Names that stand for a whole row when they are written alone. */
  boolean isRowName(SqlToken token) {
    return names.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /** Whether the token at an index names a table or an alias of one. */
  boolean isPosition(int index) {
    return positions.get(index);
  }

  List<String> objections() {
    return List.copyOf(objections);
  }

  /** The names that a WITH at the beginning declares; they hold in the whole statement. */
  private void readCommonTables() {
    for (var index = 1; index < sql.size(); index++) {
      if (sql.token(index).is("with") && !sql.token(index + 1).is("time")) {
        object("a WITH stands inside the statement; write it at the beginning");
      }
    }
    var index = sql.token(0).is("with") ? 1 : sql.size();
    while (index < sql.size()) {
      if (!isIdentifier(index)
          || !sql.token(index + 1).is("as")
          || lower(index).startsWith("pg_")) {
        notUnderstood(index);
        return;
      }
      common.add(lower(index));
      names.add(lower(index));
      positions.set(index);
      var open = index + 2;
      while (sql.token(open).is("not") || sql.token(open).is("materialized")) {
        open++;
      }
      index = sql.behind(open);
      if (!sql.token(index).is(",")) {
        return;
      }
      index++;
    }
  }

  /** A FROM without a SELECT before it in the same parentheses is that of EXTRACT or SUBSTRING. */
  private boolean belongsToSelect(int from) {
    if (sql.isDistinctFrom(from)) {
      return false;
    }
    var depth = sql.token(from).depth();
    for (var index = from - 1; index >= 0 && sql.token(index).depth() >= depth; index--) {
      if (sql.token(index).depth() == depth && sql.token(index).is("select")) {
        return true;
      }
    }
    return false;
  }

  private void readClause(int start, int depth) {
    var index = readItem(start, depth);
    while (index >= 0) {
      var token = sql.token(index);
      if (token.depth() < depth || ends(token)) {
        return;
      }
      if (token.is(",")) {
        object("tables are joined by a comma; write JOIN … USING (columns)");
        return;
      }
      index = isJoin(token) ? readJoin(index, depth) : notUnderstood(index);
    }
  }

  private int readJoin(int start, int depth) {
    var index = start;
    while (isJoin(sql.token(index)) || sql.token(index).is("outer")) {
      index++;
    }
    index = readItem(index, depth);
    if (index < 0) {
      return index;
    }
    if (sql.token(index).is("using")) {
      return readAlias(sql.behind(index + 1));
    }
    if (sql.token(index).is("on")) {
      while (index < sql.size()
          && !(sql.token(index).depth() == depth
              && (ends(sql.token(index)) || (isJoin(sql.token(index)) && !isCall(index))))
          && sql.token(index).depth() >= depth
          && !(sql.token(index).depth() == depth && sql.token(index).is(","))) {
        index++;
      }
    }
    return index;
  }

  /** Reads one table, common table, subquery or function with its alias. */
  private int readItem(int start, int depth) {
    var index = sql.token(start).is("lateral") ? start + 1 : start;
    if (sql.token(index).is("(")) {
      if (!sql.token(index + 1).is("select") && !sql.token(index + 1).is("with")) {
        object("a join stands in parentheses; write it without them");
        return -1;
      }
      return readAlias(sql.behind(index));
    }
    if (!isIdentifier(index) || sql.token(index).depth() != depth) {
      return notUnderstood(index);
    }
    if (sql.token(index + 1).is("(")) {
      return readAlias(sql.behind(index + 1));
    }
    var behind = readTable(index);
    var end = readAlias(behind);
    var isTable = sql.token(index + 1).is(".") && behind == index + 3;
    if (isTable && depth == 0 && end >= behind) {
      var alias = sql.token(end > behind ? end - 1 : index + 2).text();
      var relation = new Relation(sql.token(index).text(), sql.token(index + 2).text());
      outermost.add(new Named(relation, alias));
    }
    return end;
  }

  private int readTable(int index) {
    positions.set(index);
    if (!sql.token(index + 1).is(".")) {
      if (!common.contains(lower(index))) {
        object("the table " + sql.token(index).text() + " has no schema; write schema.table");
      }
      names.add(lower(index));
      return index + 1;
    }
    positions.set(index + 2);
    if (!isIdentifier(index + 2) || sql.token(index + 3).is(".")) {
      object("a table is written schema.table");
    } else {
      relations.add(new Relation(lower(index), lower(index + 2)));
      names.add(lower(index + 2));
    }
    return index + 3;
  }

  private int readAlias(int start) {
    var index = sql.token(start).is("as") ? start + 1 : start;
    var named = isIdentifier(index) && sql.token(index).depth() == sql.token(start - 1).depth();
    if (!named) {
      return index == start ? index : notUnderstood(index);
    }
    positions.set(index);
    names.add(lower(index));
    if (sql.token(index + 1).is("(")) {
      object("a table's columns are renamed; name the columns with AS in the select list");
      return -1;
    }
    return index + 1;
  }

  private int notUnderstood(int index) {
    object(
        index >= sql.size()
            ? "FROM names no table"
            : "the statement is not understood at '"
                + sql.token(index).text()
                + "'; write it in a plain form");
    return -1;
  }

  private void object(String objection) {
    objections.add(objection);
  }

  private boolean isIdentifier(int index) {
    return sql.token(index).isName();
  }

  private boolean isCall(int index) {
    return sql.token(index + 1).is("(");
  }

  private static boolean isJoin(SqlToken token) {
    return JOINS.stream().anyMatch(token::is);
  }

  private static boolean ends(SqlToken token) {
    return ENDS.stream().anyMatch(token::is);
  }

  private String lower(int index) {
    return sql.token(index).text().toLowerCase(Locale.ROOT);
  }
}
