package dev.ringfence.tools;

import java.util.OptionalInt;
import java.util.function.Consumer;

/** The outermost SELECT has a LIMIT that a model cannot lift. */
final class HasLimit implements LoadRule {
  private static final int MAX = 1_000;
  private static final String FIX = "end the statement with LIMIT and a number";

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    var limit = read.statement().limit();
    if (!limit.understood()) {
      objection.accept("the LIMIT is neither a number nor a parameter; " + FIX);
      return;
    }
    if (limit.most() == 0 && limit.parameters().isEmpty()) {
      objection.accept("there is no LIMIT; " + FIX);
    }
    if (limit.most() > MAX) {
      objection.accept("the LIMIT is too large; write at most " + MAX);
    }
    for (var number : limit.parameters()) {
      if (number <= read.tool().parameters().size()) {
        judge(read.parameter(number), limit.lifting().contains(number), objection);
      }
    }
  }

  private static void judge(ToolParameter parameter, boolean lifting, Consumer<String> objection) {
    if (!(parameter.kind() instanceof ParameterKind.Whole whole)) {
      objection.accept("the LIMIT parameter '" + parameter.name() + "' is not an integer");
      return;
    }
    if (whole.max() > MAX) {
      objection.accept(
          "the LIMIT parameter '" + parameter.name() + "' has no maxValue up to " + MAX);
    }
    if (lifting && !parameter.required() && parameter.fallback() == null) {
      objection.accept(
          "without the parameter '" + parameter.name() + "' there is no LIMIT; give it a default");
    }
  }

  /** The number of the parameter that is the outermost LIMIT, by the statement's own words. */
  static OptionalInt parameter(Sql sql) {
    var limit =
        sql.indexes()
            .filter(index -> sql.token(index).depth() == 0 && sql.token(index).is("limit"))
            .reduce((_, last) -> last)
            .orElse(-1);
    var value = sql.token(limit + 1);
    return limit >= 0 && value.kind() == SqlToken.Kind.PARAMETER
        ? OptionalInt.of(Integer.parseInt(value.text()))
        : OptionalInt.empty();
  }
}
