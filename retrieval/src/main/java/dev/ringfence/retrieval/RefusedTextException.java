package dev.ringfence.retrieval;

/** A text may not be given to the model, or is not taken by it; others may be. */
public final class RefusedTextException extends EmbeddingException {
  private static final long serialVersionUID = 1L;

  public RefusedTextException(String message) {
    super(message);
  }
}
