package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The routes that are the same for everybody: health, metrics, the API's description, the widget.
 */
final class OpenRoutes {
  private final BooleanSupplier ready;
  private final PrometheusMeterRegistry metrics;

  /**
   * @param ready whether requests can be served, which does not depend on the model
   */
  OpenRoutes(BooleanSupplier ready, PrometheusMeterRegistry metrics) {
    this.ready = ready;
    this.metrics = metrics;
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethod.GET, "/healthz", _ -> status(200, "ok")),
        Route.open(
            HttpMethod.GET,
            "/readyz",
            _ -> {
              if (!ready.getAsBoolean()) {
                throw Problem.of(
                        503, "not_ready", "Still starting, or the database cannot be reached.")
                    .raise();
              }
              return status(200, "ready");
            }),
        Route.open(
            HttpMethod.GET,
            "/metrics",
            _ ->
                Reply.open(
                    "text/plain; version=0.0.4; charset=utf-8",
                    metrics.scrape().getBytes(StandardCharsets.UTF_8),
                    "no-store")),
        Route.open(
            HttpMethod.GET,
            "/openapi.json",
            _ ->
                Reply.open(
                    "application/json", WebFile.read("/openapi.json"), "public, max-age=300")),
        Route.open(
            HttpMethod.GET, "/widget.js", _ -> WebFile.reply("widget.js", "public, max-age=300")));
  }

  private static Reply status(int status, String word) {
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", word)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return new Reply.Whole(status, "application/json", body, "no-store", java.util.Map.of());
  }
}
