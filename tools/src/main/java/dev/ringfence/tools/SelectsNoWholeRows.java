package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.function.Consumer;

/**
 * Columns are named one by one: {@code *}, a whole row or a system column would carry the owner
 * along.
 */
final class SelectsNoWholeRows implements LoadRule {
  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    for (var index = 0; index < sql.size(); index++) {
      var token = sql.token(index);
      if (token.kind() == Kind.SIGN && token.text().startsWith("*") && isAllColumns(sql, index)) {
        objection.accept("'*' selects every column; name the columns");
      } else if (isWholeRow(sql, index)) {
        objection.accept(
            "'"
                + token.text()
                + "' stands for a whole row; name a column, as in "
                + token.text()
                + ".column");
      } else if (token.isIdentifier() && SqlWords.SYSTEM_COLUMNS.contains(token.text())) {
        objection.accept("the system column " + token.text() + " is named; remove it");
      }
    }
  }

  private static boolean isAllColumns(Sql sql, int index) {
    var counted =
        sql.token(index - 2).is("count")
            && sql.token(index - 1).is("(")
            && sql.token(index).is("*")
            && sql.token(index + 1).is(")");
    return !counted && !(endsOperand(sql.token(index - 1)) && beginsOperand(sql.token(index + 1)));
  }

  private static boolean endsOperand(SqlToken token) {
    return switch (token.kind()) {
      case NUMBER, STRING, PARAMETER -> true;
      case WORD, QUOTED -> token.isName() || token.is("end");
      case SIGN -> token.is(")") || token.is("]");
    };
  }

  private static boolean beginsOperand(SqlToken token) {
    return switch (token.kind()) {
      case NUMBER, STRING, PARAMETER -> true;
      case WORD, QUOTED -> token.isName() || token.is("case");
      case SIGN -> token.is("(");
    };
  }

  private static boolean isWholeRow(Sql sql, int index) {
    var token = sql.token(index);
    return token.isIdentifier()
        && sql.from().isRowName(token)
        && !sql.from().isPosition(index)
        && !sql.token(index + 1).is(".")
        && !sql.token(index - 1).is(".")
        && !sql.token(index - 1).is("as");
  }
}
