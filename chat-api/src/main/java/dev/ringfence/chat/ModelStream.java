package dev.ringfence.chat;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.ringfence.guard.GuardException;
import dev.ringfence.tools.ToolCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a language model while it streams in: the client's callbacks on one side, a reader
 * that waits on the other. Bounded in length and in silence, so a stream without an end still ends.
 */
final class ModelStream implements StreamingChatResponseHandler {
  /** Characters of text in one turn; a longer one is cut. */
  static final int MAX_TEXT = 32_000;

  private sealed interface Event {
    record Text(String piece) implements Event {}

    record Alive() implements Event {}

    record Done(ChatResponse response) implements Event {}

    record Failed(ModelException failure) implements Event {}

    record Cancelled() implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Duration silence;
  private @Nullable Runnable end;
  private boolean ended;
  private volatile @Nullable ModelException blocked;

  ModelStream(Duration silence) {
    this.silence = silence;
  }

  @Override
  public void onPartialResponse(String piece) {
    events.add(new Event.Text(piece));
  }

  /** The model works on something that is not yet text. */
  void alive() {
    events.add(new Event.Alive());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    events.add(new Event.Done(response));
  }

  @Override
  public void onError(Throwable error) {
    ModelException failure = failure(error);
    if (failure.reason() == ModelException.Reason.BLOCKED) {
      blocked = failure;
    }
    events.add(new Event.Failed(failure));
  }

  /** Ends the turn, and with it the exchange with the server. */
  void cancel() {
    stop();
    events.add(new Event.Cancelled());
  }

  /** Says what ends the exchange with the server; done at once when the turn has ended already. */
  void endsWith(Runnable action) {
    synchronized (this) {
      if (!ended) {
        end = action;
        return;
      }
    }
    action.run();
  }

  private void stop() {
    Runnable action;
    synchronized (this) {
      ended = true;
      action = end;
      end = null;
    }
    if (action != null) {
      action.run();
    }
  }

  /** Reads the turn to its end, handing on its text as it comes. */
  ModelTurn read(Consumer<String> sink, Cancellation cancellation) {
    StringBuilder text = new StringBuilder();
    try {
      while (true) {
        // An alarm comes before everything else, even where nobody waits for the answer any more.
        ModelException alarm = blocked;
        if (alarm != null) {
          throw alarm;
        }
        cancellation.check();
        switch (await(cancellation)) {
          case Event.Text(var piece) -> {
            String fits = piece.substring(0, Math.min(piece.length(), MAX_TEXT - text.length()));
            text.append(fits);
            if (!fits.isEmpty()) {
              sink.accept(fits);
            }
            if (text.length() >= MAX_TEXT) {
              return new ModelTurn(text.toString(), List.of(), ModelTurn.Usage.NONE, true);
            }
          }
          case Event.Alive() -> {}
          case Event.Done(var response) -> {
            return turn(text, response, sink);
          }
          case Event.Failed(var failure) -> throw failure;
          case Event.Cancelled() -> throw new ModelException(ModelException.Reason.CANCELLED);
        }
      }
    } finally {
      stop();
    }
  }

  private Event await(Cancellation cancellation) {
    Duration wait =
        silence.compareTo(cancellation.remaining()) < 0 ? silence : cancellation.remaining();
    try {
      Event event = events.poll(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new ModelException(ModelException.Reason.TIMEOUT);
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(ModelException.Reason.CANCELLED);
    }
  }

  private static ModelTurn turn(
      StringBuilder streamed, ChatResponse response, Consumer<String> sink) {
    List<ToolCall> calls = new ArrayList<>();
    var message = response.aiMessage();
    for (var request : message.toolExecutionRequests()) {
      calls.add(
          new ToolCall(
              String.valueOf(request.id()),
              String.valueOf(request.name()),
              request.arguments() == null ? "" : request.arguments()));
    }
    // A server that streamed nothing may still have put its text at the end.
    if (streamed.isEmpty() && message.text() != null && !message.text().isEmpty()) {
      String whole = message.text().substring(0, Math.min(message.text().length(), MAX_TEXT));
      streamed.append(whole);
      sink.accept(whole);
    }
    if (streamed.isEmpty() && calls.isEmpty()) {
      throw new ModelException(ModelException.Reason.BROKEN);
    }
    return new ModelTurn(
        streamed.toString(),
        calls,
        usage(response.tokenUsage()),
        response.finishReason() == FinishReason.LENGTH);
  }

  private static ModelTurn.Usage usage(@Nullable TokenUsage usage) {
    if (usage == null) {
      return ModelTurn.Usage.NONE;
    }
    Integer in = usage.inputTokenCount();
    Integer out = usage.outputTokenCount();
    return new ModelTurn.Usage(in == null ? 0 : in, out == null ? 0 : out);
  }

  private static ModelException failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ModelException known -> {
          return known;
        }
        case GuardException guard -> {
          return new ModelException(guard);
        }
        case TimeoutException _, HttpTimeoutException _ -> {
          return new ModelException(ModelException.Reason.TIMEOUT);
        }
        case dev.langchain4j.exception.HttpException _, ConnectException _ -> {
          return new ModelException(ModelException.Reason.UNAVAILABLE);
        }
        case com.fasterxml.jackson.core.JsonProcessingException _ -> {
          return new ModelException(ModelException.Reason.BROKEN);
        }
        case IOException _ -> {
          return new ModelException(ModelException.Reason.UNAVAILABLE);
        }
        default -> {}
      }
    }
    return new ModelException(ModelException.Reason.BROKEN);
  }
}
