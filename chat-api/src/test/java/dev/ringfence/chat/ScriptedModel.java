package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A language model by script, behind a real HTTP server that speaks OpenAI's protocol. */
final class ScriptedModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the model does with a request. */
  @FunctionalInterface
  interface Script {
    void run(JsonNode request, Reply reply) throws IOException;
  }

  private final HttpServer server;
  private final List<String> wire = new CopyOnWriteArrayList<>();
  private volatile Script script = (request, reply) -> reply.text("Hello.").end();

  ScriptedModel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          wire.add(body);
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            script.run(JSON.readTree(body), new Reply(exchange.getResponseBody()));
          }
        });
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  void does(Script next) {
    wire.clear();
    script = next;
  }

  /** Everything the model's server received since the script was set. */
  String received() {
    return String.join("\n", wire);
  }

  /** The contents of the tool results in a request. */
  static List<String> results(JsonNode request) {
    List<String> found = new ArrayList<>();
    request
        .get("messages")
        .forEach(
            message -> {
              if (message.path("role").asText().equals("tool")) {
                found.add(message.path("content").asText());
              }
            });
    return found;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** What the model streams back. */
  static final class Reply {
    private final OutputStream out;
    private int calls;

    Reply(OutputStream out) {
      this.out = out;
    }

    Reply text(String text) throws IOException {
      return delta(JSON.createObjectNode().put("content", text));
    }

    Reply call(String name, String arguments) throws IOException {
      ObjectNode delta = JSON.createObjectNode();
      ObjectNode call = delta.putArray("tool_calls").addObject();
      call.put("index", calls).put("id", "c" + calls).put("type", "function");
      calls++;
      call.putObject("function").put("name", name).put("arguments", arguments);
      return delta(delta);
    }

    private Reply delta(ObjectNode delta) throws IOException {
      ObjectNode chunk = JSON.createObjectNode().put("id", "x").put("model", "m");
      chunk.put("object", "chat.completion.chunk");
      chunk.putArray("choices").addObject().put("index", 0).set("delta", delta);
      return raw("data: " + chunk + "\n\n");
    }

    Reply raw(String bytes) throws IOException {
      out.write(bytes.getBytes(UTF_8));
      out.flush();
      return this;
    }

    void end() throws IOException {
      String reason = calls > 0 ? "tool_calls" : "stop";
      raw(
          "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
              + "[{\"index\":0,\"delta\":{},\"finish_reason\":\""
              + reason
              + "\"}]}\n\ndata: [DONE]\n\n");
    }
  }
}
