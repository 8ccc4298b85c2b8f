package dev.ringfence.chat;

import dev.ringfence.tools.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation of one owner. */
record Conversation(String id, String title, Instant createdAt, Instant updatedAt) {

  /**
   * A message of a conversation.
   *
   * @param text of an answer as the model wrote it: with placeholders, and not yet made harmless
   */
  record Message(
      UUID id,
      Author author,
      String text,
      @Nullable AnswerScope scope,
      List<Source> sources,
      List<ToolUse> tools,
      Instant createdAt) {
    Message {
      sources = List.copyOf(sources);
      tools = List.copyOf(tools);
    }

    Message withText(String other) {
      return new Message(id, author, other, scope, sources, tools, createdAt);
    }
  }

  /** Who wrote a message. */
  enum Author {
    USER,
    ASSISTANT
  }
}
