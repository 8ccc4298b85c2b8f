package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.ringfence.guard.WireGuard;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a model's server and back, for one turn. The wire guard reads the bytes that leave;
 * what comes back is bounded, put into one form, and read no longer than the turn lasts.
 */
final class GuardedHttpClient implements HttpClient {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedHttpClient.class);

  private final java.net.http.HttpClient out;
  private final WireGuard guard;
  private final Duration silence;
  private final ModelStream turn;

  /**
   * @param silence how long the server may take to begin its answer
   */
  GuardedHttpClient(
      java.net.http.HttpClient out, WireGuard guard, Duration silence, ModelStream turn) {
    this.out = out;
    this.guard = guard;
    this.silence = silence;
    this.turn = turn;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new IllegalStateException("a model's turn is always a stream");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    check(request);
    Thread reader =
        Thread.ofVirtual().name("model").unstarted(() -> read(request, parser, listener));
    turn.endsWith(reader::interrupt);
    reader.start();
  }

  private void check(HttpRequest request) {
    if (!request.formDataFields().isEmpty() || !request.formDataFiles().isEmpty()) {
      throw new IllegalStateException("a request to a model is JSON, and this one is a form");
    }
    String body = request.body();
    if (body != null) {
      guard.check(body.getBytes(UTF_8));
    }
  }

  private void read(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response =
          out.send(outgoing(request), BodyHandlers.ofInputStream());
      try (InputStream body = new BoundedStream(response.body())) {
        if (response.statusCode() / 100 != 2) {
          LOG.warn("the model's server answered with status {}", response.statusCode());
          throw new HttpException(response.statusCode(), "no turn");
        }
        TidyReply reply = new TidyReply(listener, turn::alive);
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
          // It does not stream, though it was asked to.
          reply.whole(new String(body.readAllBytes(), UTF_8));
        } else {
          parser.parse(body, reply);
        }
        reply.onClose();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      listener.onError(e);
    }
  }

  private java.net.http.HttpRequest outgoing(HttpRequest request) {
    var outgoing =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(silence)
            .method(
                request.method().name(),
                BodyPublishers.ofString(request.body() == null ? "" : request.body()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
    return outgoing.build();
  }

  /** Gives this one client to LangChain4j, which asks for a builder. */
  record Builder(GuardedHttpClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return client.silence;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return client.silence;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
