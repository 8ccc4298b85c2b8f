package dev.ringfence.retrieval;

/** A tenant is searched by another model than was thought when the work began: it begins again. */
final class ModelChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String model;

  /**
   * @param model the one it is searched by
   */
  ModelChangedException(String model) {
    super("searched by " + model + " from now on", null, false, false);
    this.model = model;
  }

  String model() {
    return model;
  }
}
