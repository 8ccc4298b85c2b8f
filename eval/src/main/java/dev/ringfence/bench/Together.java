package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/** Work on several threads at the same time. */
final class Together {
  private Together() {}

  /**
   * Does the work once on each thread, and waits for all.
   *
   * @param work is told the number of its thread, from 0
   * @throws BenchException when it failed on one of them
   */
  static void on(int threads, IntConsumer work) {
    ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      running.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      work.accept(number);
                    } catch (RuntimeException e) {
                      failures.add(e);
                    }
                  }));
    }
    try {
      for (Thread thread : running) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
    if (!failures.isEmpty()) {
      throw new BenchException("what is measured failed", failures.element());
    }
  }
}
