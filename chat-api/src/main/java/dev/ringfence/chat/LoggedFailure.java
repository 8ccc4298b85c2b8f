package dev.ringfence.chat;

import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may have it: its classes and its places in the code. Messages are left out,
 * for those of parsers and drivers quote what they read.
 */
final class LoggedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 8;

  private LoggedFailure(Throwable failure, @Nullable LoggedFailure cause) {
    super(failure.getClass().getName(), cause);
    setStackTrace(failure.getStackTrace());
  }

  static LoggedFailure of(Throwable failure) {
    return of(failure, DEEPEST);
  }

  private static LoggedFailure of(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    return new LoggedFailure(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
  }
}
