package dev.ringfence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client of streamed answers that takes the time of their first token. The service and the
 * baseline are measured with the same one.
 */
final class StreamClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * An answer that has ended.
   *
   * @param firstToken milliseconds from sending the request to the first line with a token; below 0
   *     where there was none
   * @param body all its lines
   */
  record Answer(double firstToken, String body) {}

  /**
   * Sends a request and reads the answer to its end.
   *
   * @param token what only a line with a token has in it
   */
  Answer post(String url, String bearer, String json, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    double first = -1;
    StringBuilder body = new StringBuilder();
    long sent = System.nanoTime();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        String line;
        while ((line = lines.readLine()) != null) {
          if (first < 0 && line.contains(token)) {
            first = (System.nanoTime() - sent) / 1e6;
          }
          body.append(line).append('\n');
        }
      }
      if (response.statusCode() != 200) {
        throw new BenchException(url + " answered with " + response.statusCode());
      }
      return new Answer(first, body.toString());
    } catch (IOException e) {
      throw new BenchException(url + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
