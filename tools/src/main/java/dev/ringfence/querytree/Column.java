package dev.ringfence.querytree;

/**
 * A column, as the catalogue numbers it.
 *
 * @param relation the table's object id; negative for what a function returns, whose id it is then
 * @param number from 1; negative for the columns that the system adds, 0 for the whole row
 */
public record Column(long relation, int number) {
  /** The first object id that is not PostgreSQL's own: see its access/transam.h. */
  public static final long FIRST_OF_USERS = 16_384;

  /** A column of what a function returns. */
  static Column ofFunction(long function, int number) {
    return new Column(-function, number);
  }

  /** Whether it belongs to what a function returns. */
  public boolean isOfFunction() {
    return relation < 0;
  }
}
