package dev.ringfence.eval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    String spaced = String.join(" ", foreign.value().split(""));
    String json = "{\"message\":{\"role\":\"assistant\",\"text\":\"" + spaced + "\"}}";
    StringBuilder events = new StringBuilder();
    for (String letter : foreign.value().split("")) {
      events.append("data: {\"type\":\"text-delta\",\"delta\":\"").append(letter).append("\"}\n\n");
    }
    try {
      HttpServer leaking =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      leaking.createContext(
          "/",
          exchange ->
              answer(
                  exchange,
                  stream ? "text/event-stream" : "application/json",
                  stream ? events.toString() : json));
      leaking.start();
      try (ServiceClient client =
          new ServiceClient("http://127.0.0.1:" + leaking.getAddress().getPort())) {
        return List.of(request.apply(client).capture());
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
}
