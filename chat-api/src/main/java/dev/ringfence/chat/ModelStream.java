package dev.ringfence.chat;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
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

  /** Characters of arguments over all calls of one turn; more is no use to anybody. */
  static final int MAX_ARGUMENTS = 200_000;

  private static final int MAX_CALLS = 256;

  private sealed interface Event {
    record Text(String piece) implements Event {}

    record CallPiece(int length) implements Event {}

    record Done(ChatResponse response) implements Event {}

    record Failed(Throwable cause) implements Event {}

    record Cancelled() implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Duration silence;
  private volatile @Nullable StreamingHandle handle;
  private volatile boolean ended;

  ModelStream(Duration silence) {
    this.silence = silence;
  }

  @Override
  public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
    remember(context.streamingHandle());
    events.add(new Event.Text(piece.text()));
  }

  @Override
  public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
    remember(context.streamingHandle());
    String part = piece.partialArguments();
    events.add(new Event.CallPiece(part == null ? 0 : part.length()));
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    events.add(new Event.Done(response));
  }

  @Override
  public void onError(Throwable error) {
    events.add(new Event.Failed(error));
  }

  /** Ends the turn, and with it the exchange with the server. */
  void cancel() {
    stop();
    events.add(new Event.Cancelled());
  }

  private void remember(StreamingHandle streaming) {
    handle = streaming;
    if (ended) {
      streaming.cancel();
    }
  }

  private void stop() {
    ended = true;
    StreamingHandle streaming = handle;
    if (streaming != null) {
      streaming.cancel();
    }
  }

  /** Reads the turn to its end, handing on its text as it comes. */
  ModelTurn read(Consumer<String> sink, Cancellation cancellation) {
    StringBuilder text = new StringBuilder();
    int argumentLength = 0;
    try {
      while (true) {
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
          case Event.CallPiece(int length) -> {
            argumentLength += length;
            if (argumentLength > MAX_ARGUMENTS) {
              throw new ModelException(ModelException.Reason.BROKEN);
            }
          }
          case Event.Done(var response) -> {
            return turn(text, response, sink);
          }
          case Event.Failed(var cause) -> throw failure(cause);
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
      if (calls.size() < MAX_CALLS) {
        calls.add(
            new ToolCall(
                String.valueOf(request.id()),
                String.valueOf(request.name()),
                request.arguments() == null ? "" : request.arguments()));
      }
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
    return new ModelTurn(streamed.toString(), calls, usage(response.tokenUsage()), false);
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
        case GuardException _ -> {
          return new ModelException(ModelException.Reason.BLOCKED);
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
