package dev.ringfence.querytree;

/** A query tree is not as it is known: nothing can be said of its statement. */
public final class TreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TreeException(String message) {
    super(message);
  }
}
