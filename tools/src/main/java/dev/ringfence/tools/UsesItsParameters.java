package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every {@code $n} is declared, and every declared parameter is used. */
final class UsesItsParameters implements LoadRule {
  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    var used =
        sql.indexes()
            .mapToObj(sql::token)
            .filter(token -> token.kind() == Kind.PARAMETER)
            .map(token -> Integer.parseInt(token.text()))
            .collect(Collectors.toSet());
    used.stream()
        .filter(number -> number < 1 || number > tool.parameters().size())
        .sorted()
        .forEach(number -> objection.accept("$" + number + " is not declared in parameters"));
    IntStream.rangeClosed(1, tool.parameters().size())
        .filter(number -> !used.contains(number))
        .forEach(
            number ->
                objection.accept(
                    "the parameter '"
                        + tool.parameters().get(number - 1).name()
                        + "' is not used; write $"
                        + number
                        + " or remove it"));
  }
}
