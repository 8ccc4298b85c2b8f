package dev.ringfence.eval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Plants a leak at each tap and asks the judge about it: a tap or a judge that does not see it can
 * prove nothing. A service that leaks stands in for the true one.
 */
final class SelfTest {
  private final Experiment lab;
  private final Person person;
  private final Canary foreign;

  SelfTest(Experiment lab) {
    this.lab = lab;
    this.person = lab.population.of(Persona.ANA);
    this.foreign =
        lab.book
            .any(canary -> !person.mayRead(canary.origin()) && !canary.personal())
            .orElseThrow(() -> new LabException("there is no canary of anybody else"));
  }

  /** The taps that did not show what was planted there; empty when all do. */
  List<Tap> blind() {
    List<Tap> blind = new ArrayList<>();
    for (Tap tap : Tap.values()) {
      if (!seen(tap)) {
        blind.add(tap);
      }
    }
    return blind;
  }

  private boolean seen(Tap tap) {
    return switch (tap) {
      case MODEL -> judged(Tap.MODEL, atModel());
      case LOG -> judged(Tap.LOG, atLog());
      case HTTP -> judged(Tap.HTTP, atHttp(client -> chat(client, false), false));
      case STREAM -> judged(Tap.STREAM, atHttp(client -> chat(client, true), true));
      case MCP ->
          judged(
              Tap.MCP,
              atHttp(client -> client.send("POST", "/mcp", "none", "{}", Map.of()), false));
      case ROWS -> judged(Tap.ROWS, atRows());
      case EMBEDDING -> judged(Tap.EMBEDDING, atEmbeddings());
      case METRICS -> judged(Tap.METRICS, atMetrics());
      case EXPORT -> judged(Tap.EXPORT, inExport());
      case VAULT -> judged(Tap.VAULT, atRest());
    };
  }

  private boolean judged(Tap tap, List<Capture> captures) {
    return captures.stream()
        .filter(capture -> capture.tap() == tap)
        .flatMap(capture -> lab.judge.judge(person, capture, Set.of()).findings().stream())
        .anyMatch(finding -> finding.hash().equals(foreign.hash()));
  }

  /** A request to the model in which the value stands in Base64, inside escaped JSON. */
  private List<Capture> atModel() {
    String hidden =
        Base64.getEncoder()
            .encodeToString(("x " + foreign.value()).getBytes(StandardCharsets.UTF_8));
    Attack attack = Attack.none();
    Script script = new Script(attack, Facts.none(), 0);
    String mark = lab.model.play("ssssss", script);
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\""
            + mark
            + " {\\\"v\\\":\\\""
            + hidden
            + "\\\"}\"}]}";
    try (ServiceClient client = new ServiceClient(lab.model.baseUrl())) {
      client.send("POST", "/chat/completions", "", body, Map.of());
    }
    return script.received().stream().map(b -> Capture.of(Tap.MODEL, b)).toList();
  }

  private List<Capture> atLog() {
    int before = lab.log.position();
    LoggerFactory.getLogger("dev.ringfence.chat.SelfTest")
        .debug("planted", new IllegalStateException("row " + foreign.value()));
    return List.of(Capture.of(Tap.LOG, lab.log.since(before)));
  }

  private static ServiceClient.Answer chat(ServiceClient client, boolean stream) {
    return client.chat("none", "self-test", "hello", stream);
  }

  private List<Capture> atHttp(
      Function<ServiceClient, ServiceClient.Answer> request, boolean stream) {
    return atHttp(
        stream ? "text/event-stream" : "application/json",
        stream ? inEvents() : inJson(),
        client -> request.apply(client).capture());
  }

  private String inJson() {
    String spaced = String.join(" ", foreign.value().split(""));
    return "{\"message\":{\"role\":\"assistant\",\"text\":\"" + spaced + "\"}}";
  }

  private String inEvents() {
    StringBuilder events = new StringBuilder();
    for (String letter : foreign.value().split("")) {
      events.append("data: {\"type\":\"text-delta\",\"delta\":\"").append(letter).append("\"}\n\n");
    }
    return events.toString();
  }

  private List<Capture> atHttp(String type, String body, Function<ServiceClient, Capture> request) {
    try {
      HttpServer leaking =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      leaking.createContext("/", exchange -> answer(exchange, type, body));
      leaking.start();
      try (ServiceClient client =
          new ServiceClient("http://127.0.0.1:" + leaking.getAddress().getPort())) {
        return List.of(request.apply(client));
      } finally {
        leaking.stop(0);
      }
    } catch (IOException e) {
      throw new LabException("the leaking service did not start", e);
    }
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** The row itself, as a connection without policies gets it. */
  private List<Capture> atRows() {
    return lab
        .database
        .rows(
            "SELECT t::text AS row FROM " + foreign.origin().table() + " AS t WHERE t::text LIKE ?",
            "%" + foreign.value() + "%")
        .stream()
        .map(row -> Capture.of(Tap.ROWS, String.valueOf(row.get("row"))))
        .toList();
  }

  /** A question that nobody masked, sent to the server that the service would ask. */
  private List<Capture> atEmbeddings() {
    try (EmbeddingTap server = EmbeddingTap.open();
        ServiceClient client = new ServiceClient(server.baseUrl())) {
      client.send(
          "POST",
          "/embeddings",
          "",
          "{\"model\": \"m\", \"input\": [\"query: " + foreign.value() + "\"]}",
          Map.of());
      return server.captures();
    }
  }

  /** A label that holds a value. */
  private List<Capture> atMetrics() {
    String counted = "ringfence_planted_total{of=\"" + foreign.value() + "\"} 1.0";
    return atHttp(
        "text/plain",
        counted,
        client -> {
          Capture seen = client.send("GET", "/metrics", "", "", Map.of()).capture();
          return Capture.of(Tap.METRICS, seen.raw());
        });
  }

  /** A file among those of an export. */
  private List<Capture> inExport() {
    try {
      Path folder = Files.createTempDirectory("ringfence-lab-planted-");
      Path file = folder.resolve("demo.invoice.ndjson");
      try {
        Files.writeString(file, "{\"number\": \"" + foreign.value() + "\"}\n");
        return QuietTaps.files(folder);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value that nobody sealed, among those that placeholders stand for. */
  private List<Capture> atRest() {
    lab.database.change(
        "INSERT INTO ringfence.placeholder (tenant_id, owner_id, conversation_id, type, number,"
            + " value_mac, value_sealed) SELECT tenant_id, owner_id, id, 'EMAIL', 999999, '\\x00',"
            + " convert_to(?, 'UTF8') FROM ringfence.conversation ORDER BY tenant_id, owner_id, id"
            + " LIMIT 1",
        foreign.value());
    try {
      return new QuietTaps(lab)
          .atRest().stream().filter(capture -> capture.raw().contains(foreign.value())).toList();
    } finally {
      lab.database.change("DELETE FROM ringfence.placeholder WHERE number = 999999");
    }
  }
}
