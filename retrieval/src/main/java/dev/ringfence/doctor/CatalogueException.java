package dev.ringfence.doctor;

/** A catalogue that did not answer a rule's query: nothing can be said about the database. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueException(Throwable cause) {
    super("the database's catalogue cannot be read: " + oneLine(cause), cause);
  }

  private static String oneLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
