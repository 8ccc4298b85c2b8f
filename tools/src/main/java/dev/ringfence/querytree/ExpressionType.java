package dev.ringfence.querytree;

import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.List;
import java.util.Map;

/** The type of an expression, as PostgreSQL's {@code exprType} (nodeFuncs.c) tells it. */
final class ExpressionType {
  private static final long BOOLEAN = 16;
  private static final long INTEGER = 23;
  private static final long EXPRESSION = 4;
  private static final long ARRAY = 6;

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("VAR", "vartype"),
          Map.entry("CONST", "consttype"),
          Map.entry("PARAM", "paramtype"),
          Map.entry("AGGREF", "aggtype"),
          Map.entry("WINDOWFUNC", "wintype"),
          Map.entry("SUBSCRIPTINGREF", "refrestype"),
          Map.entry("FUNCEXPR", "funcresulttype"),
          Map.entry("OPEXPR", "opresulttype"),
          Map.entry("NULLIFEXPR", "opresulttype"),
          Map.entry("DISTINCTEXPR", "opresulttype"),
          Map.entry("RELABELTYPE", "resulttype"),
          Map.entry("COERCEVIAIO", "resulttype"),
          Map.entry("ARRAYCOERCEEXPR", "resulttype"),
          Map.entry("FIELDSELECT", "resulttype"),
          Map.entry("COERCETODOMAIN", "resulttype"),
          Map.entry("CASE", "casetype"),
          Map.entry("CASEEXPR", "casetype"),
          Map.entry("CASETESTEXPR", "typeId"),
          Map.entry("ARRAY", "array_typeid"),
          Map.entry("ARRAYEXPR", "array_typeid"),
          Map.entry("ROW", "row_typeid"),
          Map.entry("ROWEXPR", "row_typeid"),
          Map.entry("COALESCE", "coalescetype"),
          Map.entry("COALESCEEXPR", "coalescetype"),
          Map.entry("MINMAX", "minmaxtype"),
          Map.entry("MINMAXEXPR", "minmaxtype"),
          Map.entry("SQLVALUEFUNCTION", "type"));

  private ExpressionType() {}

  /** The type's object id; negative for an array of it, 0 where it is not known. */
  static long of(TreeValue value) {
    if (!(value instanceof Node node)) {
      return 0;
    }
    String field = FIELDS.get(node.kind());
    if (field != null) {
      return node.number(field);
    }
    return switch (node.kind()) {
      case "BOOLEXPR",
          "NULLTEST",
          "BOOLEANTEST",
          "SCALARARRAYOPEXPR",
          "ROWCOMPARE",
          "ROWCOMPAREEXPR",
          "JSONISPREDICATE" ->
          BOOLEAN;
      case "GROUPINGFUNC" -> INTEGER;
      case "COLLATEEXPR", "COLLATE", "NAMEDARGEXPR" -> of(node.field("arg"));
      case "JSONCONSTRUCTOREXPR" ->
          node.field("returning") instanceof Node returning ? returning.number("typid") : 0;
      case "SUBLINK" -> ofSubquery(node);
      default -> 0;
    };
  }

  private static long ofSubquery(Node node) {
    long kind = node.number("subLinkType");
    if (kind != EXPRESSION && kind != ARRAY) {
      return BOOLEAN;
    }
    List<TreeValue> targets =
        node.field("subselect") instanceof Node query ? query.items("targetList") : List.of();
    for (TreeValue target : targets) {
      if (target instanceof Node entry && entry.field("resjunk").equals(new Word("false"))) {
        long type = of(entry.field("expr"));
        return kind == ARRAY ? -type : type;
      }
    }
    return 0;
  }
}
