package dev.ringfence.chat;

import dev.ringfence.redaction.RedactedText;
import java.util.List;

/** One message of a request to a model; every part that varies is redacted. */
sealed interface ModelMessage {
  /** What the service tells the model about its work. */
  record Instructions(RedactedText text) implements ModelMessage {}

  /** What the person wrote. */
  record Question(RedactedText text) implements ModelMessage {}

  /** What the model itself said before, and the calls it made. */
  record Answer(RedactedText text, List<Call> calls) implements ModelMessage {
    public Answer {
      calls = List.copyOf(calls);
    }
  }

  /** How a call ended. */
  record Result(String callId, String toolName, RedactedText content) implements ModelMessage {}

  /**
   * A call of a tool, as it goes back to the model.
   *
   * @param id ours, not the model's: its own words are not repeated unread
   * @param toolName a tool's name, or {@link #UNKNOWN_TOOL} for a name that is none
   */
  record Call(String id, String toolName, RedactedText arguments) {
    static final String UNKNOWN_TOOL = "unknown_tool";
  }
}
