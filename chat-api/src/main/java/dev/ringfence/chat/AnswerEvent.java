package dev.ringfence.chat;

import dev.ringfence.tools.Source;
import java.util.List;
import java.util.UUID;

/** What happens while an answer is made, in the order in which its reader is told. */
sealed interface AnswerEvent {
  /** The answer has begun. */
  record Started(String conversation, UUID messageId) implements AnswerEvent {}

  /** A piece of the answer's text, safe to show. */
  record Text(String piece) implements AnswerEvent {}

  /** Something the reader should know about how the answer came to be. */
  record Notice(String code, String text) implements AnswerEvent {}

  /** Something would be written, and waits for its person. */
  record Proposed(Proposal proposal) implements AnswerEvent {}

  /** What was proposed before has been decided. */
  record Decided(Approval approval) implements AnswerEvent {}

  /** The answer is whole and stored. */
  record Finished(
      String conversation,
      UUID messageId,
      String text,
      AnswerScope scope,
      List<Source> sources,
      List<ToolUse> tools,
      List<Proposal> proposals,
      ModelTurn.Usage usage,
      boolean cut)
      implements AnswerEvent {
    public Finished {
      sources = List.copyOf(sources);
      tools = List.copyOf(tools);
      proposals = List.copyOf(proposals);
    }
  }

  /** There is no answer, or not the rest of it. */
  record Failed(String code, String message) implements AnswerEvent {}
}
