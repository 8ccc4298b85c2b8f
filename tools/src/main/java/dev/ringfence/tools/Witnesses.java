package dev.ringfence.tools;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DatabaseException.Kind;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.tools.WitnessedStatement.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the witnesses that a tool's statement can carry. The database has the last word: what it
 * does not prepare for each role that may call the tool is not used.
 */
final class Witnesses {
  private static final SqlToken END = new SqlToken(SqlToken.Kind.SIGN, "", 0, 0);

  private final TenantDatabase database;

  Witnesses(TenantDatabase database) {
    this.database = database;
  }

  /**
   * The statement with the best witnesses it can have.
   *
   * @param tool one that may load
   * @param callers a principal of each role that may call it
   */
  WitnessedStatement of(ToolDefinition tool, String statement, Sql sql, List<Principal> callers) {
    var tables = new LinkedHashMap<String, OwnedTable>();
    var from = sql.items().isEmpty() ? END : sql.token(sql.items().getLast().end());
    if (from.is("from") && !comparesRows(sql)) {
      for (var named : sql.from().outermost()) {
        inTransaction(
                callers.getFirst(), connection -> OwnedTable.read(connection, named.relation()))
            .filter(table -> !table.key().isEmpty() || !joinsOutside(sql))
            .ifPresent(table -> tables.put(named.alias(), table));
      }
    }
    if (!tables.isEmpty()) {
      for (var form : List.of(Form.ROWS, Form.SUMS)) {
        var visible = tool.columns().size();
        var unseen = unseen(sql, tables.values());
        var witnessed = WitnessedStatement.of(statement, from.at(), form, visible, tables, unseen);
        if (callers.stream().allMatch(caller -> isPrepared(caller, witnessed, tool))) {
          return witnessed;
        }
      }
    }
    return WitnessedStatement.bare(statement, unseen(sql, List.of()));
  }

  /** Tables that are read and have no witness, here or inside a subquery. */
  private static List<String> unseen(Sql sql, Collection<OwnedTable> seen) {
    var left = new ArrayList<>(sql.from().relations().stream().map(Object::toString).toList());
    seen.forEach(table -> left.remove(table.name()));
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

  private boolean isPrepared(Principal caller, WitnessedStatement witnessed, ToolDefinition tool) {
    try {
      return inTransaction(
          caller,
          connection -> {
            var described = connection.describe(witnessed.sql(), tool.parameters().size());
            return described.columns().size() > witnessed.visible();
          });
    } catch (DatabaseException e) {
      if (e.kind() != Kind.DENIED && e.kind() != Kind.INVALID) {
        throw e;
      }
      return false;
    }
  }

  private <T> T inTransaction(Principal caller, Function<TenantConnection, T> work) {
    return database.inTransaction(caller, Access.READ, work::apply);
  }
}
