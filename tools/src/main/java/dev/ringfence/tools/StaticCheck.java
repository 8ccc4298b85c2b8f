package dev.ringfence.tools;

import java.util.function.Consumer;

/** What can be said against a tool without asking a database. */
final class StaticCheck {
  private StaticCheck() {}

  /** Tells every objection; none means that the tool may be shown to the database. */
  static void judge(ToolDefinition tool, Consumer<String> objection) {
    switch (tool.body()) {
      case ToolBody.KnowledgeSearch _ -> judgeSearch(tool, objection);
      case ToolBody.Statement statement -> judgeStatement(tool, statement, objection);
    }
  }

  private static void judgeStatement(
      ToolDefinition tool, ToolBody.Statement statement, Consumer<String> objection) {
    try {
      var sql = new Sql(SqlTokens.of(statement.sql()));
      LoadRule.ALL.forEach(rule -> rule.judge(tool, sql, objection));
    } catch (SqlTokens.NotUnderstood e) {
      objection.accept(String.valueOf(e.getMessage()));
    }
  }

  private static void judgeSearch(ToolDefinition tool, Consumer<String> objection) {
    var plain =
        tool.parameters().size() == 1
            && tool.parameters().getFirst().name().equals("query")
            && tool.parameters().getFirst().required()
            && tool.parameters().getFirst().kind() instanceof ParameterKind.Text text
            && text.format() == TextFormat.PLAIN
            && text.mask() == null;
    if (!plain) {
      objection.accept("a search has one parameter, the text 'query', which is required");
    }
  }
}
