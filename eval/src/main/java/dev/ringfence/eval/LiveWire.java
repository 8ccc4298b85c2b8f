package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a service that is not ours and may be hostile: no answer is read for longer or
 * further than the limits say, none is followed elsewhere, and the service is not asked faster than
 * it may be.
 */
final class LiveWire implements AutoCloseable {
  private static final int TRIES = 5;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final String base;
  private final LiveLimits limits;
  private final LiveBudget budget;
  private final HttpClient http;

  LiveWire(String base, LiveLimits limits, LiveBudget budget) {
    this.base = base;
    this.limits = limits;
    this.budget = budget;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.timeout())
            .build();
  }

  String base() {
    return base;
  }

  /** Sends a request of the attack, as long as the limits allow it. */
  LiveAnswer send(LiveRequest request) {
    LiveAnswer answer = LiveAnswer.none("");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (!budget.take()) {
        return LiveAnswer.none(budget.spent());
      }
      answer = once(request);
      budget.spend(answer.tokens(request));
      if (answer.status() != 429 || !waited(answer)) {
        return answer;
      }
    }
    return answer;
  }

  /** Sends a request that cleans up, whatever was spent before. */
  LiveAnswer tidy(LiveRequest request) {
    LiveAnswer answer = LiveAnswer.none("");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      answer = once(request);
      if (answer.status() != 429 || !waited(answer)) {
        return answer;
      }
    }
    return answer;
  }

  /** Waits as long as the service asks, if that is not too long. */
  private static boolean waited(LiveAnswer answer) {
    Duration wait = Duration.ofSeconds(1);
    String after = answer.header("retry-after").strip();
    if (after.matches("[0-9]{1,9}")) {
      wait = Duration.ofSeconds(Long.parseLong(after));
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return false;
    }
    LiveBudget.sleep(wait);
    return true;
  }

  private LiveAnswer once(LiveRequest request) {
    HttpRequest prepared;
    try {
      prepared = prepare(request);
    } catch (IllegalArgumentException e) {
      throw new LabException("a request cannot be sent: " + request.path(), e);
    }
    budget.pace();
    Reading reading = new Reading(prepared);
    Thread thread = Thread.ofVirtual().start(reading);
    try {
      if (!thread.join(limits.timeout())) {
        reading.cut("the answer did not end in time");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
    return reading.answer();
  }

  private HttpRequest prepare(LiveRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + request.path())).timeout(limits.timeout());
    if (!request.token().isEmpty()) {
      builder.header("Authorization", "Bearer " + request.token());
    }
    request.headers().forEach(builder::setHeader);
    return builder
        .method(
            request.method(),
            request.body().isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body()))
        .build();
  }

  /** One answer while it is read; what had come by then is kept whatever happens. */
  private final class Reading implements Runnable {
    private final HttpRequest request;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private @Nullable HttpResponse<InputStream> response;
    private String cut = "";

    Reading(HttpRequest request) {
      this.request = request;
    }

    @Override
    public void run() {
      try {
        HttpResponse<InputStream> came = http.send(request, BodyHandlers.ofInputStream());
        synchronized (this) {
          response = came;
        }
        try (InputStream body = decoded(came)) {
          pour(body);
        }
      } catch (IOException e) {
        cut("no whole answer: " + e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private InputStream decoded(HttpResponse<InputStream> came) throws IOException {
      String encoding = came.headers().firstValue("content-encoding").orElse("identity");
      return switch (encoding.toLowerCase(Locale.ROOT)) {
        case "identity" -> came.body();
        // Nobody asked for it, but what is sent is read.
        case "gzip", "x-gzip" -> new GZIPInputStream(came.body());
        default -> {
          cut("an encoding that nobody asked for");
          yield came.body();
        }
      };
    }

    private void pour(InputStream body) throws IOException {
      byte[] piece = new byte[8192];
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        synchronized (this) {
          read.write(piece, 0, Math.min(n, limits.bytes() - read.size()));
          if (read.size() >= limits.bytes()) {
            cut("the answer is longer than " + limits.bytes() + " bytes");
            return;
          }
        }
      }
    }

    /** The first reason is the true one. */
    synchronized void cut(String why) {
      if (cut.isEmpty()) {
        cut = why;
      }
    }

    synchronized LiveAnswer answer() {
      if (response == null) {
        return LiveAnswer.none(cut.isEmpty() ? "no answer" : cut);
      }
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      return new LiveAnswer(response.statusCode(), headers, read.toString(UTF_8), cut);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
