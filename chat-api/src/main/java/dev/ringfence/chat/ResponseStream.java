package dev.ringfence.chat;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response of server-sent events. A write waits until the socket took it, so a slow reader slows
 * its own answer and nobody else's; one that takes nothing for long is gone.
 */
final class ResponseStream implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final HttpServerResponse response;
  private final ScheduledFuture<?> heartbeat;

  ResponseStream(HttpServerResponse response, ScheduledExecutorService timer) {
    this.response = response;
    this.heartbeat =
        timer.scheduleAtFixedRate(
            this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    if (!response.ended() && !response.closed()) {
      var _ = response.write(": still here\n\n");
    }
  }

  /**
   * Writes a frame.
   *
   * @throws ModelException with {@code CANCELLED} when nobody reads any more
   */
  void write(String frame) {
    try {
      response
          .write(frame)
          .toCompletionStage()
          .toCompletableFuture()
          .get(STUCK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ModelException(ModelException.Reason.CANCELLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(ModelException.Reason.CANCELLED);
    }
  }

  @Override
  public void close() {
    heartbeat.cancel(false);
    if (!response.ended() && !response.closed()) {
      var _ = response.end();
    }
  }
}
