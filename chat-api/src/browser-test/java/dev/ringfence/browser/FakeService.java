package dev.ringfence.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The service's public face with scripted answers, and a shop's page on another origin that carries
 * the widget.
 */
final class FakeService implements AutoCloseable {
  static final String POLICY =
      "default-src 'self'; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  /** What a message is answered with. */
  @FunctionalInterface
  interface Script {
    void answer(Asked asked, Reply reply) throws IOException;
  }

  /** What a request for files is answered with. */
  @FunctionalInterface
  interface Filing {
    void answer(Filed asked, Reply reply) throws IOException;
  }

  /** A request for files as it arrived. */
  record Filed(String method, String path, String token, String body) {}

  /** A message as it arrived. */
  record Asked(String token, String conversation, String message) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger sessions = new AtomicInteger();
  volatile Script script = (question, reply) -> reply.says("Hello.");
  volatile @Nullable String history;

  /** What was asked of approvals, and what that is answered with. */
  final List<String> decided = new CopyOnWriteArrayList<>();

  volatile String approval = "{}";

  /** What was asked of files, and what that is answered with. */
  final List<Filed> filed = new CopyOnWriteArrayList<>();

  volatile Filing filing = (asked, reply) -> reply.status(200, "{\"files\": [], \"next\": null}");
  private final HttpServer server;

  FakeService() {
    try {
      System.setProperty("sun.net.httpserver.nodelay", "true");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** The service's own origin. */
  String home() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests for files with a method. */
  List<Filed> filedBy(String method) {
    return filed.stream().filter(asked -> asked.method().equals(method)).toList();
  }

  /**
   * A page of somebody else's site. Its policy names the service for scripts and connections only.
   */
  String shop(String attributes) {
    return "http://localhost:"
        + server.getAddress().getPort()
        + "/shop?"
        + attributes.replace("\"", "%22").replace(" ", "%20");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var reply = new Reply(exchange);
      switch (exchange.getRequestURI().getPath()) {
        case String path when exchange.getRequestMethod().equals("OPTIONS") ->
            reply.status(204, "");
        case "/demo/identities" -> reply.status(200, People.LIST);
        case "/demo/about" -> reply.status(200, "{\"model\": \"extractive\", \"version\": \"0\"}");
        case "/demo/token" -> reply.status(200, token(JSON.readTree(exchange.getRequestBody())));
        case "/v1/widget/sessions" -> reply.status(200, session());
        case "/v1/chat" -> chat(exchange, reply);
        case String path when path.startsWith("/v1/conversations/") -> {
          var kept = history;
          reply.status(kept == null ? 404 : 200, Objects.requireNonNullElse(kept, "{}"));
        }
        case String path when path.startsWith("/v1/approvals/") -> approve(exchange, reply);
        case String path when path.startsWith("/v1/files") -> file(exchange, reply);
        case "/shop" -> reply.page(shopPage(exchange.getRequestURI().getQuery()), shopPolicy());
        case "/" -> file(reply, "index.html");
        case String path -> file(reply, path.substring(1));
      }
    }
  }

  private void chat(HttpExchange exchange, Reply reply) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    var question =
        new Asked(
            bearer.substring("Bearer ".length()),
            body.path("conversation").asText(),
            body.path("message").asText());
    asked.add(question);
    script.answer(question, reply);
  }

  private void file(HttpExchange exchange, Reply reply) throws IOException {
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    var request =
        new Filed(
            exchange.getRequestMethod(),
            String.valueOf(exchange.getRequestURI()),
            bearer.substring("Bearer ".length()),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    filed.add(request);
    filing.answer(request, reply);
  }

  private void approve(HttpExchange exchange, Reply reply) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    decided.add(
        exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + body);
    reply.status(200, approval);
  }

  private String session() {
    return "{\"token\": \"visitor-%d\", \"expiresAt\": \"2999-01-01T00:00:00Z\"}"
        .formatted(sessions.incrementAndGet());
  }

  private String token(JsonNode who) {
    return "{\"token\": \"%s\"}"
        .formatted(tokenOf(who.path("tenant").asText(), who.path("user").asText()));
  }

  /** A token that reads like a signed one; nobody here looks at the signature. */
  static String tokenOf(String tenant, String user) {
    var claims = "{\"iss\": \"demo\", \"tenant\": \"%s\", \"sub\": \"%s\"}".formatted(tenant, user);
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }

  private void file(Reply reply, String name) throws IOException {
    try (var in = FakeService.class.getResourceAsStream("/web/" + name)) {
      if (in == null) {
        reply.status(404, "{\"code\": \"not_found\"}");
      } else {
        reply.file(
            in.readAllBytes(),
            TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"),
            POLICY);
      }
    }
  }

  private String shopPage(String attributes) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
    <body><h1>A shop</h1><p><a id="before" href="#">A link</a></p>
    <script src="%s/widget.js" %s async></script></body></html>
    """
        .formatted(home(), attributes);
  }

  private String shopPolicy() {
    return POLICY.replace("script-src 'self'", "script-src 'self' " + home())
        + "; connect-src "
        + home();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
