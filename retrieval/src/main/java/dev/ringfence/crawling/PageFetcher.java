package dev.ringfence.crawling;

import dev.ringfence.crawling.Fetched.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

/**
 * Asks one site for its pages, one at a time and at its pace. It sends no cookie and no credentials
 * and follows nothing by itself.
 */
final class PageFetcher implements AutoCloseable {
  static final String AGENT = "ringfence";

  private final Site site;
  private final CrawlLimits limits;
  private final HttpClient client;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("fetch-", 0).factory());
  private Duration pace;
  private long next = System.nanoTime();
  private long bytesLeft;

  PageFetcher(Site site, CrawlLimits limits) {
    this.site = site;
    this.limits = limits;
    this.pace = limits.pace();
    this.bytesLeft = limits.allBytes();
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.patience())
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /** Takes the pace that the site asks for, where that is slower than ours and still bearable. */
  void slowDown(Duration asked) {
    Duration bearable =
        asked.compareTo(CrawlLimits.LONGEST_PACE) > 0 ? CrawlLimits.LONGEST_PACE : asked;
    if (bearable.compareTo(pace) > 0) {
      pace = bearable;
    }
  }

  /** Between two requests at least. */
  Duration pace() {
    return pace;
  }

  /**
   * Asks for one address.
   *
   * @throws InterruptedException when the thread is told to stop meanwhile
   */
  Fetched fetch(URI address, Validators known) throws InterruptedException {
    if (bytesLeft <= 0) {
      return new Fetched.TooMuch("the pages before it were as much as is fetched of one site");
    }
    awaitTurn();
    AtomicReference<InputStream> open = new AtomicReference<>(InputStream.nullInputStream());
    Future<Fetched> answer = threads.submit(() -> answer(address, known, open));
    try {
      return answer.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Fetched.Failed("the answer did not come in time");
    } catch (ExecutionException _) {
      return new Fetched.Failed("the site cannot be reached");
    } finally {
      answer.cancel(true);
      closeQuietly(open.get());
    }
  }

  private void awaitTurn() throws InterruptedException {
    long wait = next - System.nanoTime();
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
    next = System.nanoTime() + pace.toNanos();
  }

  private Fetched answer(URI address, Validators known, AtomicReference<InputStream> open)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(limits.patience())
            .header("User-Agent", AGENT)
            .header("Accept-Encoding", "gzip");
    known.entityTag().ifPresent(tag -> request.header("If-None-Match", tag));
    known.lastModified().ifPresent(day -> request.header("If-Modified-Since", day));
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    open.set(response.body());
    int status = response.statusCode();
    return switch (status) {
      case 200 -> content(address, response);
      case 304 -> new Fetched.NotModified();
      case 301, 302, 303, 307, 308 -> moved(address, response);
      case 404, 410 -> new Fetched.Gone();
      default ->
          status >= 500 || status == 429
              ? new Fetched.Failed("the site answers " + status)
              : new Fetched.Refused();
    };
  }

  private Fetched moved(URI address, HttpResponse<InputStream> response) {
    return response
        .headers()
        .firstValue("Location")
        .flatMap(location -> site.page(address, location))
        .<Fetched>map(
            to ->
                new Fetched.Moved(to, response.statusCode() == 301 || response.statusCode() == 308))
        .orElseGet(Fetched.Refused::new);
  }

  private Fetched content(URI address, HttpResponse<InputStream> response) throws IOException {
    byte[] packed = response.body().readNBytes(limits.pageBytes() + 1);
    bytesLeft -= packed.length;
    if (packed.length > limits.pageBytes()) {
      return new Fetched.TooMuch("it is larger than a page may be");
    }
    String encoding =
        response.headers().firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
    byte[] bytes = packed;
    if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
      Optional<byte[]> unpacked = unpacked(packed, limits.pageBytes());
      if (unpacked.isEmpty()) {
        return new Fetched.TooMuch("it is larger than a page may be");
      }
      bytes = unpacked.get();
    } else if (!encoding.isEmpty() && !encoding.equals("identity")) {
      return new Fetched.TooMuch("it is packed in a way that was not asked for");
    }
    return new Fetched.Content(
        address,
        response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT),
        bytes,
        new Validators(
            response.headers().firstValue("ETag").filter(PageFetcher::isPlain),
            response.headers().firstValue("Last-Modified").filter(PageFetcher::isPlain)));
  }

  /** What gzip holds; empty where that is more than it may be. */
  static Optional<byte[]> unpacked(byte[] packed, int most) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(most + 1);
      return bytes.length > most ? Optional.empty() : Optional.of(bytes);
    }
  }

  private static boolean isPlain(String header) {
    return header.length() <= 200 && header.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // The other end is gone.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
