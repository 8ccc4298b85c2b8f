package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.querytree.Origins;
import dev.ringfence.querytree.StatementReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function of the users' own, as a statement or another function calls it, and what the server
 * makes of its body for one role.
 *
 * @param caller the function in whose body it was found first; empty for a tool's statement
 * @param reading of its body; empty where that cannot be read
 * @param called the functions of the users' own that its body calls, directly or through others
 * @param height how many functions stand in the longest row in which each calls the next, from it
 * @param refusal why it may not be called, whatever it does; empty where its body is known
 */
record FunctionBody(
    FunctionShape shape,
    String caller,
    Optional<StatementReading> reading,
    Map<Long, FunctionBody> called,
    int height,
    String refusal) {
  FunctionBody {
    called = Map.copyOf(called);
  }

  static FunctionBody refused(FunctionShape shape, String caller, String why) {
    return new FunctionBody(
        shape, caller, Optional.empty(), Map.of(), 1, "the function " + shape.name() + " " + why);
  }

  /** What each column that it returns was made of; empty where its body is not known. */
  Optional<Map<Integer, Origins>> results() {
    return reading.map(
        body -> {
          var outputs = body.outputs().iterator();
          var results = new HashMap<Integer, Origins>();
          shape.returns().keySet().forEach(n -> results.put(n, outputs.next().origins()));
          return results;
        });
  }

  boolean readsTables() {
    return reading.map(body -> !body.relations().isEmpty()).orElse(false);
  }

  /** Which function it is, for messages. */
  String described() {
    return shape.name() + (caller.isEmpty() ? "" : ", which " + caller + " calls");
  }

  /**
   * The function as a tool of its own, every parameter of which a model supplies.
   *
   * @param tool that calls it, whose masks are its own
   */
  ToolDefinition asTool(String tool, Role role) {
    var nowhere = new Place(shape.name(), 1, 1);
    List<ToolParameter> parameters = new ArrayList<>();
    for (var name : shape.takes()) {
      var any =
          new ParameterKind.Text(
              0, Integer.MAX_VALUE, TextFormat.PLAIN, List.of(), List.of(), null);
      parameters.add(new ToolParameter(name, name, "", true, null, any, false, nowhere));
    }
    return new ToolDefinition(
        tool,
        shape.name(),
        "",
        new ToolBody.Statement("", nowhere),
        parameters,
        Set.of(role),
        List.of(),
        ToolDefinition.Bounds.STANDARD,
        null,
        List.of(),
        null,
        nowhere);
  }
}
