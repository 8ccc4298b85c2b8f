package dev.ringfence.eval;

import java.util.List;

/**
 * What one person does and what the scripted model does about it, drawn once and played in every
 * world.
 *
 * @param number which one it is of its seed
 * @param door by which it begins
 */
record WorldSession(int number, Persona persona, Door door, List<Step> steps) {
  WorldSession {
    steps = List.copyOf(steps);
  }

  /** A way into the service. */
  enum Door {
    JSON,
    STREAM,
    MCP,
    COMPLETIONS,
    HISTORY,
    SHELVES,
    SEARCH,
    CONSENT
  }

  /** One thing that is done. In each text {@code {next}} and the like is what was shown before. */
  sealed interface Step {}

  /**
   * Something is said, and the model calls what is listed, then answers.
   *
   * @param door JSON, STREAM or COMPLETIONS
   * @param echoes whether the answer repeats what the model was shown
   */
  record Say(
      Door door, String conversation, String message, List<PlannedCall> calls, boolean echoes)
      implements Step {
    Say {
      calls = List.copyOf(calls);
    }
  }

  /** A tool is called over MCP. */
  record Call(String tool, String arguments) implements Step {}

  /** A request without a model. */
  record Ask(String method, String path, String body) implements Step {}

  /** For a report: all that replays it. */
  String name(long seed) {
    return "session " + number + " of seed " + seed + ", " + persona.label() + " by " + door;
  }
}
