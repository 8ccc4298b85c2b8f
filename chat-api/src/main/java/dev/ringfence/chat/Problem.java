package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.AuditUnavailableException;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.redaction.RedactionException;
import java.nio.charset.StandardCharsets;
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

  /** Somebody who is known and may not do this. */
  static Problem forbidden(String code) {
    return of(403, code, "You do not have access here.");
  }

  static Problem notFound() {
    return of(404, "not_found", "There is nothing here, or nothing that is yours.");
  }

  /** What went wrong on our side, as a client is told it. */
  static Problem ofFailure(Throwable failure) {
    return switch (failure) {
      case ProblemException e -> e.problem();
      case DatabaseException e -> ofDatabase(e);
      case RedactionException e when e.reason() == RedactionException.Reason.OVERRUN ->
          of(
              422,
              e.code(),
              "A text is written in so many codes at once that it cannot be checked for personal"
                  + " data; send it as plain text.");
      case RedactionException e -> of(503, e.code(), "The message could not be masked safely.");
      case AuditUnavailableException _ ->
          of(
              503,
              AuditUnavailableException.CODE,
              "What was read could not be written down, so it is not shown; try again.");
      default -> internal();
    };
  }

  private static Problem ofDatabase(DatabaseException e) {
    return switch (e.kind()) {
      case UNAVAILABLE, TIMEOUT ->
          of(503, e.code(), "The database cannot be reached just now; try again.");
      case CONFLICT -> of(409, "conflict", "Somebody changed this at the same time.");
      case UNBOUND, DENIED, INVALID -> internal();
    };
  }

  /** What the router refuses before a handler sees it. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> notFound();
      case 405 -> of(405, "method_not_allowed", "This path has no such method.");
      case 408 -> of(408, "too_slow", "The request did not arrive in time.");
      case 413 ->
          of(413, "body_too_large", "The body is larger than " + HttpServing.MAX_BODY + " bytes.");
      case 414 -> of(414, "address_too_long", "The address is too long.");
      case 415 -> of(415, "content_type_wrong", "Send the body as application/json.");
      case 431 -> of(431, "headers_too_large", "The headers are too large.");
      case 400 -> of(400, "request_malformed", "The request is not well formed.");
      default -> internal();
    };
  }

  static Problem internal() {
    return of(500, "internal", "Something went wrong on our side.");
  }

  /** The body of the response that says so. */
  byte[] json(String requestId) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:ringfence:problem:" + code)
            .put("title", title())
            .put("status", status)
            .put("detail", detail)
            .put("code", code)
            .put("requestId", requestId);
    if (!errors.isEmpty()) {
      ArrayNode array = body.putArray("errors");
      errors.forEach(e -> array.addObject().put("field", e.field()).put("problem", e.problem()));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
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
      case 406 -> "Not acceptable";
      case 408 -> "Request timeout";
      case 409 -> "Conflict";
      case 413 -> "Body too large";
      case 414 -> "Address too long";
      case 415 -> "Unsupported media type";
      case 422 -> "The body does not fit";
      case 429 -> "Too many requests";
      case 431 -> "Headers too large";
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
