package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The routes of the demo page, which {@code up} alone has. They hand out tokens of the demo
 * companies' people to whoever can reach the page, so the page is for this machine: another host
 * name than the loopback's is refused, which stops a foreign page that points its own name here.
 */
final class DemoRoutes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonBody TOKEN = JsonBody.ofSchema("demo-token.json");
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final List<String> FILES =
      List.of("demo.js", "demo-attacks.js", "demo.css", "favicon.svg");

  private final DemoSite demo;
  private final AssistantModel model;

  DemoRoutes(DemoSite demo, AssistantModel model) {
    this.demo = demo;
    this.model = model;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open(HttpMethod.GET, "/", _ -> WebFile.reply("index.html", "no-cache")));
    for (String file : FILES) {
      routes.add(Route.open(HttpMethod.GET, "/" + file, _ -> WebFile.reply(file, "no-cache")));
    }
    routes.add(Route.open(HttpMethod.GET, "/demo/identities", this::identities));
    routes.add(Route.open(HttpMethod.GET, "/demo/about", this::about));
    routes.add(Route.open(HttpMethod.POST, "/demo/token", this::token));
    routes.add(
        Route.open(
            HttpMethod.GET,
            "/demo/jwks.json",
            _ ->
                Reply.open(
                    "application/json",
                    demo.issuer().publicJwks().getBytes(StandardCharsets.UTF_8),
                    "no-cache")));
    routes.add(Route.open(HttpMethod.GET, "/demo/docs/:tenant/:slug", this::document));
    return routes;
  }

  private Reply identities(Exchange exchange) {
    ObjectNode body = NODES.objectNode();
    ArrayNode array = body.putArray("identities");
    for (DemoSite.Identity identity : demo.identities()) {
      ObjectNode node = array.addObject().put("id", identity.id()).put("tenant", identity.tenant());
      if (identity.user() != null) {
        node.put("user", identity.user());
      }
      if (identity.site() != null) {
        node.put("site", identity.site());
      }
      node.put("label", identity.label()).put("role", identity.role());
    }
    return Reply.json(200, body);
  }

  private Reply about(Exchange exchange) {
    return Reply.json(
        200,
        NODES
            .objectNode()
            .put("model", model.isLanguageModel() ? model.name() : "extractive")
            .put("version", RingfenceService.VERSION));
  }

  private Reply token(Exchange exchange) {
    requireThisMachine(exchange);
    JsonNode body = TOKEN.read(exchange.jsonBody());
    String tenant = body.get("tenant").asText();
    String user = body.get("user").asText();
    boolean known =
        demo.identities().stream()
            .anyMatch(one -> one.tenant().equals(tenant) && user.equals(one.user()));
    if (!known) {
      throw Problem.notFound().raise();
    }
    return Reply.json(
        200, NODES.objectNode().put("token", demo.issuer().mint(tenant, user, TOKEN_LIFETIME)));
  }

  private static void requireThisMachine(Exchange exchange) {
    String host = exchange.header("Host").orElse("").replaceFirst(":[0-9]+$", "");
    String origin = exchange.header("Origin").orElse("http://" + host);
    boolean local = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    if (!local || !origin.replaceFirst(":[0-9]+$", "").equals("http://" + host)) {
      throw Problem.of(403, "demo_is_local", "Demo tokens are for the demo page on this machine.")
          .raise();
    }
  }

  private Reply document(Exchange exchange) {
    DemoSite.Page page =
        demo.documents()
            .get("/demo/docs/" + exchange.parameter("tenant") + "/" + exchange.parameter("slug"));
    if (page == null) {
      throw Problem.notFound().raise();
    }
    return new Reply.Whole(
        200,
        page.contentType(),
        page.content(),
        "public, max-age=60",
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'"));
  }
}
