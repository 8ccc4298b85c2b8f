package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.database.StatementProbe.Answer;
import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.StatementReader;
import dev.ringfence.querytree.StatementReading;
import dev.ringfence.querytree.StatementReading.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the bodies of the functions of the users' own that statements call, and of those that these
 * call. The server tells what it makes of each, as it would for the caller; none is run.
 */
final class FunctionBodies {
  /** How many functions may stand in a row in which each calls the next. */
  private static final int DEEPEST = 8;

  private final StatementProbe probe;
  private final FenceCatalogue catalogue;
  private final Map<Key, FunctionBody> known = new HashMap<>();

  FunctionBodies(StatementProbe probe, FenceCatalogue catalogue) {
    this.probe = probe;
    this.catalogue = catalogue;
  }

  private record Key(Role role, long function) {}

  /**
   * A statement, read with the bodies of what it calls.
   *
   * @param functions of the users' own that it calls, directly or through others, by their ids
   */
  record Opened(StatementReading statement, Map<Long, FunctionBody> functions) {
    /** What the bodies of these functions do. */
    Stream<StatementReading> bodies() {
      return functions.values().stream().flatMap(function -> function.reading().stream());
    }

    /** What the statement does, and these bodies. */
    Stream<StatementReading> statements() {
      return Stream.concat(Stream.of(statement), bodies());
    }
  }

  /**
   * Reads a statement. What it names is learned by the catalogue.
   *
   * @param tree of one SELECT, as the server told it to the role
   * @throws dev.ringfence.database.DatabaseException where the database could not be asked
   */
  Opened open(Role role, String tree) {
    return open(role, tree, List.of(), "");
  }

  private Opened open(Role role, String tree, List<Long> callers, String caller) {
    var closed = StatementReader.read(tree);
    if (!closed.objections().isEmpty()) {
      return new Opened(closed, Map.of());
    }
    catalogue.learn(role, closed);
    var functions = new LinkedHashMap<Long, FunctionBody>();
    for (var call : closed.functions()) {
      if (isOwn(call)) {
        var body = body(role, call.function(), callers, caller);
        functions.put(call.function(), body);
        body.called().forEach(functions::putIfAbsent);
      }
    }
    if (functions.isEmpty()) {
      return new Opened(closed, Map.of());
    }
    var opened =
        StatementReader.read(
            tree,
            function ->
                Optional.ofNullable(functions.get(function)).flatMap(FunctionBody::results));
    return new Opened(opened, functions);
  }

  /** Whether a function is called by its name that neither the server nor an extension brought. */
  private boolean isOwn(Call call) {
    if (!call.named() || call.function() < Column.FIRST_OF_USERS) {
      return false;
    }
    var function = catalogue.function(call.function());
    return function.extension().isEmpty() && !function.schema().equals("ringfence");
  }

  private FunctionBody body(Role role, long function, List<Long> callers, String caller) {
    var key = new Key(role, function);
    var body = known.get(key);
    if (body == null) {
      body = read(role, function, callers, caller);
      known.put(key, body);
    }
    return body;
  }

  private FunctionBody read(Role role, long function, List<Long> callers, String caller) {
    var shape = FunctionShape.read(probe, role, function);
    if (!shape.objection().isEmpty()) {
      return FunctionBody.refused(shape, caller, shape.objection());
    }
    if (callers.contains(function)) {
      return FunctionBody.refused(shape, caller, "calls itself; write a query without it");
    }
    var within = new ArrayList<>(callers);
    within.add(function);
    return switch (probe.readFunction(role, function)) {
      case Answer.Refused(var words) ->
          FunctionBody.refused(
              shape, caller, "cannot be opened for a " + catalogue.word(role) + ": " + words);
      case Answer.Tree(var tree) -> judged(shape, caller, open(role, tree, within, shape.name()));
    };
  }

  private FunctionBody judged(FunctionShape shape, String caller, Opened opened) {
    var body = opened.statement();
    if (!body.objections().isEmpty()) {
      return FunctionBody.refused(
          shape, caller, "has a body that proves nothing: " + String.join("; ", body.objections()));
    }
    var returned = body.outputs().stream().map(StatementReading.Output::type).toList();
    if (!returned.equals(List.copyOf(shape.returns().values()))) {
      return FunctionBody.refused(
          shape,
          caller,
          "returns values of another type than its body selects, which are converted where it"
              + " cannot be seen; cast them in the body");
    }
    if (shape.immutable() && !isImmutable(body)) {
      return FunctionBody.refused(
          shape,
          caller,
          "is IMMUTABLE and its body is not, so that the answer for one caller may be kept for"
              + " another; declare it STABLE");
    }
    var height =
        1 + opened.functions().values().stream().mapToInt(FunctionBody::height).max().orElse(0);
    return height > DEEPEST
        ? FunctionBody.refused(
            shape,
            caller,
            "calls others, and these others, more than " + DEEPEST + " deep; call fewer")
        : new FunctionBody(shape, caller, Optional.of(body), opened.functions(), height, "");
  }

  private boolean isImmutable(StatementReading body) {
    return body.relations().isEmpty()
        && body.functions().stream()
            .allMatch(call -> catalogue.function(call.function()).volatility().equals("i"));
  }
}
