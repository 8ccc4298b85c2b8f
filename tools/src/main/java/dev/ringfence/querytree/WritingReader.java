package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import dev.ringfence.querytree.TreeValue.Word;
import dev.ringfence.querytree.Writing.Assigned;
import dev.ringfence.querytree.Writing.Held;
import dev.ringfence.querytree.Writing.Kind;
import dev.ringfence.querytree.Writing.Pin;
import dev.ringfence.querytree.Writing.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what an INSERT, an UPDATE or a DELETE writes, beside what it reads like a SELECT. */
final class WritingReader {
  /** PostgreSQL's {@code WCOKind}: what is checked of rows that are inserted or updated. */
  private static final Set<Long> CHECKS = Set.of(1L, 2L);

  private final Query query;
  private final Node node;
  private final Notes notes;
  private final Node target;

  private WritingReader(Query query, Notes notes) {
    this.query = query;
    this.node = query.node();
    this.notes = notes;
    this.target = (Node) node.items("rtable").get((int) node.number("resultRelation") - 1);
  }

  /** What a query is that writes; empty for one that does not. */
  static Optional<Kind> kind(Node query) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.number() == query.number("commandType"))
        .findFirst();
  }

  /** What a query writes, which has been walked through. */
  static Writing read(Query query, Kind kind, Notes notes) {
    WritingReader reader = new WritingReader(query, notes);
    return new Writing(
        kind,
        reader.target.number("relid"),
        reader.rows(),
        kind == Kind.DELETE ? Map.of() : reader.assigned(),
        reader.pins(),
        PolicyReading.held(reader.target.items("securityQuals")),
        reader.checked(),
        reader.named(kind));
  }

  private Rows rows() {
    return node.items("rtable").size() == 1 && node.items("cteList").isEmpty()
        ? Rows.OWN
        : Rows.OTHERS;
  }

  private Map<Integer, Assigned> assigned() {
    Map<Integer, Assigned> assigned = new HashMap<>();
    for (TreeValue item : node.items("targetList")) {
      Node entry = (Node) item;
      TreeValue value = entry.field("expr");
      Origins origins = query.expressions().value(value);
      notes.use(new Use.Choosing(origins));
      assigned.put((int) entry.number("resno"), new Assigned(origins, function(value)));
    }
    return assigned;
  }

  private static long function(TreeValue value) {
    return value instanceof Node call
            && call.kind().equals("FUNCEXPR")
            && call.items("args").isEmpty()
        ? call.number("funcid")
        : 0;
  }

  private Set<Pin> pins() {
    Set<Pin> pins = new HashSet<>();
    collectPins(((Node) node.field("jointree")).field("quals"), pins);
    return pins;
  }

  private void collectPins(TreeValue condition, Set<Pin> pins) {
    switch (condition) {
      case Items(List<TreeValue> values) -> values.forEach(value -> collectPins(value, pins));
      case Node part
          when part.kind().equals("BOOLEXPR") && part.field("boolop").equals(new Word("and")) ->
          part.items("args").forEach(value -> collectPins(value, pins));
      case Node part when part.kind().equals("OPEXPR") -> {
        if (query.expressions().comparison(part, true) instanceof Use.Comparing comparing) {
          pins.add(
              new Pin(comparing.column().number(), comparing.parameter(), comparing.operator()));
        }
      }
      default -> {
        // It narrows the rows down, to how many is not known.
      }
    }
  }

  private Set<Held> checked() {
    return PolicyReading.held(
        node.items("withCheckOptions").stream()
            .map(Node.class::cast)
            .filter(check -> CHECKS.contains(check.number("kind")))
            .map(check -> check.field("qual"))
            .toList());
  }

  /** The columns that the author's own words name, and rights are asked for. */
  private Set<Integer> named(Kind kind) {
    if (kind == Kind.DELETE) {
      return Set.of();
    }
    String field = kind == Kind.INSERT ? "insertedCols" : "updatedCols";
    Set<Integer> named = new HashSet<>();
    for (Node rights : RelationReader.rights(node)) {
      if (rights.field(field) instanceof Numbers(List<Long> numbers)) {
        numbers.forEach(number -> named.add((int) (number + RelationReader.FIRST_ATTRIBUTE)));
      }
    }
    return named;
  }
}
