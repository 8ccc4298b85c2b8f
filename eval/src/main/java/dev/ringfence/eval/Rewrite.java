package dev.ringfence.eval;

/** Something that is taken away from one class of the service. */
sealed interface Rewrite permits MethodRewrite, CallRewrite, CollaboratorRewrite, TextRewrite {
  /** The whole name of the class. */
  String className();

  /**
   * The class without it.
   *
   * @throws LabException when it is not there, so that a sabotage never does nothing
   */
  byte[] apply(byte[] classFile);
}
