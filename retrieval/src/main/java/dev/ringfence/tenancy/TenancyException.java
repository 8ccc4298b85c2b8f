package dev.ringfence.tenancy;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What could not be done for a tenant; the message is one sentence for the operator. */
public final class TenancyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TenancyException(String message) {
    super(message);
  }

  private TenancyException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What PostgreSQL refused, in the operator's terms. */
  static TenancyException of(SQLException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new TenancyException(
        switch (state(e)) {
          case "42501" ->
              "this needs a role that row-level security does not filter, a superuser or one with"
                  + " BYPASSRLS; PostgreSQL says: "
                  + said;
          case "23503", "23001" ->
              "rows that are not to be erased refer to rows that are; PostgreSQL says: " + said;
          default -> "the database did not do it; it says: " + said;
        },
        e);
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
