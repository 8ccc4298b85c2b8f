package dev.ringfence.chat;

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
        "The request was not sent: personal data was still in it after masking."),
    CANCELLED("cancelled", "The answer was cancelled.");

    private final String code;
    private final String message;

    Reason(String code, String message) {
      this.code = code;
      this.message = message;
    }
  }

  private final Reason reason;

  ModelException(Reason reason) {
    super(reason.code);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String code() {
    return reason.code;
  }

  /** What a person may be told. */
  String forPeople() {
    return reason.message;
  }
}
