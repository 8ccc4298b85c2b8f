package dev.ringfence.database;

/**
 * A piece of work that the database did not do. It carries a stable code and never SQL, a row, a
 * constraint's name or the server's own words: those may name what is not the caller's.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a caller needs to know. */
  public enum Kind {
    /** No connection, or it broke: another try may succeed. */
    UNAVAILABLE,
    /** It took longer than it may. */
    TIMEOUT,
    /** The principal's context was refused: unbound, expired, forged or of another role. */
    UNBOUND,
    /** The login lacks a right. */
    DENIED,
    /** A constraint refused the write; which one is not said. */
    CONFLICT,
    /** The statement or a value in it is wrong. */
    INVALID
  }

  private final Kind kind;

  DatabaseException(Kind kind) {
    super("database: " + kind.name().toLowerCase(java.util.Locale.ROOT));
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** A stable code for errors and logs, such as {@code database_unavailable}. */
  public String code() {
    return "database_" + kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** From an SQLSTATE, five characters; see PostgreSQL's appendix A, "Error Codes". */
  static DatabaseException ofState(String state) {
    return new DatabaseException(
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
          case "28" -> state.equals("28P01") ? Kind.DENIED : Kind.UNBOUND;
          case "23", "40" -> Kind.CONFLICT;
          case "08", "53", "58", "XX" -> Kind.UNAVAILABLE;
          case "57" -> state.equals("57014") ? Kind.TIMEOUT : Kind.UNAVAILABLE;
          case "25" -> state.equals("25P03") ? Kind.TIMEOUT : Kind.INVALID;
          default -> state.equals("42501") ? Kind.DENIED : Kind.INVALID;
        });
  }
}
