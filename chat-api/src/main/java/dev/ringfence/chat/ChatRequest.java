package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the body of a chat request, in our own form or in the AI SDK's. */
final class ChatRequest {
  /** Nothing but spaces, and marks that show nothing. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}]*");

  private static final JsonBody BODY = JsonBody.ofSchema("chat.json");

  private ChatRequest() {}

  /**
   * The question a body asks. Of the AI SDK's messages only the last of the user is taken: history
   * is the service's own.
   */
  static Question read(byte[] body, List<String> regions, Supplier<UUID> ids) {
    JsonNode tree = BODY.read(body);
    boolean sdk = tree.has("messages");
    String text = sdk ? lastUserText(tree.get("messages")) : tree.path("message").asText();
    String id = tree.path(sdk ? "id" : "conversation").asText("");
    String conversation = id.isEmpty() ? ids.get().toString() : id;
    String field = sdk ? "/messages" : "/message";
    if (conversation.equals(".") || conversation.equals("..")) {
      throw invalid(sdk ? "/id" : "/conversation", "cannot stand in an address");
    }
    if (INVISIBLE.matcher(text).matches()) {
      throw invalid(field, "has no text");
    }
    if (text.length() > Question.MAX_TEXT) {
      throw invalid(field, "is longer than " + Question.MAX_TEXT + " characters");
    }
    // PostgreSQL's text has no NUL, and a lone surrogate is no character.
    requireStorable(text, field);
    requireStorable(conversation, sdk ? "/id" : "/conversation");
    return new Question(conversation, text, regions);
  }

  private static void requireStorable(String text, String field) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else if (unit == 0 || Character.isSurrogate(unit)) {
        throw invalid(field, "has a character that cannot be stored");
      }
    }
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

  private static Problem.ProblemException invalid(String field, String problem) {
    return new Problem(
            422,
            "body_invalid",
            "The field '" + field + "' " + problem + ".",
            java.util.List.of(new Problem.FieldError(field, problem)))
        .raise();
  }
}
