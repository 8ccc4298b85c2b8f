package dev.ringfence.cli;

import java.util.concurrent.CountDownLatch;

/** A process that works until it is told to stop by a signal, and then tidies up. */
final class Running {
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param tidyUp run once, when the process is told to stop
   */
  Running(Runnable tidyUp) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      tidyUp.run();
                      stopped.countDown();
                    }));
  }

  void untilStopped() throws InterruptedException {
    stopped.await();
  }
}
