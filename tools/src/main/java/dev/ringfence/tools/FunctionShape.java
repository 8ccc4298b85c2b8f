package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalogue says of a function of the users' own.
 *
 * @param name with its schema
 * @param takes the names of its parameters; {@code $n} for one without
 * @param returns the types of the columns that it returns, by their numbers, in the order in which
 *     its body has to return them
 * @param immutable whether the server may answer a call once and keep the answer
 * @param objection why its body proves nothing, as what follows the function's name; empty where it
 *     does
 */
record FunctionShape(
    String name,
    List<String> takes,
    Map<Integer, Long> returns,
    boolean immutable,
    String objection) {
  /**
   * Reads what the catalogue says.
   *
   * @param function its object id
   * @throws dev.ringfence.database.DatabaseException where the database could not be asked
   */
  static FunctionShape read(StatementProbe probe, Role role, long function) {
    var returns = new LinkedHashMap<Integer, Long>();
    for (Row row : probe.catalogue(role, FenceQueries.RETURNED, function)) {
      returns.put(row.getInteger("number"), row.getLong("type"));
    }
    var row = probe.catalogue(role, FenceQueries.SHAPE, function).iterator().next();
    return new FunctionShape(
        row.getString("name"),
        List.of(row.getArrayOfStrings("takes")),
        returns,
        row.getString("volatility").equals("i"),
        objection(row, returns));
  }

  private static String objection(Row row, Map<Integer, Long> returns) {
    var objection = objection(row);
    return objection.isEmpty() && returns.isEmpty()
        ? "returns nothing, a record or a domain; write RETURNS TABLE with its columns, or"
            + " PostgreSQL's own type"
        : objection;
  }

  private static String objection(Row row) {
    var kind = row.getString("kind");
    if (!kind.equals("f")) {
      return "is "
          + (kind.equals("a") ? "an aggregate" : "a window function or a procedure")
          + " of your own; put its query in the tool";
    }
    if (row.getBoolean("definer")) {
      return "runs with its owner's rights (SECURITY DEFINER); let it run with the caller's, or put"
          + " its query in the tool";
    }
    if (!row.getString("language").equals("sql")) {
      return "is written in "
          + row.getString("language")
          + ", so that its body cannot be looked into; write it in SQL, or put its query in the tool";
    }
    if (row.getString("volatility").equals("v")) {
      return "is volatile, as every function is that does not say otherwise; declare it STABLE";
    }
    if (row.getBoolean("set")) {
      return "has a SET clause, so that its body means something else than where it is called;"
          + " qualify its names and remove SET";
    }
    if (row.getBoolean("leakproof")) {
      return "is LEAKPROOF, so that it may be shown rows that a policy is about to hide; declare it"
          + " NOT LEAKPROOF";
    }
    if (row.getBoolean("supported")) {
      return "has a support function, which rewrites its calls; remove SUPPORT";
    }
    return row.getBoolean("variadic") || row.getBoolean("polymorphic")
        ? "takes VARIADIC parameters, or some of any type; write each with its type"
        : "";
  }
}
