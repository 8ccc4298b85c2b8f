package dev.ringfence.chat;

import dev.ringfence.guard.GuardException;
import dev.ringfence.guard.GuardException.Kind;
import java.util.Map;

/** A turn that a model did not give. It carries a stable code and nothing of the model's words. */
final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there was no turn. */
  enum Reason {
    UNAVAILABLE("model_unavailable", "The language model cannot be reached just now."),
    TIMEOUT("model_timeout", "The language model did not answer in time."),
    BROKEN("model_broken", "The language model gave an answer that cannot be read."),
    ENDLESS("model_endless", "The language model looked things up and never answered."),
    BLOCKED(
        "wire_guard_blocked",
        "Nothing was sent to the language model: something in this conversation still looked"
            + " personal after masking. Begin a new conversation, and leave the detail out or"
            + " write it plainly; if it happens again, tell support the request's id."),
    CANCELLED("cancelled", "The answer was cancelled.");

    private final String code;
    private final String message;

    Reason(String code, String message) {
      this.code = code;
      this.message = message;
    }
  }

  private final Reason reason;
  private final transient Map<Kind, Integer> blocked;

  ModelException(Reason reason) {
    super(reason.code);
    this.reason = reason;
    this.blocked = Map.of();
  }

  /** A request that the wire guard stopped. */
  ModelException(GuardException guard) {
    super(Reason.BLOCKED.code);
    this.reason = Reason.BLOCKED;
    this.blocked = guard.counts();
  }

  Reason reason() {
    return reason;
  }

  String code() {
    return reason.code;
  }

  /** How often each kind was seen in a request that was blocked; empty for one that was not. */
  Map<Kind, Integer> blocked() {
    return blocked;
  }

  /** What a person may be told. */
  String forPeople() {
    return reason.message;
  }
}
