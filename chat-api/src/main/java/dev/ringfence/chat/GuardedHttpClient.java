package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.ringfence.guard.WireGuard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way out to a model's server, with the wire guard in front: it reads the bytes that leave. */
final class GuardedHttpClient implements HttpClient {
  private final HttpClient out;
  private final WireGuard guard;

  GuardedHttpClient(HttpClient out, WireGuard guard) {
    this.out = out;
    this.guard = guard;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    check(request);
    return out.execute(request);
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    check(request);
    out.execute(request, parser, listener);
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

  /** Builds guarded clients from another builder. */
  static final class Builder implements HttpClientBuilder {
    private final HttpClientBuilder builder;
    private final WireGuard guard;

    Builder(HttpClientBuilder builder, WireGuard guard) {
      this.builder = builder;
      this.guard = guard;
    }

    @Override
    public @Nullable Duration connectTimeout() {
      return builder.connectTimeout();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      builder.connectTimeout(timeout);
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return builder.readTimeout();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      builder.readTimeout(timeout);
      return this;
    }

    @Override
    public HttpClient build() {
      return new GuardedHttpClient(builder.build(), guard);
    }
  }
}
