package dev.ringfence.tools;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.database.StatementProbe.Answer;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.tools.WitnessedStatement.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the witnesses that a tool's statement can carry. The database has the last word: what it
 * does not read as the same statement, for each role that may call the tool, is not used.
 */
final class Witnesses {
  private static final SqlToken END = new SqlToken(SqlToken.Kind.SIGN, "", 0, 0);

  private final TenantDatabase database;
  private final StatementProbe probe;

  /** Tables that other tools of the file read as well. */
  private final Map<FromClauses.Relation, Optional<OwnedTable>> owned = new HashMap<>();

  Witnesses(TenantDatabase database, StatementProbe probe) {
    this.database = database;
    this.probe = probe;
  }

  /**
   * The statement with the best witnesses it can have.
   *
   * @param tool one that may load
   * @param verdict on it, which says which tables it reads
   * @param callers a principal of each role that may call it
   */
  WitnessedStatement of(
      ToolDefinition tool, String statement, ToolVerdict verdict, List<Principal> callers) {
    if (tool.writes()) {
      return ofWriting(tool, statement, verdict.tables(), callers);
    }
    try {
      var sql = new Sql(SqlTokens.of(statement));
      return sql.from().objections().isEmpty()
          ? of(tool, statement, sql, verdict, callers)
          : WitnessedStatement.bare(statement, List.copyOf(verdict.tables()));
    } catch (SqlTokens.NotUnderstood _) {
      return WitnessedStatement.bare(statement, List.copyOf(verdict.tables()));
    }
  }

  /** What returns the row that it wrote, with its witnesses behind; RETURNING ends a statement. */
  private WitnessedStatement ofWriting(
      ToolDefinition tool, String statement, Set<String> written, List<Principal> callers) {
    var tables = new LinkedHashMap<String, OwnedTable>();
    for (var name : written) {
      var dot = name.indexOf('.');
      var relation = new FromClauses.Relation(name.substring(0, dot), name.substring(dot + 1));
      owned(callers.getFirst(), relation)
          .ifPresent(table -> tables.put(WitnessedStatement.ONLY_TABLE, table));
    }
    if (tables.size() == 1) {
      var visible = tool.columns().size();
      var witnessed =
          WitnessedStatement.of(
              statement, statement.length(), Form.ROWS, visible, tables, List.of());
      if (callers.stream().allMatch(caller -> isTheSame(tool, caller, statement, witnessed))) {
        return witnessed;
      }
    }
    return WitnessedStatement.bare(statement, List.copyOf(written));
  }

  private WitnessedStatement of(
      ToolDefinition tool,
      String statement,
      Sql sql,
      ToolVerdict verdict,
      List<Principal> callers) {
    var tables = new LinkedHashMap<String, OwnedTable>();
    var from = sql.items().isEmpty() ? END : sql.token(sql.items().getLast().end());
    if (from.is("from") && !comparesRows(sql)) {
      for (var named : sql.from().outermost()) {
        owned(callers.getFirst(), named.relation())
            .filter(table -> !table.key().isEmpty() || !joinsOutside(sql))
            .ifPresent(table -> tables.put(named.alias(), table));
      }
    }
    if (!tables.isEmpty()) {
      for (var form : List.of(Form.ROWS, Form.SUMS)) {
        var visible = tool.columns().size();
        var unseen = unseen(sql, verdict, tables.values());
        var witnessed = WitnessedStatement.of(statement, from.at(), form, visible, tables, unseen);
        if (callers.stream().allMatch(caller -> isTheSame(tool, caller, statement, witnessed))) {
          return witnessed;
        }
      }
    }
    return WitnessedStatement.bare(statement, unseen(sql, verdict, List.of()));
  }

  /**
   * Tables that are read and have no witness, here, inside a subquery, behind a view or in a
   * function.
   */
  private static List<String> unseen(Sql sql, ToolVerdict verdict, Collection<OwnedTable> seen) {
    var named = new ArrayList<>(sql.from().relations().stream().map(Object::toString).toList());
    var left = new ArrayList<>(verdict.tables());
    left.removeAll(named);
    seen.forEach(table -> named.remove(table.name()));
    left.addAll(named);
    left.addAll(verdict.inFunctions());
    return left.stream().distinct().toList();
  }

  /** One more column would make other rows of these. */
  private static boolean comparesRows(Sql sql) {
    return sql.indexes()
        .filter(index -> sql.token(index).depth() == 0)
        .anyMatch(
            index ->
                sql.token(index).is("union")
                    || sql.token(index).is("intersect")
                    || sql.token(index).is("except")
                    || (sql.token(index).is("distinct") && sql.token(index - 1).is("select")));
  }

  private static boolean joinsOutside(Sql sql) {
    return sql.indexes()
        .mapToObj(sql::token)
        .anyMatch(t -> t.depth() == 0 && (t.is("left") || t.is("right") || t.is("full")));
  }

  /**
   * Whether the server makes of a statement with witnesses what it makes of it without: the same
   * columns before them, the same tables, bounds and parameters, and nothing else chosen by.
   */
  private boolean isTheSame(
      ToolDefinition tool, Principal caller, String statement, WitnessedStatement witnessed) {
    var before = probe.read(caller.role(), statement);
    var after = probe.read(caller.role(), witnessed.sql());
    if (!(before instanceof Answer.Tree(var plain) && after instanceof Answer.Tree(var seen))) {
      return false;
    }
    var one = ToolProof.reading(tool, plain);
    var other = ToolProof.reading(tool, seen);
    return other.objections().isEmpty()
        && other.outputs().size() > witnessed.visible()
        && other.outputs().subList(0, witnessed.visible()).equals(one.outputs())
        && other.relations().equals(one.relations())
        && other.limit().equals(one.limit())
        && Objects.equals(other.writing(), one.writing())
        && other.parameters().equals(one.parameters())
        && other.uses().stream()
            .allMatch(use -> one.uses().contains(use) || use instanceof Use.Aggregating);
  }

  private Optional<OwnedTable> owned(Principal caller, FromClauses.Relation relation) {
    var known = owned.get(relation);
    if (known == null) {
      known = inTransaction(caller, connection -> OwnedTable.read(connection, relation));
      owned.put(relation, known);
    }
    return known;
  }

  private <T> T inTransaction(Principal caller, Function<TenantConnection, T> work) {
    return database.inTransaction(caller, Access.READ, work::apply);
  }
}
