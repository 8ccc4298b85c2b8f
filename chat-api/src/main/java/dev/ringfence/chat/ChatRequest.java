package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.chat.Question.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the body of a chat request, in our own form or in the AI SDK's. */
final class ChatRequest {
  private static final JsonBody BODY = JsonBody.ofSchema("chat.json");

  /** Characters of what a person says when they decide. */
  private static final int MAX_REASON = 500;

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
    List<Decided> decided = sdk ? decided(tree.get("messages")) : List.of();
    String asked = decided.isEmpty() ? text : said(decided);
    return new Question(
            new Earlier.Stored(conversation),
            AskedText.question(asked, sdk ? "/messages" : "/message"))
        .having(decided);
  }

  /** Who only decides asks nothing: their decision is what they say. */
  private static String said(List<Decided> decided) {
    return decided.stream()
        .map(
            each ->
                (each.approved() ? "I approve." : "I do not approve.")
                    + (each.reason().isEmpty() ? "" : " " + each.reason()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /**
   * What was decided since the last thing that the person said: parts of the AI SDK, in either of
   * its forms. Nothing of them counts but the id and the decision.
   */
  private static List<Decided> decided(JsonNode messages) {
    List<Decided> found = new ArrayList<>();
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode message = messages.get(i);
      if (message.path("role").asText().equals("user")) {
        break;
      }
      for (JsonNode part : message.path("parts")) {
        if (part.path("type").asText().equals("tool-approval-response")) {
          add(found, part, part.path("approvalId"));
        } else if (part.path("state").asText().equals("approval-responded")) {
          add(found, part.path("approval"), part.at("/approval/id"));
        }
      }
    }
    if (found.size() > Consent.MOST_OPEN) {
      throw AskedText.invalid("/messages", "decides more than " + Consent.MOST_OPEN + " proposals");
    }
    return found;
  }

  private static void add(List<Decided> found, JsonNode decision, JsonNode id) {
    String reason = decision.path("reason").asText("");
    if (!decision.path("approved").isBoolean() || reason.length() > MAX_REASON) {
      throw AskedText.invalid(
          "/messages", "has a decision without 'approved', or a reason longer than " + MAX_REASON);
    }
    found.add(
        new Decided(Exchange.uuidOf(id.asText("")), decision.path("approved").asBoolean(), reason));
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
