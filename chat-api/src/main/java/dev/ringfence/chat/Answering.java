package dev.ringfence.chat;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The one way from a question to its answer, whichever door it came in by. A door reads the
 * question and writes the events down; what is asked, shown, stored, noted and stopped is decided
 * here and in {@link ChatService}, which nobody else asks for an answer.
 */
final class Answering {
  private final ChatService chat;
  private final Attendance attendance;
  private final ScheduledExecutorService timer;

  Answering(ChatService chat, Attendance attendance, ScheduledExecutorService timer) {
    this.chat = chat;
    this.attendance = attendance;
    this.timer = timer;
  }

  /**
   * Answers in a form. The answer ends early when its reader goes away or loses their place.
   *
   * @throws Problem.ProblemException when there is no answer, and nothing of one was sent
   */
  Reply answer(Exchange exchange, Question asked, AnswerForm form) {
    Question question = asked.askedFrom(exchange.authenticated().regions());
    return attendance.during(
        exchange,
        (cancellation, standing) ->
            switch (form) {
              case AnswerForm.Whole whole ->
                  whole(exchange, question, whole, cancellation, standing);
              case AnswerForm.Streamed streamed ->
                  streamed(exchange, question, streamed, cancellation, standing);
            });
  }

  private Reply whole(
      Exchange exchange,
      Question question,
      AnswerForm.Whole form,
      Cancellation cancellation,
      Runnable standing) {
    AnswerEvent[] last = new AnswerEvent[1];
    List<AnswerEvent.Notice> notices = new ArrayList<>();
    chat.answer(
        exchange.principal(),
        question,
        exchange.trail(),
        event -> {
          last[0] = event;
          if (event instanceof AnswerEvent.Notice notice) {
            notices.add(notice);
          }
        },
        cancellation,
        standing);
    return switch (last[0]) {
      case AnswerEvent.Finished finished ->
          Reply.json(200, form.writing().apply(finished, List.copyOf(notices)));
      case AnswerEvent.Failed(var code, var message) ->
          throw cancellation.revoked().orElseGet(() -> Problem.of(503, code, message)).raise();
      case null, default -> throw new IllegalStateException("an answer ended without an end");
    };
  }

  private Reply streamed(
      Exchange exchange,
      Question question,
      AnswerForm.Streamed form,
      Cancellation cancellation,
      Runnable standing) {
    HttpServerResponse response = exchange.streamedResponse();
    // Only now: what fails before the first event is still a problem with a status.
    ResponseStream[] stream = new ResponseStream[1];
    AnswerSink frames = form.writing().apply(frame -> opened(stream, response, form).write(frame));
    try {
      chat.answer(exchange.principal(), question, exchange.trail(), frames, cancellation, standing);
    } catch (ModelException gone) {
      cancellation.cancel();
    } catch (RuntimeException failure) {
      if (stream[0] != null) {
        Problem problem = Problem.ofFailure(failure);
        frames.accept(new AnswerEvent.Failed(problem.code(), problem.detail()));
      }
      throw failure;
    } finally {
      if (stream[0] != null) {
        stream[0].close();
      }
    }
    return new Reply.Streamed();
  }

  private ResponseStream opened(
      ResponseStream[] stream, HttpServerResponse response, AnswerForm.Streamed form) {
    if (stream[0] == null) {
      response
          .setChunked(true)
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Cache-Control", "private, no-store, no-cache, no-transform")
          .putHeader("X-Accel-Buffering", "no");
      form.headers().forEach(response::putHeader);
      stream[0] = new ResponseStream(response, timer);
    }
    return stream[0];
  }
}
