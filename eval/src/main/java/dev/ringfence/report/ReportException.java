package dev.ringfence.report;

/** A file that cannot be used; the message is one line for whoever gave it. */
public final class ReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line. */
  public ReportException(String message) {
    super(message);
  }
}
