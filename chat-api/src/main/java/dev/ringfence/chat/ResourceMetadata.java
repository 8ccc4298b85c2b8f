package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.identity.IssuerSettings;
import dev.ringfence.identity.WebOrigin;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a client of {@link McpRoutes} is told before it has a token (RFC 9728): whose tokens are
 * taken and how they are sent. The address in it is the configured one. What a request says of the
 * address it was sent to is never repeated, since whoever sent it chose that.
 */
final class ResourceMetadata {
  private static final String PATH = "/.well-known/oauth-protected-resource";

  private final Supplier<Optional<WebOrigin>> reachedAt;
  private final List<String> issuers;

  /**
   * @param reachedAt where clients reach the service; empty where that is not known
   */
  ResourceMetadata(Supplier<Optional<WebOrigin>> reachedAt, List<IssuerSettings> issuers) {
    this.reachedAt = reachedAt;
    // An issuer's name that is no address cannot be looked up.
    this.issuers =
        issuers.stream()
            .map(IssuerSettings::issuer)
            .filter(issuer -> issuer.startsWith("https://"))
            .toList();
  }

  /** The same at the address for the whole host, for clients that know no other. */
  List<Route> routes() {
    return List.of(
        Route.open(HttpMethod.GET, PATH, _ -> document()),
        Route.open(HttpMethod.GET, PATH + McpRoutes.PATH, _ -> document()));
  }

  /** What a request without a token that is accepted is answered with. */
  String challenge() {
    return reachedAt
        .get()
        .map(own -> "Bearer resource_metadata=\"" + own.value() + PATH + McpRoutes.PATH + "\"")
        .orElse("Bearer");
  }

  /** Whether a page's origin is where the service itself is reached. */
  boolean isOwn(String origin) {
    return reachedAt.get().filter(own -> own.value().equals(origin)).isPresent();
  }

  Reply document() {
    WebOrigin own = reachedAt.get().orElseThrow(() -> Problem.notFound().raise());
    ObjectNode document =
        JsonNodeFactory.instance.objectNode().put("resource", own.value() + McpRoutes.PATH);
    if (!issuers.isEmpty()) {
      ArrayNode servers = document.putArray("authorization_servers");
      issuers.forEach(servers::add);
    }
    document.putArray("bearer_methods_supported").add("header");
    return Reply.open(
        "application/json",
        document.toString().getBytes(StandardCharsets.UTF_8),
        "public, max-age=300");
  }
}
