package dev.ringfence.embedded;

import org.jspecify.annotations.Nullable;

/** No private PostgreSQL can be had here; the message says what to install or to set. */
public final class PostgresUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PostgresUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
