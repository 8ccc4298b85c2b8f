package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Use;
import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT of a statement, the outermost or one inside it, and what it is made of; or the one
 * INSERT, UPDATE or DELETE that a statement is, whose result is what it returns.
 */
final class Query {
  private static final long SELECT = 1;

  /** Fields that are looked at here, or say nothing about what is read. */
  private static final Set<String> KNOWN =
      Set.of(
          "commandType",
          "querySource",
          "queryId",
          "canSetTag",
          "resultRelation",
          "mergeTargetRelation",
          "hasAggs",
          "hasWindowFuncs",
          "hasTargetSRFs",
          "hasSubLinks",
          "hasDistinctOn",
          "hasRecursive",
          "hasModifyingCTE",
          "hasForUpdate",
          "hasRowSecurity",
          "hasGroupRTE",
          "isReturn",
          "cteList",
          "rtable",
          "rteperminfos",
          "jointree",
          "mergeUseOuterJoin",
          "targetList",
          "override",
          "returningOldAlias",
          "returningNewAlias",
          "groupClause",
          "groupDistinct",
          "groupByAll",
          "groupingSets",
          "havingQual",
          "windowClause",
          "distinctClause",
          "sortClause",
          "limitOffset",
          "limitCount",
          "limitOption",
          "setOperations",
          "constraintDeps",
          "stmt_location",
          "stmt_len");

  /** Fields that only a query that writes may have. */
  private static final Set<String> WRITTEN = Set.of("returningList", "withCheckOptions");

  private final Node node;
  private final @Nullable Query outer;
  private final Notes notes;
  private final boolean writes;
  private final List<Table> tables = new ArrayList<>();
  private final Map<String, Query> named = new HashMap<>();
  private final Map<Long, Node> sorted = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final Expressions expressions;

  private Query(Node node, @Nullable Query outer, Notes notes, boolean writes) {
    this.node = node;
    this.outer = outer;
    this.notes = notes;
    this.writes = writes;
    this.expressions = new Expressions(this, notes);
  }

  /** A column of its result. */
  record Target(String name, Node entry, Origins origins) {}

  /** Walks through a query, and notes what there is to note. */
  static Query of(Node node, @Nullable Query outer, Notes notes) {
    if (!node.kind().equals("QUERY") || node.number("commandType") != SELECT) {
      notes.objection("the statement is not a SELECT");
      throw new TreeException("no SELECT");
    }
    if (outer != null && outer.writes) {
      notes.objection(
          "a statement that writes has a subquery; make its value a parameter, so that who approves"
              + " sees it");
    }
    return walked(new Query(node, outer, notes, false));
  }

  /** Walks through a query that writes. */
  static Query ofWriting(Node node, Notes notes) {
    return walked(new Query(node, null, notes, true));
  }

  private static Query walked(Query query) {
    query.refuseOthers();
    query.readTables();
    query.walk();
    return query;
  }

  private void refuseOthers() {
    node.fields()
        .forEach(
            (name, value) -> {
              boolean nothing =
                  value instanceof Absent
                      || value.equals(new Word("false"))
                      || value.equals(new Word("0"));
              boolean known = KNOWN.contains(name) || (writes && WRITTEN.contains(name));
              if (!known && !name.equals("rowMarks") && !nothing) {
                throw new TreeException("a query with " + name);
              }
            });
    if (!node.items("rowMarks").isEmpty()) {
      notes.objection("the statement locks rows; remove FOR …");
    }
    if (node.flag("hasModifyingCTE")) {
      notes.objection("a WITH query writes; a tool only reads");
    }
    if (node.number("limitOption") != 0) {
      notes.objection("WITH TIES has no bound; write LIMIT");
    }
  }

  private void readTables() {
    for (TreeValue item : node.items("cteList")) {
      Node with = (Node) item;
      if (with.flag("cterecursive")) {
        notes.objection("WITH RECURSIVE has no bound; write a plain WITH");
        throw new TreeException("a recursive query");
      }
      named.put(text(with.field("ctename")), of((Node) with.field("ctequery"), this, notes));
    }
    for (TreeValue entry : node.items("rtable")) {
      tables.add(new Table((Node) entry, this, notes));
    }
    RelationReader.read(node, tables, notes);
  }

  private void walk() {
    tables.forEach(Table::walk);
    walkJoins(node.field("jointree"));
    readTargets();
    expressions.condition(node.field("havingQual"));
    node.items("sortClause").forEach(item -> sort((Node) item, Use.Sorting::new));
    node.items("groupClause").forEach(item -> sort((Node) item, Use.Grouping::new));
    node.items("distinctClause").forEach(item -> sort((Node) item, Use.Grouping::new));
    node.items("windowClause").forEach(item -> walkWindow((Node) item));
    bound(node.field("limitCount"));
    bound(node.field("limitOffset"));
  }

  private void bound(TreeValue value) {
    if (value instanceof Node) {
      notes.use(new Use.Choosing(expressions.value(value)));
    }
  }

  private void walkJoins(TreeValue value) {
    switch (value) {
      case Node part when part.kind().equals("FROMEXPR") -> {
        part.items("fromlist").forEach(this::walkJoins);
        expressions.condition(part.field("quals"));
      }
      case Node part when part.kind().equals("JOINEXPR") -> {
        walkJoins(part.field("larg"));
        walkJoins(part.field("rarg"));
        expressions.condition(part.field("quals"));
      }
      case Node part when part.kind().equals("RANGETBLREF") -> {
        // Every table is walked through by itself.
      }
      case Absent _ -> {
        // A query without FROM.
      }
      default -> throw new TreeException("a join that is not known");
    }
  }

  private void readTargets() {
    boolean combined = node.field("setOperations") instanceof Node;
    int number = 0;
    for (TreeValue item : node.items(writes ? "returningList" : "targetList")) {
      Node entry = (Node) item;
      boolean junk = entry.flag("resjunk");
      long sort = entry.number("ressortgroupref");
      if (sort != 0) {
        sorted.put(sort, entry);
      }
      Origins origins =
          combined && !junk ? combined((Node) node.field("setOperations"), number) : null;
      if (origins == null) {
        origins = expressions.value(entry.field("expr"));
      }
      if (!junk) {
        targets.add(new Target(text(entry.field("resname")), entry, origins));
        number++;
      }
    }
  }

  /** The origins of a column of UNION, INTERSECT or EXCEPT: all that its branches put there. */
  private Origins combined(Node part, int number) {
    if (part.kind().equals("RANGETBLREF")) {
      return tables.get((int) part.number("rtindex") - 1).column(number + 1);
    }
    if (!part.kind().equals("SETOPERATIONSTMT")) {
      throw new TreeException("a set operation that is not known");
    }
    Origins origins =
        notes.meeting(
            combined((Node) part.field("larg"), number)
                .plus(combined((Node) part.field("rarg"), number)));
    if (!part.flag("all")) {
      notes.use(new Use.Grouping(origins));
    }
    return origins;
  }

  private void sort(Node clause, Function<Origins, Use> use) {
    notes.operator(clause.number("eqop"));
    notes.operator(clause.number("sortop"));
    notes.use(use.apply(sortedBy(clause.number("tleSortGroupRef"))));
  }

  private Origins sortedBy(long reference) {
    Node entry = sorted.get(reference);
    if (entry == null) {
      throw new TreeException("sorted by what is not selected");
    }
    return targets.stream()
        .filter(target -> target.entry() == entry)
        .findFirst()
        .map(Target::origins)
        .orElseGet(() -> expressions.value(entry.field("expr")));
  }

  private void walkWindow(Node window) {
    window.items("partitionClause").forEach(item -> sort((Node) item, Use.Grouping::new));
    window.items("orderClause").forEach(item -> sort((Node) item, Use.Sorting::new));
    bound(window.field("startOffset"));
    bound(window.field("endOffset"));
  }

  Expressions expressions() {
    return expressions;
  }

  List<Target> targets() {
    return List.copyOf(targets);
  }

  Node node() {
    return node;
  }

  /** The query some levels out, in whose FROM a column is looked up. */
  Query out(long levels) {
    Query query = this;
    for (long i = 0; i < levels; i++) {
      if (query.outer == null) {
        throw new TreeException("a level that is not there");
      }
      query = query.outer;
    }
    return query;
  }

  Table table(long number) {
    if (number < 1 || number > tables.size()) {
      throw new TreeException("a table that is not there");
    }
    return tables.get((int) number - 1);
  }

  /** A query of WITH, by its name. */
  Query named(String name) {
    Query query = named.get(name);
    if (query == null) {
      throw new TreeException("a WITH query that is not there");
    }
    return query;
  }

  static String text(TreeValue value) {
    return switch (value) {
      case Word(String text) -> text;
      case TreeValue.Name(String text) -> text;
      case Absent _ -> "";
      default -> throw new TreeException("no name");
    };
  }
}
