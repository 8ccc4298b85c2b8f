package dev.ringfence.recognition;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The recognizers there are. */
public final class Recognizers {
  private Recognizers() {}

  /**
   * One of each, in an order that does not change.
   *
   * @throws java.util.ServiceConfigurationError when one of them cannot be made
   */
  public static List<Recognizer> all() {
    return ServiceLoader.load(Recognizer.class, Recognizers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(recognizer -> recognizer.getClass().getName()))
        .toList();
  }
}
