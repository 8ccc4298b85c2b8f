package dev.ringfence.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A streamed answer that somebody is reading, and what they saw last and when. */
final class LiveAnswer {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** How an answer ended: what of it was read, and when its end was. */
  record End(String read, long atNanos) {}

  private final CompletableFuture<Void> speaking = new CompletableFuture<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();

  private volatile long wordsAt;

  private LiveAnswer() {}

  /** Asks, and returns when the first words have come. */
  static LiveAnswer ask(ServiceWorld world, String token) {
    return ask(world, token, "Talk to me.");
  }

  static LiveAnswer ask(ServiceWorld world, String token, String question) {
    LiveAnswer answer = new LiveAnswer();
    Thread.ofVirtual().start(() -> answer.read(world, token, question));
    answer.speaking.orTimeout(20, TimeUnit.SECONDS).join();
    return answer;
  }

  private void read(ServiceWorld world, String token, String question) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.service.port() + "/v1/chat"))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .header("Origin", ServiceWorld.ORIGIN)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"" + question + "\"}"))
            .build();
    StringBuilder all = new StringBuilder();
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          all.append(line).append('\n');
          if (line.contains("text-delta")) {
            wordsAt = System.nanoTime();
            speaking.complete(null);
          }
        }
      }
    } catch (IOException e) {
      all.append("cut: ").append(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end.complete(new End(all.toString(), System.nanoTime()));
    speaking.completeExceptionally(new IllegalStateException(all.toString()));
  }

  boolean isOpen() {
    return !end.isDone();
  }

  /** The end of the answer, which is waited for generously: how late it was is in it. */
  End end() {
    return end.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** When the last words came. */
  long wordsAt() {
    return wordsAt;
  }

  static Duration since(long began, End end) {
    return Duration.ofNanos(end.atNanos() - began);
  }
}
