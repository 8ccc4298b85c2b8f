package dev.ringfence.audit;

/** What was read could not be written down, so it may not be shown. */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The stable code of this failure. */
  public static final String CODE = "audit_unavailable";

  public AuditUnavailableException() {
    super(CODE);
  }
}
