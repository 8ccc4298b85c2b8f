package dev.ringfence.eval;

/** Something that is taken away from one class of the service, or from one of its resources. */
sealed interface Rewrite permits Rewrite.OfClass, ResourceRewrite {
  /** What is taken away from a class. */
  sealed interface OfClass extends Rewrite
      permits MethodRewrite, CallRewrite, OtherCallRewrite, CollaboratorRewrite, TextRewrite {
    /** The whole name of the class. */
    String className();

    @Override
    default String file() {
      return className().replace('.', '/') + ".class";
    }

    @Override
    default String what() {
      return "class " + className();
    }
  }

  /** Where it stands on the class path. */
  String file();

  /** What errors call that. */
  String what();

  /**
   * The file without it.
   *
   * @throws LabException when it is not there, so that a sabotage never does nothing
   */
  byte[] apply(byte[] file);
}
