package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Limit;
import dev.ringfence.querytree.StatementReading.Output;
import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import java.util.List;

/** Reads what a statement does from the query tree that the server makes of it. */
public final class StatementReader {
  private StatementReader() {}

  /** Reads a query whose tree is known to be one. */
  private interface Reading {
    StatementReading of(Node query, Notes notes);
  }

  /**
   * Reads one statement. Where it is no SELECT, or something in it is not known, the reading says
   * so among its objections and holds nothing else.
   *
   * @param tree what the server told, a list of one query
   */
  public static StatementReading read(String tree) {
    return read(tree, FunctionResults.NONE);
  }

  /**
   * The same where it is known what functions of the users' own return: what they return is then
   * followed to the columns that it was made of.
   */
  public static StatementReading read(String tree, FunctionResults results) {
    return read(
        tree,
        results,
        (node, notes) -> {
          Query query = Query.of(node, null, notes);
          return notes.reading(outputs(query), limit(node));
        });
  }

  /** The same for a statement that has to be one INSERT, UPDATE or DELETE. */
  public static StatementReading readWriting(String tree) {
    return read(
        tree,
        FunctionResults.NONE,
        (node, notes) -> {
          Writing.Kind kind = WritingReader.kind(node).orElse(null);
          if (kind == null) {
            notes.objection(
                "the statement is not one INSERT, UPDATE or DELETE, which 'write' asks for");
            throw new TreeException("nothing is written");
          }
          if (node.field("onConflict") instanceof Node) {
            notes.objection("ON CONFLICT tells what is there already; remove it");
            throw new TreeException("ON CONFLICT");
          }
          Query query = Query.ofWriting(node, notes);
          Writing writing = WritingReader.read(query, kind, notes);
          return notes.reading(outputs(query), Limit.of(1), writing);
        });
  }

  private static StatementReading read(String tree, FunctionResults results, Reading reading) {
    Notes notes = new Notes(results);
    try {
      if (!(TreeReader.read(tree) instanceof Items(List<TreeValue> queries))
          || queries.size() != 1
          || !(queries.getFirst() instanceof Node node)) {
        throw new TreeException("not one query");
      }
      return reading.of(node, notes);
    } catch (TreeException | ClassCastException | IndexOutOfBoundsException e) {
      Notes refused = new Notes(results);
      StatementReading read = notes.reading(List.of(), Limit.NOT_UNDERSTOOD);
      read.objections().forEach(refused::objection);
      if (read.objections().isEmpty()) {
        refused.objection(
            "the statement has a part that is not understood ("
                + e.getMessage()
                + "); write it in another way");
      }
      return refused.reading(List.of(), Limit.NOT_UNDERSTOOD);
    }
  }

  private static List<Output> outputs(Query query) {
    return query.targets().stream().map(StatementReader::output).toList();
  }

  private static Output output(Query.Target target) {
    return new Output(
        target.name(), ExpressionType.of(target.entry().field("expr")), target.origins());
  }

  private static Limit limit(Node query) {
    TreeValue count = query.field("limitCount");
    return count instanceof Absent
        ? new Limit(true, 0, java.util.Set.of(), java.util.Set.of())
        : LimitReading.of(count);
  }
}
