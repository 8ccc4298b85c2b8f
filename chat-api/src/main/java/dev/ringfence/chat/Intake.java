package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.parsing.ReaderUnavailableException;
import dev.ringfence.parsing.UnreadableDocument;
import dev.ringfence.retrieval.IngestProgress;
import dev.ringfence.retrieval.Ingested;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads in a file that was sent, and answers with what became of it: at the end as JSON, or, for
 * whoever asks for events, with the progress until then.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final ScheduledExecutorService timer;

  Intake(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Reads in one file, telling how far it is. */
  @FunctionalInterface
  interface Work {
    Ingested ingest(IngestProgress progress);
  }

  /**
   * @param shown a stored document as its sender is shown it
   */
  Reply answer(Exchange exchange, Work work, Function<UUID, JsonNode> shown) {
    return takesEvents(exchange)
        ? streamed(exchange, work, shown)
        : whole(ingested(exchange, work, IngestProgress.SILENT), shown);
  }

  private static boolean takesEvents(Exchange exchange) {
    return exchange
            .wholeHeader("Accept")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("event-stream")
        && exchange.acceptedForm() == AcceptedForm.STREAM;
  }

  /** Whoever has gone away is not worked for any longer; what was stored before still is. */
  private static Ingested ingested(Exchange exchange, Work work, IngestProgress progress) {
    try {
      return work.ingest(
          (done, all) -> {
            if (exchange.isClientGone()) {
              throw Problem.of(408, "client_gone", "The sender did not wait.").raise();
            }
            progress.embedded(done, all);
          });
    } catch (ReaderUnavailableException e) {
      LOG.error("files cannot be read", e);
      throw Problem.of(503, "reader_unavailable", "Files cannot be read just now; try again.")
          .raise();
    }
  }

  private static Reply whole(Ingested ingested, Function<UUID, JsonNode> shown) {
    return switch (ingested) {
      case Ingested.Stored stored ->
          Reply.json(201, body("stored", shown.apply(stored.document())));
      case Ingested.Unchanged same ->
          Reply.json(200, body("unchanged", shown.apply(same.document())));
      case Ingested.Rejected rejected -> throw unreadable(rejected.why()).raise();
    };
  }

  private static JsonNode body(String outcome, JsonNode document) {
    return JsonNodeFactory.instance.objectNode().put("outcome", outcome).set("document", document);
  }

  private Reply streamed(Exchange exchange, Work work, Function<UUID, JsonNode> shown) {
    var response = exchange.streamedResponse();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream; charset=utf-8");
    try (ResponseStream stream = new ResponseStream(response, timer)) {
      stream.write(event("progress", progress(0, 0)));
      try {
        Reply reply =
            whole(
                ingested(
                    exchange,
                    work,
                    (done, all) -> stream.write(event("progress", progress(done, all)))),
                shown);
        exchange.trail().settle();
        exchange.uploadHandled();
        if (reply instanceof Reply.Whole end) {
          stream.write(
              event("done", new String(end.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
      } catch (ModelException e) {
        // Nobody reads any more.
        return new Reply.Streamed();
      } catch (RuntimeException e) {
        Problem problem = Problem.ofFailure(e);
        exchange.uploadHandled();
        stream.write(
            event(
                "error",
                new String(
                    problem.json(exchange.requestId()), java.nio.charset.StandardCharsets.UTF_8)));
      }
    }
    return new Reply.Streamed();
  }

  private static String progress(int done, int all) {
    return JsonNodeFactory.instance.objectNode().put("passages", done).put("of", all).toString();
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  /** Why a file was not read, with the next step. */
  private static Problem unreadable(UnreadableDocument document) {
    return switch (document.reason()) {
      case UNSUPPORTED ->
          Problem.of(
              415,
              "document_unsupported",
              "Files of this kind cannot be read; send Markdown, HTML, PDF, Word, PowerPoint, Excel, CSV, e-mail or plain text.");
      case ENCRYPTED ->
          Problem.of(
              422, "document_encrypted", "The file is protected by a password; send it without.");
      case BROKEN ->
          Problem.of(
              422, "document_broken", "The file is damaged, or not what its name or type says.");
      case TOO_LARGE ->
          Problem.of(422, "document_too_large", "The text in the file is too long; divide it.");
      case TOO_SLOW ->
          Problem.of(
              422,
              "document_too_slow",
              "The file takes too long to read; send it in a simpler form.");
      case NOT_EMBEDDED ->
          Problem.of(
              422,
              "document_not_embedded",
              "A part of the file could not be given to the embedding model, which was kept from"
                  + " seeing something personal in it; take that out, or send the file as text.");
      case EMPTY ->
          Problem.of(
              422, "document_empty", "The file has no text; a scan has to be recognised first.");
    };
  }
}
