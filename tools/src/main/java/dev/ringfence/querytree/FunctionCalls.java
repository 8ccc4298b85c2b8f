package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.querytree.TreeValue.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows values through functions of the users' own, where it is known what they return. */
final class FunctionCalls {
  private final Expressions expressions;
  private final Notes notes;

  FunctionCalls(Expressions expressions, Notes notes) {
    this.expressions = expressions;
    this.notes = notes;
  }

  /**
   * What the value of a call was made of. What a function of the users' own returns may be made of
   * more than its arguments.
   *
   * @param arguments what flowed into any of them
   */
  Origins returned(Node call, Origins arguments) {
    long function = call.number("funcid");
    if (function < Column.FIRST_OF_USERS) {
      return arguments;
    }
    return results(call)
        .map(
            results -> notes.meeting(results.values().stream().reduce(Origins.NONE, Origins::plus)))
        .orElseGet(() -> arguments.plus(Origins.of(Column.ofFunction(function, 1))).changed());
  }

  /**
   * What a call returns, by the numbers of its columns; empty where the function's body is not
   * known. What it is called with may decide what it returns and how much, whether or not it flows
   * there.
   */
  Optional<Map<Integer, Origins>> results(Node call) {
    return notes
        .results(call.number("funcid"))
        .map(
            known -> {
              List<Origins> arguments = arguments(call);
              arguments.forEach(argument -> notes.use(new Use.Choosing(argument)));
              Map<Integer, Origins> results = new HashMap<>();
              known.forEach(
                  (number, origins) -> results.put(number, origins.calledWith(arguments)));
              return results;
            });
  }

  /** What a function is called with, in the order of its parameters. */
  private List<Origins> arguments(Node call) {
    List<Origins> arguments = new ArrayList<>();
    int next = 0;
    for (TreeValue item : call.items("args")) {
      boolean named = item instanceof Node node && node.kind().equals("NAMEDARGEXPR");
      int place = named ? (int) ((Node) item).number("argnumber") : next++;
      while (arguments.size() <= place) {
        arguments.add(Origins.LITERAL);
      }
      arguments.set(place, expressions.value(item));
    }
    return arguments;
  }
}
