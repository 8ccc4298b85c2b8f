package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoadTest {
  @Test
  void everybodyDoesEveryPieceAndAllAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(4);
    Set<String> done = ConcurrentHashMap.newKeySet();
    Sample sample =
        new Load(4, 3)
            .round(
                (worker, piece) -> {
                  meet(together);
                  done.add(worker + "/" + piece);
                  return worker;
                });
    assertThat(done).hasSize(12);
    assertThat(sample.values()).containsExactly(0., 0., 0., 1., 1., 1., 2., 2., 2., 3., 3., 3.);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new BenchException("they do not work at the same time", e);
    }
  }

  @Test
  void whatCouldNotBeMeasuredEndsTheRound() {
    assertThatThrownBy(
            () ->
                new Load(2, 2)
                    .round(
                        (worker, piece) -> {
                          if (piece == 1) {
                            throw new BenchException("no answer");
                          }
                          return worker;
                        }))
        .isInstanceOf(BenchException.class)
        .hasMessage("no answer");
  }
}
