package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model server's events written anew in the one form that the client reads, since servers that
 * speak OpenAI's protocol speak it in many ways. Calls come whole, text without halves of
 * characters, usage as counts; an error in the stream is one, and what is not known is left out.
 */
final class TidyReply implements ServerSentEventListener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String DONE = "[DONE]";

  /** Under which a model thinks aloud; what it thinks is not part of the answer. */
  private static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning");

  private final ServerSentEventListener client;
  private final Runnable alive;
  private final CallAssembly calls = new CallAssembly();
  private final WholeText text = new WholeText();
  private ServerSentEventContext context = new ServerSentEventContext(new Uncancelled());
  private boolean failed;

  /**
   * @param alive told of each event in which the model works on something that is not yet text
   */
  TidyReply(ServerSentEventListener client, Runnable alive) {
    this.client = client;
    this.alive = alive;
  }

  /** An answer that came in one piece. */
  void whole(String completion) {
    onEvent(new ServerSentEvent(null, completion), context);
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext from) {
    context = from;
    String data = event.data() == null ? "" : event.data().strip();
    if (failed || data.isEmpty()) {
      return;
    }
    try {
      if (data.equals(DONE)) {
        flush();
        forward(DONE);
      } else {
        tidy(event.event(), JSON.readTree(data));
      }
    } catch (JsonProcessingException e) {
      onError(new ModelException(ModelException.Reason.BROKEN));
    } catch (ModelException e) {
      onError(e);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (!failed) {
      failed = true;
      client.onError(error);
    }
  }

  @Override
  public void onClose() {
    if (!failed) {
      flush();
      client.onClose();
    }
  }

  private void tidy(@Nullable String kind, JsonNode event) {
    if ("error".equals(kind) || event.hasNonNull("error")) {
      throw new ModelException(ModelException.Reason.UNAVAILABLE);
    }
    if (!event.isObject()) {
      throw new ModelException(ModelException.Reason.BROKEN);
    }
    JsonNode choice = event.path("choices").path(0);
    JsonNode delta = choice.path(choice.path("delta").isObject() ? "delta" : "message");
    delta.path("tool_calls").forEach(calls::add);
    if (delta.path("tool_calls").size() > 0
        || THOUGHTS.stream().anyMatch(name -> !delta.path(name).asText().isEmpty())) {
      alive.run();
    }
    String content = text.accept(words(delta.path("content")) + words(delta.path("refusal")));
    if (!content.isEmpty()) {
      forward(chunk(delta(content), null, null));
    }
    String reason = choice.path("finish_reason").asText("");
    boolean ends = choice.path("finish_reason").isTextual() && !reason.isEmpty();
    if (ends) {
      flush();
    }
    if (ends || event.path("usage").isObject()) {
      forward(chunk(NODES.objectNode(), ends ? reason : null, event.path("usage")));
    }
  }

  /** A content as text: it may also come as a list of parts. */
  private static String words(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder words = new StringBuilder();
    if (content.isArray()) {
      content.forEach(part -> words.append(words(part.path("text"))));
    }
    return words.toString();
  }

  private void flush() {
    String rest = text.finish();
    if (!rest.isEmpty()) {
      forward(chunk(delta(rest), null, null));
    }
    for (ObjectNode call : calls.take()) {
      ObjectNode delta = NODES.objectNode();
      delta.putArray("tool_calls").add(call);
      forward(chunk(delta, null, null));
    }
  }

  private static ObjectNode delta(String content) {
    return NODES.objectNode().put("content", content);
  }

  private static String chunk(
      ObjectNode delta, @Nullable String finishReason, @Nullable JsonNode usage) {
    ObjectNode chunk = NODES.objectNode().put("object", "chat.completion.chunk");
    ArrayNode choices = chunk.putArray("choices");
    if (!delta.isEmpty() || finishReason != null) {
      ObjectNode choice = choices.addObject().put("index", 0);
      choice.set("delta", delta);
      choice.put("finish_reason", finishReason);
    }
    if (usage != null && usage.isObject()) {
      int input = count(usage.path("prompt_tokens"));
      int output = count(usage.path("completion_tokens"));
      chunk
          .putObject("usage")
          .put("prompt_tokens", input)
          .put("completion_tokens", output)
          .put("total_tokens", ModelTurn.Usage.sum(input, output));
    }
    return chunk.toString();
  }

  private static int count(JsonNode number) {
    return Math.clamp(number.asLong(0), 0, Integer.MAX_VALUE);
  }

  private void forward(String data) {
    client.onEvent(new ServerSentEvent(null, data), context);
  }

  /** Where no parser can be stopped. */
  private static final class Uncancelled implements ServerSentEventParsingHandle {
    @Override
    public void cancel() {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
