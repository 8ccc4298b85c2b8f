package dev.ringfence.parsing;

/** No file can be read at present; its message says what is missing and names no file. */
public final class ReaderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
