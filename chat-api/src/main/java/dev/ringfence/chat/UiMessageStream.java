package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.Source;
import java.util.List;
import java.util.function.Consumer;

/**
 * An answer as frames of the AI SDK's UI message stream, version 1. Rows are not in it: a receipt
 * says what was read.
 */
final class UiMessageStream implements AnswerSink {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TEXT_ID = "answer";

  private final Consumer<String> frames;
  private final String requestId;
  private boolean inText;

  /**
   * @param frames receives whole frames, each ending in an empty line
   */
  UiMessageStream(Consumer<String> frames, String requestId) {
    this.frames = frames;
    this.requestId = requestId;
  }

  @Override
  public void accept(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.Started started -> {
        ObjectNode start = part("start").put("messageId", started.messageId().toString());
        start
            .putObject("messageMetadata")
            .put("conversation", started.conversation())
            .put("requestId", requestId);
        send(start);
        send(part("start-step"));
      }
      case AnswerEvent.Text(var piece) -> {
        if (!inText) {
          inText = true;
          send(part("text-start").put("id", TEXT_ID));
        }
        send(part("text-delta").put("id", TEXT_ID).put("delta", piece));
      }
      case AnswerEvent.Notice(var code, var text) -> {
        ObjectNode notice = part("data-notice");
        notice.putObject("data").put("code", code).put("text", text);
        send(notice);
      }
      case AnswerEvent.Proposed(var proposal) -> propose(proposal);
      case AnswerEvent.Decided(var approval) -> decide(approval);
      case AnswerEvent.Finished finished -> finish(finished);
      case AnswerEvent.Failed(var code, var message) -> {
        endText();
        send(
            part("error").put("errorText", message + " (" + code + ", request " + requestId + ")"));
        done();
      }
    }
  }

  private void propose(Proposal proposal) {
    endText();
    send(
        part("tool-input-available")
            .put("toolCallId", proposal.callId())
            .put("toolName", proposal.tool().name())
            .set("input", proposal.parameters()));
    send(
        part("tool-approval-request")
            .put("approvalId", proposal.approval().id().toString())
            .put("toolCallId", proposal.callId()));
    ObjectNode shown = part("data-approval").put("id", proposal.approval().id().toString());
    shown.set("data", proposal.summary());
    send(shown);
  }

  private void decide(Approval approval) {
    String call = Proposal.callId(approval);
    switch (approval.status()) {
      case DONE ->
          send(
              part("tool-output-available")
                  .put("toolCallId", call)
                  .set("output", Proposal.end(approval)));
      case DENIED -> send(part("tool-output-denied").put("toolCallId", call));
      case EXPIRED, FAILED, PROPOSED ->
          send(
              part("tool-output-error")
                  .put("toolCallId", call)
                  .put("errorText", "It was not done (" + approval.status().word() + ")."));
    }
  }

  private void finish(AnswerEvent.Finished finished) {
    endText();
    sources(finished.sources());
    ObjectNode scope = part("data-scope");
    scope.putObject("data").put("scope", finished.scope().word());
    send(scope);
    ObjectNode receipt = part("data-receipt");
    ObjectNode data = receipt.putObject("data").put("scope", finished.scope().word());
    data.set("sources", AnswerJson.sources(finished.sources()));
    data.set("tools", AnswerJson.tools(finished));
    send(receipt);
    send(part("finish-step"));
    send(part("finish").put("finishReason", finished.cut() ? "length" : "stop"));
    done();
  }

  private void sources(List<Source> sources) {
    int number = 0;
    for (Source source : sources) {
      String id = "source_" + ++number;
      if (source.url() != null) {
        send(
            part("source-url")
                .put("sourceId", id)
                .put("url", source.url())
                .put("title", source.title()));
      } else {
        send(
            part("source-document")
                .put("sourceId", id)
                .put("mediaType", "text/plain")
                .put("title", source.title()));
      }
    }
  }

  private void endText() {
    if (inText) {
      inText = false;
      send(part("text-end").put("id", TEXT_ID));
    }
  }

  private void done() {
    frames.accept("data: [DONE]\n\n");
  }

  private static ObjectNode part(String type) {
    return NODES.objectNode().put("type", type);
  }

  private void send(ObjectNode part) {
    frames.accept("data: " + part + "\n\n");
  }
}
