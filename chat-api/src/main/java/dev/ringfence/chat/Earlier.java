package dev.ringfence.chat;

import java.util.List;

/**
 * What was said before a question, as whoever asks tells. A claim, which {@link Recollection} looks
 * up.
 */
sealed interface Earlier {
  /**
   * What the service has of a conversation.
   *
   * @param conversation any string of 1 to {@value Question#MAX_ID} characters, unique for its
   *     owner; nothing was said where there is none such
   */
  record Stored(String conversation) implements Earlier {}

  /**
   * What a client that keeps its own history lists, without the question. The words of the person
   * in it are the person's; an answer in it counts only where it is found to be one that they were
   * given.
   *
   * @param lines oldest first
   * @param otherwise the id of the conversation that begins where none is found to go on
   */
  record Listed(List<Line> lines, String otherwise) implements Earlier {
    public Listed {
      lines = List.copyOf(lines);
    }
  }

  /** What one of the two said. */
  record Line(Conversation.Author author, String text) {}
}
