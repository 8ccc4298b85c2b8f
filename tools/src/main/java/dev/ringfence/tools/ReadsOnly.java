package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.Locale;
import java.util.function.Consumer;

/** The statement is one SELECT that changes and locks nothing. */
final class ReadsOnly implements LoadRule {
  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    if (!sql.token(0).is("select") && !sql.token(0).is("with")) {
      objection.accept("the statement is not a SELECT");
    }
    for (var index = 0; index < sql.size(); index++) {
      var token = sql.token(index);
      if (token.is(";")) {
        objection.accept("a ';' ends more than one statement; declare a tool for each");
        return;
      }
      if (token.kind() == Kind.WORD && SqlWords.FORBIDDEN.containsKey(token.text())) {
        objection.accept(
            "the statement contains "
                + token.text().toUpperCase(Locale.ROOT)
                + "; "
                + SqlWords.FORBIDDEN.get(token.text()));
      }
      if (token.is("for") && (sql.token(index + 1).is("no") || sql.token(index + 1).is("key"))) {
        objection.accept("the statement locks rows; remove FOR …");
      }
    }
  }
}
