package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.chat.Conversation.Author;
import dev.ringfence.chat.Earlier.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A request in the form of OpenAI's chat completions. Its schema says which parameters there are
 * and which of their values would change what a caller gets back; those are refused, and the rest
 * tunes a model whose settings are the service's own. Messages of the roles {@code system}, {@code
 * developer}, {@code tool} and {@code function} are nobody's words here and go nowhere.
 *
 * @param stream whether the answer is streamed
 * @param usage whether the stream ends with what was used
 */
record CompletionRequest(Question question, boolean stream, boolean usage) {
  private static final JsonBody BODY = JsonBody.ofSchema("chat-completions.json");

  /**
   * Reads a body.
   *
   * @throws Problem.ProblemException 400 for what is no JSON, 404 for another model, 422 for what
   *     does not fit
   */
  static CompletionRequest read(byte[] body, Supplier<UUID> ids) {
    JsonNode tree = BODY.read(body);
    if (!tree.get("model").asText().equals(CompletionJson.MODEL)) {
      throw new Problem(
              404,
              "model_not_found",
              "There is one model here, and it is called '" + CompletionJson.MODEL + "'.",
              List.of(new Problem.FieldError("/model", "names no model of this service")))
          .raise();
    }
    boolean stream = tree.path("stream").asBoolean();
    if (!stream && tree.hasNonNull("stream_options")) {
      throw AskedText.invalid("/stream_options", "is only for a stream");
    }
    List<Line> lines = lines(tree.get("messages"));
    String asked = AskedText.question(lines.removeLast().text(), "/messages");
    String named = tree.path("metadata").path("conversation").asText("");
    Earlier earlier =
        named.isEmpty()
            ? new Earlier.Listed(lines, ids.get().toString())
            : new Earlier.Stored(AskedText.conversation(named, "/metadata/conversation"));
    return new CompletionRequest(
        new Question(earlier, asked).inWords(),
        stream,
        tree.path("stream_options").path("include_usage").asBoolean());
  }

  /** What the two said, the last of which is the person's question. */
  private static List<Line> lines(JsonNode messages) {
    List<Line> lines = new ArrayList<>();
    String last = "";
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.get("role").asText();
      switch (role) {
        case "user" -> {
          String field = "/messages/" + i + "/content";
          lines.add(new Line(Author.USER, AskedText.words(text(message, field), field)));
        }
        case "assistant" -> lines.add(new Line(Author.ASSISTANT, written(message)));
        default -> {}
      }
      last = role.equals("system") || role.equals("developer") ? last : role;
    }
    if (!last.equals("user")) {
      throw AskedText.invalid("/messages", "has to end with a message of the user");
    }
    lines.removeIf(line -> line != lines.getLast() && AskedText.isBlank(line.text()));
    return lines;
  }

  /** The text of a person's message, whose every part has to be text. */
  private static String text(JsonNode message, String field) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.asText();
    }
    if (!content.isArray()) {
      throw AskedText.invalid(field, "has to be a text or an array of parts");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      JsonNode part = content.get(i);
      if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
        throw AskedText.invalid(
            field + "/" + i, "is no text part; pictures, sound and files are not read");
      }
      parts.add(part.get("text").asText());
    }
    return String.join("\n", parts);
  }

  /** What a client says that we wrote: compared with what we did, and of no other use. */
  private static String written(JsonNode message) {
    JsonNode content = message.path("content");
    StringBuilder text = new StringBuilder(content.asText(""));
    for (JsonNode part : content) {
      text.append(part.path("text").asText(""));
    }
    return text.toString();
  }
}
