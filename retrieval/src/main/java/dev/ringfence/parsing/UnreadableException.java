package dev.ringfence.parsing;

/**
 * Ends the reading of a file from deep inside a parser. It never leaves {@link DocumentParsers}.
 */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final UnreadableDocument.Reason reason;

  UnreadableException(UnreadableDocument.Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  UnreadableDocument.Reason reason() {
    return reason;
  }
}
