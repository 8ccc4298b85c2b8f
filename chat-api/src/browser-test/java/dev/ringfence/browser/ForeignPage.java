package dev.ringfence.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Somebody else's page that carries the widget, under a strict policy that names the service and
 * nothing more. It is there under two origins.
 */
final class ForeignPage implements AutoCloseable {
  private static final String HTML =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"></head>
      <body><h1>A shop</h1><p><a id="before" href="#">A link</a></p>
      <script src="%1$s/widget.js" data-site="pk_demo_acme" data-title="Ask Acme" async></script></body></html>
      """;

  private final String service;
  private final HttpServer server;

  ForeignPage(String service) {
    this.service = service;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      var page = HTML.formatted(service).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange
          .getResponseHeaders()
          .set(
              "Content-Security-Policy",
              "default-src 'none'; img-src 'self'; base-uri 'none'; script-src %1$s; connect-src %1$s"
                  .formatted(service));
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  /** The origin that is to be allowed. */
  String known() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The same page under an origin that nobody allowed. */
  String unknown() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
