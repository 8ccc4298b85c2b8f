package dev.ringfence.querytree;

import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a query's range table: a relation, a subquery, a join, a function, rows of values.
 * The numbers of its kinds are those of PostgreSQL's {@code RTEKind} (parsenodes.h).
 */
final class Table {
  private static final int RELATION = 0;
  private static final int SUBQUERY = 1;
  private static final int JOIN = 2;
  private static final int FUNCTION = 3;
  private static final int VALUES = 5;
  private static final int WITH = 6;
  private static final int RESULT = 8;
  private static final int GROUP = 9;

  private final Node node;
  private final Query query;
  private final Notes notes;
  private final int kind;
  private final Map<Integer, Origins> columns = new HashMap<>();
  private @Nullable Query subquery;

  Table(Node node, Query query, Notes notes) {
    this.node = node;
    this.query = query;
    this.notes = notes;
    this.kind = (int) node.number("rtekind");
  }

  boolean isRelation() {
    return kind == RELATION;
  }

  boolean isView() {
    return kind == RELATION && node.field("relkind").equals(new Word("v"));
  }

  long relation() {
    return node.number("relid");
  }

  boolean isPoliced() {
    return !node.items("securityQuals").isEmpty();
  }

  /** Notes what is inside, whether or not a column of it is used. */
  void walk() {
    switch (kind) {
      case RELATION -> {
        if (!(node.field("tablesample") instanceof Absent)) {
          notes.objection("TABLESAMPLE chooses rows by chance; write LIMIT");
        }
      }
      case SUBQUERY -> subquery();
      case FUNCTION -> node.items("functions").forEach(function -> called((Node) function));
      case VALUES -> IntStream.rangeClosed(1, width()).forEach(this::column);
      case JOIN, WITH, RESULT, GROUP -> {
        // What they are made of stands elsewhere.
      }
      default -> throw new TreeException("a table of kind " + kind);
    }
  }

  /** What a column was made of; 0 stands for the whole row. */
  Origins column(int number) {
    Origins known = columns.get(number);
    if (known == null) {
      known = number == 0 ? wholeRow() : read(number);
      columns.put(number, known);
    }
    return known;
  }

  private Origins wholeRow() {
    return switch (kind) {
      case RELATION -> Origins.of(new Column(relation(), 0));
      case SUBQUERY, WITH -> allOf(queryBehind().targets().size());
      case FUNCTION -> allOf(((Items) eref().field("colnames")).values().size()).changed();
      case JOIN -> allOf(node.items("joinaliasvars").size());
      case VALUES -> allOf(width());
      default -> throw new TreeException("a whole row of kind " + kind);
    };
  }

  private Origins allOf(int width) {
    return IntStream.rangeClosed(1, width)
        .mapToObj(this::column)
        .reduce(Origins.NONE, Origins::plus)
        .changed();
  }

  private Node eref() {
    return (Node) node.field("eref");
  }

  private Origins read(int number) {
    return switch (kind) {
      case RELATION -> Origins.of(new Column(relation(), number));
      case SUBQUERY, WITH -> target(queryBehind(), number);
      case JOIN -> part(node.items("joinaliasvars"), number);
      case GROUP -> part(node.items("groupexprs"), number);
      case VALUES ->
          node.items("values_lists").stream()
              .map(row -> part(((Items) row).values(), number))
              .reduce(Origins.NONE, Origins::plus)
              .changed();
      case FUNCTION -> returned(number);
      default -> throw new TreeException("a column of kind " + kind);
    };
  }

  private Origins part(List<TreeValue> parts, int number) {
    if (number < 1 || number > parts.size()) {
      throw new TreeException("a column that is not there");
    }
    return query.expressions().value(parts.get(number - 1));
  }

  private static Origins target(Query query, int number) {
    List<Query.Target> targets = query.targets();
    if (number < 1 || number > targets.size()) {
      throw new TreeException("a column that is not there");
    }
    return targets.get(number - 1).origins();
  }

  private Query queryBehind() {
    return kind == SUBQUERY
        ? subquery()
        : query.out(node.number("ctelevelsup")).named(Query.text(node.field("ctename")));
  }

  private Query subquery() {
    Query read = subquery;
    if (read == null) {
      read = Query.of((Node) node.field("subquery"), query, notes);
      subquery = read;
    }
    return read;
  }

  private int width() {
    return node.items("values_lists").stream()
        .mapToInt(row -> ((Items) row).values().size())
        .max()
        .orElse(0);
  }

  private Origins called(Node function) {
    return query.expressions().value(function.field("funcexpr"));
  }

  /** Of several functions side by side, each returns some of the columns. */
  private Origins returned(int number) {
    Origins origins = Origins.NONE;
    int first = 1;
    for (TreeValue item : node.items("functions")) {
      Node function = (Node) item;
      int width = (int) function.number("funccolcount");
      origins = origins.plus(returned(function, number - first + 1, width));
      first += width;
    }
    return origins;
  }

  /**
   * @param number of the column among those of this one function; outside of them, others return it
   */
  private Origins returned(Node function, int number, int width) {
    Node call =
        function.field("funcexpr") instanceof Node node && node.kind().equals("FUNCEXPR")
            ? node
            : null;
    Map<Integer, Origins> results =
        call == null ? null : query.expressions().calls().results(call).orElse(null);
    if (results != null) {
      if (number < 1 || number > width) {
        return Origins.NONE;
      }
      Origins known = results.get(number);
      if (known == null) {
        throw new TreeException("a column that a function does not return");
      }
      return known;
    }
    Origins origins = called(function).changed();
    return call != null && call.number("funcid") >= Column.FIRST_OF_USERS && number >= 1
        ? origins.plus(Origins.of(Column.ofFunction(call.number("funcid"), number))).changed()
        : origins;
  }
}
