package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers and errors in the form of OpenAI's chat completions. What that form has no place for
 * stands under {@value #EXTRAS}.
 */
final class CompletionJson {
  /** What a client calls the service. Which model it speaks to itself is its own affair. */
  static final String MODEL = "ringfence";

  static final String EXTRAS = "x_ringfence";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INDEX = Pattern.compile("/([0-9]+)(?=/|$)");

  private CompletionJson() {}

  /** An answer that is whole. */
  static ObjectNode completion(
      AnswerEvent.Finished finished, List<AnswerEvent.Notice> notices, Instant now) {
    ObjectNode root = root("chat.completion", finished.messageId().toString(), now);
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", finished.text())
        .putNull("refusal");
    choice.putNull("logprobs").put("finish_reason", reason(finished));
    root.set("usage", usage(finished));
    root.set(EXTRAS, extras(finished, notices));
    return root;
  }

  /**
   * What every answer and every piece of one begins with.
   *
   * @param id of the message, without a prefix
   */
  static ObjectNode root(String object, String id, Instant created) {
    return NODES
        .objectNode()
        .put("id", "chatcmpl-" + id)
        .put("object", object)
        .put("created", created.getEpochSecond())
        .put("model", MODEL);
  }

  static String reason(AnswerEvent.Finished finished) {
    return finished.cut() ? "length" : "stop";
  }

  static ObjectNode usage(AnswerEvent.Finished finished) {
    int in = finished.usage().inputTokens();
    int out = finished.usage().outputTokens();
    return NODES
        .objectNode()
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
  }

  /** Where the answer comes from, and the conversation that it stands in. */
  static ObjectNode extras(AnswerEvent.Finished finished, List<AnswerEvent.Notice> notices) {
    ObjectNode extras =
        NODES
            .objectNode()
            .put("conversation", finished.conversation())
            .put("scope", finished.scope().word());
    extras.set("sources", AnswerJson.sources(finished.sources()));
    extras.set("tools", AnswerJson.tools(finished));
    ArrayNode array = extras.putArray("notices");
    notices.forEach(n -> array.addObject().put("code", n.code()).put("text", n.text()));
    return extras;
  }

  /** The one model that there is. */
  static ObjectNode models() {
    ObjectNode root = NODES.objectNode().put("object", "list");
    root.putArray("data")
        .addObject()
        .put("id", MODEL)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", MODEL);
    return root;
  }

  /** A problem as its SDKs raise it. */
  static ObjectNode error(Problem problem) {
    if (problem.errors().isEmpty()) {
      return error(problem.detail(), type(problem.status()), "", problem.code());
    }
    Problem.FieldError first = problem.errors().getFirst();
    String param = parameter(first.field());
    String subject = param.isEmpty() ? "The body" : "'" + param + "'";
    String message =
        problem.status() == 422 ? subject + " " + first.problem() + "." : problem.detail();
    return error(message, type(problem.status()), param, problem.code());
  }

  /** What went wrong while an answer was streamed. */
  static ObjectNode error(AnswerEvent.Failed failed) {
    return error(failed.message(), type(500), "", failed.code());
  }

  private static ObjectNode error(String message, String type, String param, String code) {
    ObjectNode root = NODES.objectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param.isEmpty() ? null : param)
        .put("code", code);
    return root;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  /** {@code /messages/3/content} as {@code messages[3].content}. */
  private static String parameter(String pointer) {
    String indexed = INDEX.matcher(pointer).replaceAll("[$1]");
    return (indexed.startsWith("/") ? indexed.substring(1) : indexed).replace('/', '.');
  }
}
