package dev.ringfence.eval;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What only eval's launcher gives a service: its clock, its ids, and its classes. */
final class Launch {
  final HeldClock clock = new HeldClock();
  final HeldIds ids = new HeldIds();
  private volatile @Nullable ClassLoader loader;

  /** Remembers which classes the service is made of. */
  void loads(ClassLoader classes) {
    this.loader = classes;
  }

  /** What the service's own classes were loaded by. */
  ClassLoader loader() {
    return Objects.requireNonNull(loader, "nothing was launched");
  }

  /** Gives time and chance back. */
  void release() {
    clock.release();
    ids.release();
  }
}
