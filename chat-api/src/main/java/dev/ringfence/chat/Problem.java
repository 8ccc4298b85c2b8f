package dev.ringfence.chat;

import java.util.List;

/**
 * An error as a client is told it, in the form of RFC 9457. It never carries a row, SQL or the
 * existence of somebody else's thing.
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable, for programs
 * @param detail a sentence for people that names the field, the limit or the next step
 */
record Problem(int status, String code, String detail, List<FieldError> errors) {
  Problem {
    errors = List.copyOf(errors);
  }

  /**
   * What is wrong with one field of a body.
   *
   * @param field a JSON pointer, such as {@code /message}; empty for the body itself
   */
  record FieldError(String field, String problem) {}

  static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of());
  }

  static Problem notFound() {
    return of(404, "not_found", "There is nothing here, or nothing that is yours.");
  }

  ProblemException raise() {
    return new ProblemException(this);
  }

  String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Request timeout";
      case 409 -> "Conflict";
      case 413 -> "Body too large";
      case 415 -> "Unsupported media type";
      case 422 -> "The body does not fit";
      case 429 -> "Too many requests";
      case 503 -> "Service unavailable";
      default -> "Error";
    };
  }

  /** A problem on its way to the one place where it becomes a response. */
  static final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
      super(problem.code());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
