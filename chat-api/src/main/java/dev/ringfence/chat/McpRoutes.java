package dev.ringfence.chat;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The door for clients of the Model Context Protocol: one message in each request, one JSON object
 * as its answer. There is no session and no stream from the server, so a request is all that there
 * is to look at.
 */
final class McpRoutes {
  static final String PATH = "/mcp";

  private final McpMethods methods;
  private final ResourceMetadata metadata;
  private final Predicate<String> siteOrigin;

  /**
   * @param siteOrigin whether an origin is some site's
   */
  McpRoutes(McpMethods methods, ResourceMetadata metadata, Predicate<String> siteOrigin) {
    this.methods = methods;
    this.metadata = metadata;
    this.siteOrigin = siteOrigin;
  }

  List<Route> routes() {
    return List.of(
        Route.ofUser(HttpMethod.POST, PATH, ErrorForm.MCP, this::serve)
            .challenging(metadata::challenge));
  }

  private Reply serve(Exchange exchange) {
    requireOrigin(exchange);
    if (exchange.hasQuery("access_token")) {
      throw Problem.of(
              400, "token_in_address", "Send the token in Authorization, never in the address.")
          .raise();
    }
    if (!AcceptedForm.takesJson(exchange.wholeHeader("Accept").orElse(""))) {
      throw Problem.of(
              406, "not_acceptable", "Answers here are application/json; name it in Accept.")
          .raise();
    }
    McpMessage message = McpMessage.read(exchange.jsonBody());
    return switch (McpEnvelope.of(exchange, message)) {
      case McpEnvelope.Broken(var fault) -> reply(message, fault);
      case McpEnvelope.Sound _ when message.isNotification() -> Reply.accepted();
      case McpEnvelope.Sound(var version) ->
          reply(message, methods.answer(exchange, message, version));
    };
  }

  /** A page that may not come in here is turned away, whatever token it has got hold of. */
  private void requireOrigin(Exchange exchange) {
    Optional<String> origin = exchange.wholeHeader("Origin");
    if (origin.isPresent() && !metadata.isOwn(origin.get()) && !siteOrigin.test(origin.get())) {
      throw Problem.of(403, "origin_not_allowed", "MCP cannot be used from this page.").raise();
    }
  }

  private static Reply reply(McpMessage message, McpAnswer answer) {
    int status =
        switch (answer) {
          case McpAnswer.Result _ -> 200;
          case McpAnswer.Fault fault -> fault.status();
        };
    return Reply.json(status, McpJson.response(message.id(), answer));
  }
}
