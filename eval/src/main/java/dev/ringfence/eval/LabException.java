package dev.ringfence.eval;

/** The lab itself cannot do what it was asked to: its set-up, not the service, is wrong. */
final class LabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LabException(String message) {
    super(message);
  }

  LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
