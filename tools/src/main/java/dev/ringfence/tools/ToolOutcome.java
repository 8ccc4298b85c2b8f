package dev.ringfence.tools;

import dev.ringfence.audit.Reading;
import dev.ringfence.redaction.RedactedText;
import java.util.List;

/** How a call ended. Every part of it that a model is given is redacted. */
public sealed interface ToolOutcome {
  /** The code of a call that names no tool which its principal may call. */
  String UNKNOWN_TOOL = "unknown_tool";

  /**
   * The call ran; no rows is an answer too, and the same for what is not there and what is
   * another's.
   *
   * @param json {@code {"rows": […], "truncated": false}}
   * @param rows how many rows it holds
   * @param sources one for each row, without repetitions
   * @param reading which rows of the database it was made of
   */
  record Rows(RedactedText json, int rows, List<Source> sources, Reading reading)
      implements ToolOutcome {
    public Rows {
      sources = List.copyOf(sources);
    }
  }

  /**
   * The call would write: nothing was written, and a person has to approve it first.
   *
   * @param arguments in their canonical form, with the values that masks stand for
   * @param message says so to the model
   */
  record Proposed(ToolDefinition tool, String arguments, RedactedText message)
      implements ToolOutcome {}

  /** The call did not run, because of how it was written; the message says how to write it. */
  record Refused(String code, RedactedText message) implements ToolOutcome {}

  /** The call ran and broke off, for a reason that is not the caller's. */
  record Failed(String code, RedactedText message) implements ToolOutcome {}
}
