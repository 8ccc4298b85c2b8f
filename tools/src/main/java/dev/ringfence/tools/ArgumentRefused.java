package dev.ringfence.tools;

/**
 * An argument that does not fit its parameter. The message names the parameter's limit and never
 * the value.
 */
final class ArgumentRefused extends Exception {
  private static final long serialVersionUID = 1L;

  ArgumentRefused(String message) {
    super(message, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
