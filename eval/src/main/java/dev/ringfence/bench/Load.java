package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Somebody's work done by several at once: each begins the next piece as soon as the last is done.
 *
 * @param atOnce how many work at the same time
 * @param pieces how many pieces each of them does in a round
 */
record Load(int atOnce, int pieces) {

  /** A piece of work, which says in milliseconds what it measured. */
  @FunctionalInterface
  interface Work {
    /**
     * @param worker 0 and up
     * @param piece 0 and up, anew in each round
     */
    double measure(int worker, int piece);
  }

  /** One round. */
  Sample round(Work work) {
    CyclicBarrier start = new CyclicBarrier(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Double>>> workers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        int worker = i;
        workers.add(
            threads.submit(
                () -> {
                  start.await();
                  List<Double> measured = new ArrayList<>();
                  for (int piece = 0; piece < pieces; piece++) {
                    measured.add(work.measure(worker, piece));
                  }
                  return measured;
                }));
      }
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> worker : workers) {
        all.addAll(worker.get());
      }
      return new Sample(all);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchException known
          ? known
          : new BenchException("a piece of work broke off: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
