package dev.ringfence.retrieval;

/**
 * The failure of an embedding model to answer. Its message never carries the text that was to be
 * embedded.
 */
public class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddingException(String message) {
    super(message);
  }

  public EmbeddingException(String message, Throwable cause) {
    super(message, cause);
  }
}
