package dev.ringfence.doctor;

/** A baseline that cannot be used; the message is one line for whoever keeps it. */
public final class BaselineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BaselineException(String message) {
    super(message);
  }
}
