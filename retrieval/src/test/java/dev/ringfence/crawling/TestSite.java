package dev.ringfence.crawling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A site on loopback that answers as a test tells it to, and remembers what it was asked. */
final class TestSite implements AutoCloseable {
  /** Answers one request. */
  interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TestSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange request) throws IOException {
    String path = request.getRequestURI().toString();
    asked.add(path);
    try {
      answers.getOrDefault(path, status(404)).to(request);
    } finally {
      request.close();
    }
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  Site site() {
    return Site.of(root());
  }

  /** What was asked since this was called last. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  TestSite on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  TestSite page(String path, String html) {
    return on(path, content("text/html; charset=utf-8", html.getBytes(UTF_8)));
  }

  TestSite text(String path, String text) {
    return on(path, content("text/plain", text.getBytes(UTF_8)));
  }

  static Answer status(int status) {
    return request -> request.sendResponseHeaders(status, -1);
  }

  static Answer moved(int status, String to) {
    return request -> {
      request.getResponseHeaders().set("Location", to);
      request.sendResponseHeaders(status, -1);
    };
  }

  static Answer content(String type, byte[] bytes) {
    return request -> {
      request.getResponseHeaders().set("Content-Type", type);
      request.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      request.getResponseBody().write(bytes);
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
