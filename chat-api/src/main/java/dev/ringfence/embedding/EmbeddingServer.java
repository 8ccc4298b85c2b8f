package dev.ringfence.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.guard.GuardException;
import dev.ringfence.guard.WireGuard;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.retrieval.RefusedTextException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to {@code POST /embeddings} of OpenAI's protocol, and its response. The wire guard
 * reads the bytes that leave; what comes back is bounded and believed only as far as it was
 * checked.
 */
final class EmbeddingServer {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final List<Integer> REFUSED = List.of(400, 413, 422);

  private final HttpClient out =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECTING)
          .build();
  private final EmbeddingSettings settings;
  private final WireGuard guard = new WireGuard();
  private final Consumer<GuardException> blocked;

  /**
   * @param blocked is told of a request that the wire guard kept from leaving
   */
  EmbeddingServer(EmbeddingSettings settings, Consumer<GuardException> blocked) {
    this.settings = settings;
    this.blocked = blocked;
  }

  /** The server is not there, or has no time: the same request may succeed later. */
  static final class BusyException extends EmbeddingException {
    private static final long serialVersionUID = 1L;

    private final transient OptionalLong seconds;

    BusyException(String message, OptionalLong seconds) {
      super(message);
      this.seconds = seconds;
    }

    /** After how many seconds to come again, where the server said so. */
    OptionalLong seconds() {
      return seconds;
    }
  }

  /**
   * The vectors of texts, in their order, each of norm 1.
   *
   * @throws BusyException when it may answer later
   * @throws RefusedTextException when one of the texts may not leave, or the server takes it not
   * @throws EmbeddingException when it does not answer as the protocol says
   */
  List<float[]> vectors(List<RedactedText> texts) {
    byte[] body = request(texts);
    try {
      guard.check(body);
    } catch (GuardException e) {
      blocked.accept(e);
      throw new RefusedTextException("a text was kept from leaving: " + e.getMessage());
    }
    return EmbeddingReply.vectors(exchange(body), texts.size());
  }

  private byte[] request(List<RedactedText> texts) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", settings.model());
    request.put("encoding_format", "float");
    var input = request.putArray("input");
    texts.forEach(text -> input.add(text.value()));
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new EmbeddingException("the request could not be written", e);
    }
  }

  private byte[] exchange(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl().replaceAll("/+$", "") + "/embeddings"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!settings.apiKey().isEmpty()) {
      request.header("Authorization", "Bearer " + settings.apiKey());
    }
    CompletableFuture<byte[]> answer =
        out.sendAsync(request.build(), BodyHandlers.ofInputStream())
            .thenApplyAsync(EmbeddingServer::bounded);
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new BusyException("the embedding server did not answer in time", OptionalLong.empty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EmbeddingException known) {
        throw known;
      }
      LOG.debug("the embedding server cannot be reached", e);
      throw new BusyException("the embedding server cannot be reached", OptionalLong.empty());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EmbeddingException("interrupted while embedding", e);
    }
  }

  private static byte[] bounded(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == TOO_MANY_REQUESTS || status / 100 == 5) {
        throw new BusyException("the embedding server answered with " + status, later(response));
      }
      if (REFUSED.contains(status)) {
        throw new RefusedTextException("the embedding server refused a text with " + status);
      }
      if (status != 200) {
        throw new EmbeddingException(
            "the embedding server answered with " + status + "; are its address and key right?");
      }
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new EmbeddingException("the embedding server's answer has no end");
      }
      return bytes;
    } catch (IOException e) {
      throw new BusyException("the embedding server broke off", OptionalLong.empty());
    }
  }

  private static OptionalLong later(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    return value.matches("\\d{1,4}")
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }
}
