package dev.ringfence.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Whether the process is to go on: until a signal tells it to stop. Then the thread that made this
 * is interrupted, so that a start ends early, and it tidies up.
 *
 * <p>Shutdown hooks would be in no order, and the one of ONNX Runtime takes its environment away
 * from whoever is embedding just then, which ends in a segmentation fault.
 */
final class Running {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.currentThread();

  Running() {
    for (String name : List.of("TERM", "INT", "HUP")) {
      Signal.handle(new Signal(name), _ -> stop());
    }
  }

  private void stop() {
    stop.countDown();
    thread.interrupt();
  }

  /** Whether the process was told to stop. */
  boolean stopping() {
    return stop.getCount() == 0;
  }

  /**
   * Lets a start go on, between its steps.
   *
   * @throws CommandException when the process was told to stop
   */
  void goOn() {
    if (stopping()) {
      throw new CommandException(1, "stopped while starting");
    }
  }

  /** Waits for the signal; what comes after it is not interrupted. */
  void untilStopped() throws InterruptedException {
    try {
      stop.await();
    } catch (InterruptedException e) {
      if (!stopping()) {
        throw e;
      }
    }
    var _ = Thread.interrupted();
  }
}
