package dev.ringfence.embedded;

/** Where the steps of something slow are told to a person. */
@FunctionalInterface
public interface Progress {
  /** A step has begun, said in a few words. */
  void step(String what);
}
