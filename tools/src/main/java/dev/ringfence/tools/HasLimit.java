package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The outermost SELECT has a LIMIT that a model cannot lift. */
final class HasLimit implements LoadRule {
  private static final int MAX = 1_000;
  private static final String FIX = "end the statement with LIMIT and a number";

  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    var limit = position(sql);
    if (limit < 0) {
      objection.accept("there is no LIMIT; " + FIX);
      return;
    }
    var value = sql.token(limit + 1);
    switch (value.kind()) {
      case NUMBER -> judgeNumber(value.text(), objection);
      case PARAMETER -> judgeParameter(tool, value.text(), objection);
      default -> objection.accept("the LIMIT is neither a number nor a parameter; " + FIX);
    }
    var next = behindValue(sql, limit + 1);
    var token = sql.token(next);
    if (next < sql.size() && !token.is("offset")) {
      objection.accept("the LIMIT is an expression; " + FIX);
    }
  }

  /** The number of the parameter that is the outermost LIMIT. */
  static OptionalInt parameter(Sql sql) {
    var limit = position(sql);
    var value = sql.token(limit + 1);
    return limit >= 0 && value.kind() == Kind.PARAMETER
        ? OptionalInt.of(Integer.parseInt(value.text()))
        : OptionalInt.empty();
  }

  private static int position(Sql sql) {
    return sql.indexes()
        .filter(index -> sql.token(index).depth() == 0 && sql.token(index).is("limit"))
        .reduce((_, last) -> last)
        .orElse(-1);
  }

  private static int behindValue(Sql sql, int value) {
    return sql.token(value + 1).is("::") ? value + 3 : value + 1;
  }

  private static void judgeNumber(String number, Consumer<String> objection) {
    if (number.contains(".") || number.length() > 4 || Integer.parseInt(number) > MAX) {
      objection.accept("the LIMIT is too large; write at most " + MAX);
    }
  }

  private static void judgeParameter(
      ToolDefinition tool, String number, Consumer<String> objection) {
    var index = Integer.parseInt(number) - 1;
    if (index < 0 || index >= tool.parameters().size()) {
      return;
    }
    var parameter = tool.parameters().get(index);
    if (!(parameter.kind() instanceof ParameterKind.Whole whole)) {
      objection.accept("the LIMIT parameter '" + parameter.name() + "' is not an integer");
      return;
    }
    if (whole.max() > MAX) {
      objection.accept(
          "the LIMIT parameter '" + parameter.name() + "' has no maxValue up to " + MAX);
    }
    if (whole.min() < 0) {
      objection.accept("the LIMIT parameter '" + parameter.name() + "' has no minValue from 0");
    }
    if (!parameter.required() && parameter.fallback() == null) {
      objection.accept(
          "without the parameter '" + parameter.name() + "' there is no LIMIT; give it a default");
    }
  }
}
