package dev.ringfence.recognition;

/**
 * A text can be read in more ways than are looked through, so nobody can say what it hides. Only
 * what is made for it, or is no text at all, comes to that.
 */
public final class OverrunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverrunException() {
    super("more is hidden in a text than is looked through");
  }
}
