package dev.ringfence.redaction;

/**
 * Text could not be masked, so there is none to hand on. Carries a stable code and never a part of
 * the text: not in its message, and not in a cause, whose message might quote it.
 */
public final class RedactionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is no masked text. */
  public enum Reason {
    /** A recognizer or the masking itself failed. */
    FAILED("redaction_failed"),
    /** The text hides more than is looked through. */
    OVERRUN("redaction_overrun"),
    /** The vault gave no placeholders. */
    VAULT_FAILED("redaction_vault_failed"),
    /** The tree is nested deeper than is looked into. */
    TOO_DEEP("redaction_too_deep"),
    /** The tree holds something that is neither text, number, boolean nor null. */
    UNKNOWN_CONTENT("redaction_unknown_content");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  RedactionException(Reason reason) {
    super(reason.code);
    this.reason = reason;
  }

  /** From a failure, of which only its class and its place in the code are kept. */
  RedactionException(Reason reason, Throwable failure) {
    super(reason.code + ": " + failure.getClass().getName());
    this.reason = reason;
    setStackTrace(failure.getStackTrace());
  }

  public Reason reason() {
    return reason;
  }

  /** The stable code, for an answer or a metric. */
  public String code() {
    return reason.code;
  }
}
