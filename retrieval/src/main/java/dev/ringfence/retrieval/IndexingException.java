package dev.ringfence.retrieval;

import java.sql.SQLException;

/** Indexes could not be looked after; the message says why, and names no row. */
public final class IndexingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexingException(String message) {
    super(message);
  }

  private IndexingException(String message, Throwable cause) {
    super(message, cause);
  }

  static IndexingException of(SQLException e) {
    return new IndexingException("the database refused (SQLSTATE " + e.getSQLState() + ")", e);
  }
}
