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

  /**
   * Reads one statement. Where it is no SELECT, or something in it is not known, the reading says
   * so among its objections and holds nothing else.
   *
   * @param tree what the server told, a list of one query
   */
  public static StatementReading read(String tree) {
    Notes notes = new Notes();
    try {
      if (!(TreeReader.read(tree) instanceof Items(List<TreeValue> queries))
          || queries.size() != 1
          || !(queries.getFirst() instanceof Node node)) {
        throw new TreeException("not one query");
      }
      Query query = Query.of(node, null, notes);
      return notes.reading(
          query.targets().stream().map(StatementReader::output).toList(), limit(node));
    } catch (TreeException | ClassCastException | IndexOutOfBoundsException e) {
      Notes refused = new Notes();
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
