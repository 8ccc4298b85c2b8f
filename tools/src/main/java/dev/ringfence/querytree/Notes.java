package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Call;
import dev.ringfence.querytree.StatementReading.Limit;
import dev.ringfence.querytree.StatementReading.Output;
import dev.ringfence.querytree.StatementReading.Relation;
import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.querytree.TreeValue.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is noted while the queries of one statement are walked through. */
final class Notes {
  private final Set<Relation> relations = new LinkedHashSet<>();
  private final Set<Column> rights = new LinkedHashSet<>();
  private final Set<Origins> meetings = new LinkedHashSet<>();
  private final Set<Use> uses = new LinkedHashSet<>();
  private final Set<Call> functions = new LinkedHashSet<>();
  private final Set<Long> operators = new LinkedHashSet<>();
  private final Set<Long> types = new LinkedHashSet<>();
  private final Map<Integer, Long> parameters = new LinkedHashMap<>();
  private final Set<String> objections = new LinkedHashSet<>();
  private final FunctionResults results;

  /**
   * @param results what is known of functions of the users' own
   */
  Notes(FunctionResults results) {
    this.results = results;
  }

  /** What a function returns; empty where that is not known. */
  Optional<Map<Integer, Origins>> results(long function) {
    return results.of(function);
  }

  void relation(Relation relation) {
    relations.add(relation);
  }

  void right(Column column) {
    rights.add(column);
  }

  /** Notes what meets in an expression, and gives it back. */
  Origins meeting(Origins origins) {
    if (!origins.columns().isEmpty()) {
      meetings.add(origins);
    }
    return origins;
  }

  void use(Use use) {
    if (!use.origins().columns().isEmpty()) {
      uses.add(use);
    }
  }

  /** Notes the functions, operators and types that a node names beside its parts. */
  void names(Node node, Origins arguments) {
    switch (node.kind()) {
      case "FUNCEXPR" -> {
        call(node.number("funcid"), isNamed(node), arguments, node.items("args").size());
        if (!isNamed(node)) {
          types.add(node.number("funcresulttype"));
        }
      }
      case "AGGREF" -> call(node.number("aggfnoid"), true, arguments, node.items("args").size());
      case "WINDOWFUNC" ->
          call(node.number("winfnoid"), true, arguments, node.items("args").size());
      case "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR" -> {
        operators.add(node.number("opno"));
        call(node.number("opfuncid"), false, arguments, node.items("args").size());
      }
      case "COERCEVIAIO", "COERCETODOMAIN", "RELABELTYPE" -> types.add(node.number("resulttype"));
      default -> {
        // It names nothing.
      }
    }
  }

  void operator(long operator) {
    if (operator != 0) {
      operators.add(operator);
    }
  }

  private void call(long function, boolean named, Origins arguments, int given) {
    if (function != 0) {
      functions.add(new Call(function, named, arguments, given));
    }
  }

  /** COERCE_EXPLICIT_CALL is 0, and COERCE_SQL_SYNTAX is 3: the other forms are casts. */
  private static boolean isNamed(Node call) {
    long form = call.number("funcformat");
    return form == 0 || form == 3;
  }

  void parameter(int number, long type) {
    parameters.put(number, type);
  }

  void objection(String objection) {
    objections.add(objection);
  }

  StatementReading reading(List<Output> outputs, Limit limit) {
    return reading(outputs, limit, null);
  }

  StatementReading reading(List<Output> outputs, Limit limit, @Nullable Writing writing) {
    return new StatementReading(
        outputs,
        relations,
        rights,
        meetings,
        uses,
        functions,
        operators,
        types,
        parameters,
        limit,
        writing,
        List.copyOf(objections));
  }
}
