package dev.ringfence.querytree;

import java.util.Map;
import java.util.Set;

/**
 * What a statement writes into one table.
 *
 * @param table its object id
 * @param rows how it names the rows that it writes
 * @param assigned what it puts into columns, by their numbers; defaults of the table included
 * @param pins what found rows have to be equal to
 * @param chosen what policies hold the rows to that it finds
 * @param checked what policies hold the rows to that it leaves behind
 * @param named the columns that its author writes into, by their numbers
 */
public record Writing(
    Kind kind,
    long table,
    Rows rows,
    Map<Integer, Assigned> assigned,
    Set<Pin> pins,
    Set<Held> chosen,
    Set<Held> checked,
    Set<Integer> named) {
  public Writing {
    assigned = Map.copyOf(assigned);
    pins = Set.copyOf(pins);
    chosen = Set.copyOf(chosen);
    checked = Set.copyOf(checked);
    named = Set.copyOf(named);
  }

  /** What it does; the numbers are those of PostgreSQL's {@code CmdType} (nodes.h). */
  public enum Kind {
    UPDATE(2),
    INSERT(3),
    DELETE(4);

    private final long number;

    Kind(long number) {
      this.number = number;
    }

    long number() {
      return number;
    }
  }

  /** Where the rows come from that it writes. */
  public enum Rows {
    /** Its one table, or one row of values. */
    OWN,
    /** Other tables, subqueries or several rows of values. */
    OTHERS
  }

  /**
   * What is put into a column.
   *
   * @param function the one function, without arguments, whose value it is; 0 for anything else
   */
  public record Assigned(Origins origins, long function) {}

  /** A row is found only where a column is, by an operator, like a parameter. */
  public record Pin(int column, int parameter, long operator) {}

  /**
   * A policy lets a row through only where a column equals what it asks for.
   *
   * @param functions of users' that it asks
   */
  public record Held(int column, Set<Long> functions) {
    public Held {
      functions = Set.copyOf(functions);
    }
  }
}
