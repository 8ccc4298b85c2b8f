package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads the body of a chat request, in our own form or in the AI SDK's. */
final class ChatRequest {
  private static final JsonBody BODY = JsonBody.ofSchema("chat.json");

  private ChatRequest() {}

  /**
   * The question a body asks. Of the AI SDK's messages only the last of the user is taken: history
   * is the service's own.
   */
  static Question read(byte[] body, Supplier<UUID> ids) {
    JsonNode tree = BODY.read(body);
    boolean sdk = tree.has("messages");
    String text = sdk ? lastUserText(tree.get("messages")) : tree.path("message").asText();
    String id = tree.path(sdk ? "id" : "conversation").asText("");
    String conversation =
        AskedText.conversation(
            id.isEmpty() ? ids.get().toString() : id, sdk ? "/id" : "/conversation");
    return new Question(
        new Earlier.Stored(conversation), AskedText.question(text, sdk ? "/messages" : "/message"));
  }

  private static String lastUserText(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode message = messages.get(i);
      if (message.path("role").asText().equals("user")) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : message.path("parts")) {
          if (part.path("type").asText().equals("text") && part.path("text").isTextual()) {
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText(""));
          }
        }
        return text.isEmpty() ? message.path("content").asText("") : text.toString();
      }
    }
    return "";
  }
}
