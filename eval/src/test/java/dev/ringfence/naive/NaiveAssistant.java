package dev.ringfence.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A chat service of two companies, {@code ana}'s and {@code gwen}'s, that speaks our protocol and
 * OpenAI's, with every hole that was not mended.
 */
public final class NaiveAssistant implements AutoCloseable {
  /** What stands in gwen's record and nowhere else. */
  public static final String RECORD = "contract Silberfuchs-4417";

  /** What nobody is to see. */
  public static final String SECRET = "sk-naive-0b5e1f77a2";

  /** Of the site of ana's company. */
  public static final String SITE = "pk_naive";

  /** Waits for gwen's approval. */
  public static final String PROPOSAL = "5f1c9a52-6a0e-4c63-9d0b-6f8f3c3c9d11";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Hole> holes;
  private final NaiveStore store;
  private final NaiveRoutes routes;

  private NaiveAssistant(HttpServer server, Set<Hole> holes) {
    this.server = server;
    this.holes = holes;
    this.store = new NaiveStore(holes);
    this.routes = new NaiveRoutes(holes, store);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /** Starts one with these holes. */
  public static NaiveAssistant start(Collection<Hole> holes) {
    try {
      Set<Hole> open = holes.isEmpty() ? EnumSet.noneOf(Hole.class) : EnumSet.copyOf(holes);
      NaiveAssistant assistant =
          new NaiveAssistant(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64),
              open);
      assistant.server.start();
      return assistant;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token of somebody's for so many seconds, or one that ended so many ago. */
  public static String token(String user, long seconds) {
    String tenant = user.equals("ana") ? "acme" : "globex";
    return NaiveTokens.mint(user, tenant, System.currentTimeMillis() / 1000 + seconds);
  }

  /** How many conversations and files it has. */
  public int kept() {
    synchronized (store) {
      return store.conversations.size() + store.files.size();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    NaiveReply reply;
    try {
      NaiveCall call = NaiveCall.of(exchange);
      synchronized (store) {
        reply = routes.answer(call);
      }
    } catch (IOException | RuntimeException e) {
      reply = NaiveReply.json(400, "{\"error\":\"invalid\"}");
      if (holes.contains(Hole.STACK_TRACE)) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        reply = new NaiveReply(500, "text/plain", trace.toString());
      }
    }
    send(exchange, reply);
  }

  private void send(HttpExchange exchange, NaiveReply reply) throws IOException {
    exchange.getResponseHeaders().set("content-type", reply.type());
    boolean kept = holes.contains(Hole.PUBLIC_CACHE);
    exchange
        .getResponseHeaders()
        .set("cache-control", kept ? "public, max-age=60" : "private, no-store");
    String origin = exchange.getRequestHeaders().getFirst("origin");
    if (origin != null && holes.contains(Hole.ANY_ORIGIN)) {
      exchange.getResponseHeaders().set("access-control-allow-origin", origin);
    }
    byte[] bytes = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
