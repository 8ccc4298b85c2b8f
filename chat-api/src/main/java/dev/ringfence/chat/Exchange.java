package dev.ringfence.chat;

import dev.ringfence.audit.AuditTrail;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request and its response, with whoever sent it. */
final class Exchange {
  private final RoutingContext context;
  private final String requestId;
  private final Runnable privateHeaders;
  private final Supplier<Authentication> sender;
  private final @Nullable Authentication authentication;
  private final @Nullable AuditTrail trail;

  /**
   * @param privateHeaders puts on the response what private ones carry
   * @param sender who the sender is by now
   * @param authentication of the sender; null on a route for anyone
   * @param trail where what the sender does is noted; null on a route for anyone
   */
  Exchange(
      RoutingContext context,
      String requestId,
      Runnable privateHeaders,
      Supplier<Authentication> sender,
      @Nullable Authentication authentication,
      @Nullable AuditTrail trail) {
    this.context = context;
    this.privateHeaders = privateHeaders;
    this.requestId = requestId;
    this.sender = sender;
    this.authentication = authentication;
    this.trail = trail;
  }

  String requestId() {
    return requestId;
  }

  /** Who sent the request, on a route that asks for a token. */
  Principal principal() {
    return authenticated().principal();
  }

  Authentication.Authenticated authenticated() {
    if (authentication instanceof Authentication.Authenticated known) {
      return known;
    }
    throw new IllegalStateException("this route did not ask for a token");
  }

  /** Where what the sender does is noted, on a route that asks for a token. */
  AuditTrail trail() {
    if (trail == null) {
      throw new IllegalStateException("this route did not ask for a token");
    }
    return trail;
  }

  /** Who the sender is by now, which is asked of the directory again. */
  Supplier<Authentication> sender() {
    return sender;
  }

  /** Closes the connection, whatever was still to be said on it. */
  void abort() {
    context.response().reset();
  }

  String parameter(String name) {
    String value = context.pathParam(name);
    return value == null ? "" : value;
  }

  /** The id in a part of the path; one that no row can have is as missing as any other. */
  UUID uuid(String name) {
    return uuidOf(parameter(name));
  }

  /**
   * An id as somebody wrote it.
   *
   * @throws Problem.ProblemException 404 for what is no id
   */
  static UUID uuidOf(String written) {
    try {
      UUID id = UUID.fromString(written);
      if (id.toString().equals(written)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // It is missing.
    }
    throw Problem.notFound().raise();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** All values of a header, behind commas as if it had been sent once. */
  Optional<String> wholeHeader(String name) {
    List<String> values = context.request().headers().getAll(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** Whether the address names a parameter behind its path. */
  boolean hasQuery(String name) {
    return context.queryParams().contains(name);
  }

  /** The form of the answer that the sender asks for. */
  AcceptedForm acceptedForm() {
    return AcceptedForm.of(wholeHeader("Accept").orElse(""));
  }

  /** The body of a JSON request. */
  byte[] jsonBody() {
    String type = header("Content-Type").orElse("");
    String essence = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    if (!essence.strip().equalsIgnoreCase("application/json")) {
      throw Problem.of(415, "content_type_wrong", "Send the body as application/json.").raise();
    }
    var buffer = context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  /** The body of a route for uploads. */
  byte[] uploadedBody() {
    return UploadDoor.bodyOf(context);
  }

  /** Lets the sender of an upload send the next one; called before they are told of its end. */
  void uploadHandled() {
    UploadDoor.done(context);
  }

  /** A parameter behind the path, where it is given once. */
  Optional<String> query(String name) {
    List<String> values = context.queryParam(name);
    if (values.size() > 1) {
      throw Problem.of(422, "parameter_repeated", "Give '" + name + "' once.").raise();
    }
    return values.stream().findFirst();
  }

  /** Whether the client has gone away before its response ended. */
  boolean isClientGone() {
    return context.response().closed();
  }

  /** The response of a private stream, its headers in place. */
  HttpServerResponse streamedResponse() {
    privateHeaders.run();
    return context.response();
  }

  /** Runs an action when the client goes away before the response has ended. */
  void onClientGone(Runnable action) {
    context.response().closeHandler(_ -> action.run());
    if (context.response().closed()) {
      action.run();
    }
  }
}
