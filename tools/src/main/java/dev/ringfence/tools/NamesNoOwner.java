package dev.ringfence.tools;

import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The statement names no ownership column, but as what two tables are joined by: then nothing a
 * model supplies can be compared with an owner.
 */
final class NamesNoOwner implements LoadRule {
  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    for (var parameter : tool.parameters()) {
      if (SqlWords.isOwnership(parameter.name())) {
        objection.accept(
            "the parameter '"
                + parameter.name()
                + "' names an owner; remove it: the database shows"
                + " the caller only their own rows");
      }
    }
    var joinLists = joinLists(sql);
    sql.indexes()
        .filter(index -> !joinLists.get(index))
        .mapToObj(sql::token)
        .filter(SqlToken::isIdentifier)
        .map(SqlToken::text)
        .filter(SqlWords::isOwnership)
        .distinct()
        .forEach(
            name ->
                objection.accept(
                    "the ownership column "
                        + name
                        + " is named; remove it, or join with USING (tenant_id, customer_id, …)"));
  }

  private static BitSet joinLists(Sql sql) {
    var inside = new BitSet();
    for (var index = 0; index < sql.size(); index++) {
      if (sql.token(index).is("using") && isListOfNames(sql, index)) {
        inside.set(index + 2, sql.behind(index + 1));
      }
    }
    return inside;
  }

  private static boolean isListOfNames(Sql sql, int using) {
    return sql.token(using + 1).is("(")
        && !sql.token(using - 1).is(".")
        && sql.indexes()
            .filter(index -> index > using + 1 && index < sql.behind(using + 1) - 1)
            .mapToObj(sql::token)
            .allMatch(token -> token.isIdentifier() || token.is(","));
  }
}
