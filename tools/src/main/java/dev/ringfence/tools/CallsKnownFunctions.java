package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.Locale;
import java.util.function.Consumer;

/** Every function is on the list of those that depend on their arguments and the clock alone. */
final class CallsKnownFunctions implements LoadRule {
  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    for (var index = 0; index < sql.size(); index++) {
      var token = sql.token(index);
      var qualified = sql.token(index - 1).is(".");
      if (qualified && SqlWords.ROW_FUNCTIONS.contains(token.text().toLowerCase(Locale.ROOT))) {
        objection.accept(
            "'." + token.text() + "' may be a function of the whole row; name a column");
      }
      if (sql.token(index + 1).is("(")
          && (isCall(token) || (qualified && token.isIdentifier()))
          && !isKnown(sql, index)) {
        objection.accept(
            "the function "
                + token.text()
                + " is not one of those known to be harmless; remove it");
      }
      if (sql.token(index - 1).is("::") || isCastTarget(sql, index)) {
        judgeType(sql, index, objection);
      }
    }
  }

  private static boolean isCall(SqlToken token) {
    return token.isName()
        || (token.kind() == Kind.WORD && SqlWords.RESERVED_FUNCTIONS.contains(token.text()));
  }

  private static boolean isKnown(Sql sql, int index) {
    var token = sql.token(index);
    if (token.kind() != Kind.WORD || sql.token(index - 1).is(".")) {
      return false;
    }
    return SqlWords.FUNCTIONS.contains(token.text())
        || SqlWords.RESERVED_FUNCTIONS.contains(token.text())
        || SqlWords.BEFORE_PARENTHESIS.contains(token.text());
  }

  /** {@code CAST (… AS type)}, where AS stands in parentheses directly behind CAST. */
  private static boolean isCastTarget(Sql sql, int index) {
    if (!sql.token(index - 1).is("as")) {
      return false;
    }
    var depth = sql.token(index - 1).depth();
    for (var before = index - 2; before > 0; before--) {
      if (sql.token(before).depth() < depth) {
        return sql.token(before - 1).is("cast");
      }
    }
    return false;
  }

  private static void judgeType(Sql sql, int index, Consumer<String> objection) {
    var type = sql.token(index);
    if (SqlWords.LOOK_UP_TYPES.contains(type.text()) || sql.token(index + 1).is(".")) {
      objection.accept(
          "a cast to "
              + type.text()
              + " runs more than a conversion; cast to one of PostgreSQL's"
              + " own plain types");
    }
  }
}
