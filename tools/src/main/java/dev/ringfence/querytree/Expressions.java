package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Name;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Walks through the expressions of one query. A kind of node that is not known ends the reading:
 * what is not understood is not run. See primnodes.h of PostgreSQL for what each holds.
 */
final class Expressions {
  private static final long BOOLEAN = 16;

  /** Nodes whose parts flow together into one value, and that do nothing else. */
  private static final Set<String> MIXING =
      Set.of(
          "FUNCEXPR",
          "OPEXPR",
          "DISTINCTEXPR",
          "NULLIFEXPR",
          "SCALARARRAYOPEXPR",
          "COERCEVIAIO",
          "COERCETODOMAIN",
          "COLLATEEXPR",
          "COLLATE",
          "SUBSCRIPTINGREF",
          "NAMEDARGEXPR",
          "ARRAY",
          "ARRAYEXPR",
          "ROW",
          "ROWEXPR",
          "ROWCOMPARE",
          "ROWCOMPAREEXPR",
          "COALESCE",
          "COALESCEEXPR",
          "MINMAX",
          "MINMAXEXPR",
          "NULLTEST",
          "BOOLEANTEST",
          "GROUPINGFUNC",
          "FIELDSELECT",
          "CONVERTROWTYPEEXPR",
          "TARGETENTRY",
          "JSONCONSTRUCTOREXPR",
          "JSONVALUEEXPR",
          "JSONRETURNING",
          "JSONFORMAT",
          "JSONISPREDICATE");

  /** CURRENT_DATE to LOCALTIMESTAMP; what follows tells of roles and schemas. */
  private static final int CLOCKS = 9;

  private final Query query;
  private final Notes notes;
  private final FunctionCalls calls;
  private final Deque<Origins> tested = new ArrayDeque<>();
  private final Deque<Query> linked = new ArrayDeque<>();

  /**
   * By the node itself: a subquery is walked through once, however often its value is asked for.
   */
  private final Map<Node, Query> subqueries = new IdentityHashMap<>();

  Expressions(Query query, Notes notes) {
    this.query = query;
    this.notes = notes;
    this.calls = new FunctionCalls(this, notes);
  }

  FunctionCalls calls() {
    return calls;
  }

  /** Walks through what rows are chosen by. */
  void condition(TreeValue value) {
    condition(value, true);
  }

  /**
   * @param always whether it has to be true
   */
  private void condition(TreeValue value, boolean always) {
    switch (value) {
      case Absent _ -> {
        // Every row.
      }
      case Items(List<TreeValue> values) -> values.forEach(item -> condition(item, always));
      case Node node when node.kind().equals("BOOLEXPR") -> {
        boolean all = always && node.field("boolop").equals(new Word("and"));
        node.items("args").forEach(item -> condition(item, all));
      }
      case Node node when node.kind().equals("OPEXPR") -> notes.use(comparison(node, always));
      case Node node -> notes.use(new Use.Choosing(value(node)));
      case Word _, Name _, Numbers _ -> throw new TreeException("a condition that is none");
    }
  }

  /** A comparison of a column with a parameter, or whatever else an operator does. */
  Use comparison(Node node, boolean always) {
    Origins all = value(node);
    List<TreeValue> sides = node.items("args");
    if (sides.size() == 2) {
      Origins left = value(sides.getFirst());
      Origins right = value(sides.getLast());
      Origins column = left.parameters().isEmpty() ? left : right;
      Origins parameter = left.parameters().isEmpty() ? right : left;
      if (column.exact()
          && parameter.exact()
          && column.columns().size() == 1
          && parameter.parameters().size() == 1) {
        return new Use.Comparing(
            all,
            column.columns().iterator().next(),
            parameter.parameters().iterator().next(),
            node.number("opno"),
            always);
      }
    }
    return new Use.Choosing(all);
  }

  /** What the value of an expression is made of. */
  Origins value(TreeValue value) {
    return switch (value) {
      case Node node -> ofNode(node);
      case Items(List<TreeValue> values) -> all(values);
      case Absent _, Word _, Name _, Numbers _ -> Origins.NONE;
    };
  }

  private Origins all(List<TreeValue> values) {
    return values.stream().map(this::value).reduce(Origins.NONE, Origins::plus);
  }

  private Origins ofNode(Node node) {
    return switch (node.kind()) {
      case "VAR" ->
          query
              .out(node.number("varlevelsup"))
              .table(node.number("varno"))
              .column((int) node.number("varattno"));
      case "CONST" -> Origins.LITERAL;
      case "PARAM" -> parameter(node);
      case "RELABELTYPE" -> {
        notes.names(node, Origins.NONE);
        yield value(node.field("arg"));
      }
      case "ARRAYCOERCEEXPR" -> {
        Origins array = value(node.field("arg")).changed();
        yield within(tested, array, () -> array.plus(value(node.field("elemexpr"))).changed());
      }
      case "BOOLEXPR" -> {
        condition(node, false);
        yield all(node.items("args")).changed();
      }
      case "CASE", "CASEEXPR" -> choice(node);
      case "CASETESTEXPR" -> current(tested).orElseThrow(() -> misplaced(node));
      case "SUBLINK" -> subquery(node);
      case "AGGREF", "WINDOWFUNC" -> sum(node);
      case "SQLVALUEFUNCTION" -> clock(node);
      default -> mixed(node);
    };
  }

  private static <T> Optional<T> current(Deque<T> stack) {
    return Optional.ofNullable(stack.peek());
  }

  private static TreeException misplaced(Node node) {
    return new TreeException("a " + node.kind() + " that stands nowhere");
  }

  private Origins mixed(Node node) {
    if (!MIXING.contains(node.kind())) {
      throw new TreeException("a node " + node.kind());
    }
    Origins origins =
        node.fields().values().stream()
            .map(this::value)
            .reduce(Origins.NONE, Origins::plus)
            .changed();
    notes.names(node, origins);
    notes.meeting(origins);
    if (node.kind().equals("OPEXPR") && node.number("opresulttype") == BOOLEAN) {
      return origins;
    }
    return node.kind().equals("FUNCEXPR") ? calls.returned(node, origins) : origins;
  }

  /** PARAM_EXTERN is 0; PARAM_SUBLINK, 2, is what a subquery of ANY or ALL returns. */
  private Origins parameter(Node node) {
    int number = (int) node.number("paramid");
    return switch ((int) node.number("paramkind")) {
      case 0 -> {
        notes.parameter(number, node.number("paramtype"));
        yield Origins.ofParameter(number);
      }
      case 2 -> {
        Query subquery = current(linked).orElseThrow(() -> misplaced(node));
        yield subquery.targets().get(number - 1).origins();
      }
      default -> throw misplaced(node);
    };
  }

  /** A CASE: what stands behind WHEN chooses, what stands behind THEN and ELSE flows on. */
  private Origins choice(Node node) {
    Origins subject = value(node.field("arg"));
    Origins result = value(node.field("defresult"));
    for (TreeValue item : node.items("args")) {
      Node when = (Node) item;
      result = result.plus(value(when.field("result")));
      within(
          tested,
          subject,
          () -> {
            condition(when.field("expr"), false);
            return Origins.NONE;
          });
    }
    return notes.meeting(result.changed());
  }

  private static <T> Origins within(Deque<T> stack, T element, Supplier<Origins> work) {
    stack.push(element);
    try {
      return work.get();
    } finally {
      stack.pop();
    }
  }

  /** The numbers are those of PostgreSQL's {@code SubLinkType}. */
  private Origins subquery(Node node) {
    Query subquery =
        subqueries.computeIfAbsent(
            node, link -> Query.of((Node) link.field("subselect"), query, notes));
    return switch ((int) node.number("subLinkType")) {
      case 0 -> Origins.NONE;
      case 1, 2, 3 -> within(linked, subquery, () -> value(node.field("testexpr")));
      case 4, 6 -> subquery.targets().getFirst().origins();
      default -> throw misplaced(node);
    };
  }

  private Origins sum(Node node) {
    Origins arguments = value(node.field("args"));
    condition(node.field("aggfilter"), false);
    if (node.kind().equals("AGGREF")) {
      arguments = arguments.plus(value(node.field("aggdirectargs")));
      node.items("aggorder").forEach(this::operators);
      node.items("aggdistinct").forEach(this::operators);
    }
    notes.meeting(arguments);
    notes.names(node, arguments);
    notes.use(new Use.Aggregating(arguments));
    return isCount(node) ? Origins.NONE : arguments.changed();
  }

  private void operators(TreeValue value) {
    if (value instanceof Node clause) {
      notes.operator(clause.number("eqop"));
      notes.operator(clause.number("sortop"));
    }
  }

  /** {@code count(*)} and {@code count("any")}; see pg_proc.dat. */
  private static boolean isCount(Node node) {
    return node.kind().equals("AGGREF")
        && (node.number("aggfnoid") == 2803 || node.number("aggfnoid") == 2147);
  }

  private Origins clock(Node node) {
    if (node.number("op") >= CLOCKS) {
      notes.objection("the statement asks for its own role or schema; remove that");
    }
    return Origins.NONE;
  }
}
