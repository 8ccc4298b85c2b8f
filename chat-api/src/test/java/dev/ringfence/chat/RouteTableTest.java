package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, called by everybody. A route without a row here fails the build. */
class RouteTableTest {
  private static final String[] CALLERS = {
    "none", "expired", "tampered", "visitor", "customer", "sibling", "staff", "other tenant"
  };

  /** Route → the statuses in the order of {@link #CALLERS}. */
  private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

  static {
    EXPECTED.put("POST /v1/widget/sessions", "422 422 422 422 422 422 422 422");
    EXPECTED.put("POST /v1/chat", "401 401 401 422 422 422 422 422");
    EXPECTED.put("POST /v1/chat/completions", "401 401 401 403 400 400 400 400");
    EXPECTED.put("POST /mcp", "401 401 401 403 400 400 400 400");
    EXPECTED.put("GET /v1/models", "401 401 401 403 200 200 200 200");
    EXPECTED.put("GET /v1/conversations", "401 401 401 200 200 200 200 200");
    EXPECTED.put("GET /v1/conversations/:id", "401 401 401 404 200 404 404 404");
    EXPECTED.put("GET /v1/conversations/:id/receipts/:message", "401 401 401 404 200 404 404 404");
    EXPECTED.put("DELETE /v1/conversations/:id", "401 401 401 404 204 404 404 404");
    EXPECTED.put("GET /v1/approvals/:id", "401 401 401 403 404 404 404 404");
    EXPECTED.put("POST /v1/approvals/:id", "401 401 401 403 422 422 422 422");
    EXPECTED.put("POST /v1/documents", "401 401 401 403 403 403 422 403");
    EXPECTED.put("GET /v1/documents", "401 401 401 403 403 403 200 403");
    EXPECTED.put("GET /v1/documents/unanswered", "401 401 401 403 403 403 200 403");
    EXPECTED.put("DELETE /v1/documents/unanswered/:id", "401 401 401 403 403 403 404 403");
    EXPECTED.put("GET /v1/documents/:id", "401 401 401 403 403 403 404 403");
    EXPECTED.put("DELETE /v1/documents/:id", "401 401 401 403 403 403 404 403");
    EXPECTED.put("POST /v1/files", "401 401 401 403 422 422 422 422");
    EXPECTED.put("GET /v1/files", "401 401 401 403 200 200 200 200");
    EXPECTED.put("GET /v1/files/:id", "401 401 401 403 404 404 404 404");
    EXPECTED.put("DELETE /v1/files/:id", "401 401 401 403 404 404 404 404");
    EXPECTED.put("GET /v1/me", "401 401 401 200 200 200 200 200");
    for (String open :
        new String[] {
          "/healthz",
          "/readyz",
          "/metrics",
          "/openapi.json",
          "/.well-known/oauth-protected-resource",
          "/.well-known/oauth-protected-resource/mcp",
          "/widget.js",
          "/",
          "/demo.js",
          "/demo-attacks.js",
          "/demo.css",
          "/favicon.svg",
          "/demo/identities",
          "/demo/about",
          "/demo/jwks.json"
        }) {
      EXPECTED.put("GET " + open, "200 200 200 200 200 200 200 200");
    }
    // From a foreign page nobody is given a demo token.
    EXPECTED.put("POST /demo/token", "403 403 403 403 403 403 403 403");
    EXPECTED.put("GET /demo/docs/:tenant/:slug", "404 404 404 404 404 404 404 404");
  }

  private static ServiceWorld world;
  private static Map<String, String> tokens;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
    String ana = world.tokenOf("acme", "ana");
    tokens = new LinkedHashMap<>();
    tokens.put("expired", world.expiredTokenOf("acme", "ana"));
    tokens.put("tampered", ana.substring(0, ana.length() - 12) + "AAAAAAAAAAAA");
    tokens.put("visitor", world.visitorToken("pk_demo_acme"));
    tokens.put("customer", ana);
    tokens.put("sibling", world.tokenOf("acme", "ben"));
    tokens.put("staff", world.tokenOf("acme", "sam"));
    tokens.put("other tenant", world.tokenOf("globex", "gil"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  static Stream<Route> routes() {
    return world == null ? Stream.empty() : world.service.routes().stream();
  }

  @Test
  void everyRouteHasARowAndEveryRowARoute() {
    assertThat(routes().map(RouteTableTest::name).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @Test
  void describedRoutesAreTheRoutesThereAre() {
    var described =
        ServiceWorld.json(world.request("GET", "/openapi.json", null, null, "*/*")).get("paths");
    routes()
        .filter(route -> !route.path().startsWith("/demo") && !DEMO_FILES.contains(route.path()))
        .forEach(
            route ->
                assertThat(
                        described
                            .path(route.path().replaceAll(":([a-z]+)", "{$1}"))
                            .has(route.method().name().toLowerCase(java.util.Locale.ROOT)))
                    .as(name(route))
                    .isTrue());
  }

  private static final java.util.Set<String> DEMO_FILES = java.util.Set.of("/", "/favicon.svg");

  @ParameterizedTest
  @MethodSource("names")
  void routeAnswersEverybodyAsTheTableSays(String name) {
    String[] statuses = Objects.requireNonNull(EXPECTED.get(name)).split(" ");
    String method = name.substring(0, name.indexOf(' '));
    for (int i = 0; i < CALLERS.length; i++) {
      String path = name.substring(name.indexOf(' ') + 1);
      if (path.contains(":id")) {
        // Ana's, made anew since deleting it is one of the rows.
        var answer =
            ServiceWorld.json(
                world.chat(
                    Objects.requireNonNull(tokens.get("customer")),
                    "ana-1",
                    "When are you open?",
                    "application/json"));
        path =
            path.replace(":id", "ana-1")
                .replace(":message", answer.path("message").path("id").asText());
      }
      String token = tokens.get(CALLERS[i]);
      var response =
          world.request(
              method,
              path.replace(":tenant", "acme").replace(":slug", "nothing"),
              token,
              method.equals("POST") ? "{\"tenant\":\"acme\",\"user\":\"ana\"}" : null,
              "application/json");
      assertThat(response.statusCode())
          .as("%s as %s", name, CALLERS[i])
          .isEqualTo(Integer.parseInt(statuses[i]));
    }
  }

  static Stream<String> names() {
    return EXPECTED.keySet().stream();
  }

  private static String name(Route route) {
    return route.method().name() + " " + route.path();
  }
}
