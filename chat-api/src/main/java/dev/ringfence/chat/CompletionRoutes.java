package dev.ringfence.chat;

import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The door for clients that speak OpenAI's chat completions, onto the same way as any other. */
final class CompletionRoutes {
  private final Answering answering;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  CompletionRoutes(Answering answering, InstantSource clock, Supplier<UUID> ids) {
    this.answering = answering;
    this.clock = clock;
    this.ids = ids;
  }

  List<Route> routes() {
    return List.of(
        Route.ofUser(HttpMethod.POST, "/v1/chat/completions", ErrorForm.OPENAI, this::complete),
        Route.ofUser(
            HttpMethod.GET,
            "/v1/models",
            ErrorForm.OPENAI,
            _ -> Reply.json(200, CompletionJson.models())));
  }

  private Reply complete(Exchange exchange) {
    CompletionRequest request = CompletionRequest.read(exchange.jsonBody(), ids);
    return answering.answer(exchange, request.question(), form(request));
  }

  private AnswerForm form(CompletionRequest request) {
    return request.stream()
        ? new AnswerForm.Streamed(
            frames -> new CompletionStream(frames, clock, request.usage()), Map.of())
        : new AnswerForm.Whole(
            (finished, notices) -> CompletionJson.completion(finished, notices, clock.instant()));
  }
}
