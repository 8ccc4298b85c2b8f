package dev.ringfence.querytree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement reads, and what it does with what it reads. It is what the server will run:
 * names are resolved, views are opened, and nothing that the server knows is left out.
 *
 * @param outputs the columns of the result, in their order
 * @param relations everything with rows that it reads
 * @param rights the columns that it has to have the right to read; the whole row for any of them
 * @param meetings of values in one expression: whatever is compared with, or mixed into, something
 *     else stands in one of them with it
 * @param uses of values for anything but to be returned
 * @param functions it calls, its operators' and aggregates' included, each with how
 * @param operators it uses
 * @param types that values are made into by reading them as text, and domains
 * @param parameters the types that the server gave each parameter, by their numbers from 1
 * @param writing what it writes; null for a statement that reads
 * @param objections to what is another kind of statement, or is not understood
 */
public record StatementReading(
    List<Output> outputs,
    Set<Relation> relations,
    Set<Column> rights,
    Set<Origins> meetings,
    Set<Use> uses,
    Set<Call> functions,
    Set<Long> operators,
    Set<Long> types,
    Map<Integer, Long> parameters,
    Limit limit,
    @Nullable Writing writing,
    List<String> objections) {
  public StatementReading {
    outputs = List.copyOf(outputs);
    relations = Set.copyOf(relations);
    rights = Set.copyOf(rights);
    meetings = Set.copyOf(meetings);
    uses = Set.copyOf(uses);
    functions = Set.copyOf(functions);
    operators = Set.copyOf(operators);
    types = Set.copyOf(types);
    parameters = Map.copyOf(parameters);
    objections = List.copyOf(objections);
  }

  /**
   * A column of the result.
   *
   * @param type its object id; negative for an array of what the id is
   */
  public record Output(String name, long type, Origins origins) {}

  /**
   * A table, or what is read like one.
   *
   * @param policed whether policies of rows stand between it and the statement
   * @param asCaller whether it is read with the caller's own rights, not with those of a view's
   *     owner
   */
  public record Relation(long id, boolean policed, boolean asCaller) {}

  /** A use of a value. */
  public sealed interface Use {
    Origins origins();

    /** Rows are chosen by it. */
    record Choosing(Origins origins) implements Use {}

    /**
     * Rows are chosen by whether a column is, by an operator, like a parameter; nothing else.
     *
     * @param always whether no row is chosen without it, whatever stands beside it
     */
    record Comparing(Origins origins, Column column, int parameter, long operator, boolean always)
        implements Use {}

    /** Rows are sorted by it. */
    record Sorting(Origins origins) implements Use {}

    /** Rows are brought together where it is the same. */
    record Grouping(Origins origins) implements Use {}

    /** It is summed up. */
    record Aggregating(Origins origins) implements Use {}
  }

  /**
   * A function that is called.
   *
   * @param named whether by its name, and not as an operator, a cast or an aggregate of the
   *     server's
   * @param arguments what flowed into its arguments
   * @param given how many of them there are; a function's defaults are not among them
   */
  public record Call(long function, boolean named, Origins arguments, int given) {}

  /**
   * How many rows there may be.
   *
   * @param understood whether it is of a form that has a bound
   * @param most the largest number that it may be by itself; 0 where there is none
   * @param parameters that it may be, too
   * @param lifting those of them that lift it where they are NULL
   */
  public record Limit(
      boolean understood, long most, Set<Integer> parameters, Set<Integer> lifting) {
    static final Limit NOT_UNDERSTOOD = new Limit(false, 0, Set.of(), Set.of());

    public Limit {
      parameters = Set.copyOf(parameters);
      lifting = Set.copyOf(lifting);
    }

    static Limit of(long most) {
      return new Limit(true, most, Set.of(), Set.of());
    }

    static Limit ofParameter(int number) {
      return new Limit(true, 0, Set.of(number), Set.of(number));
    }
  }
}
