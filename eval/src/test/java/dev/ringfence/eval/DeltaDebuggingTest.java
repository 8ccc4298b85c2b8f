package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeltaDebuggingTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void exactlyWhatIsNeededIsLeft(long seed) {
    Random random = new Random(seed);
    List<Integer> all = IntStream.range(0, 1 + random.nextInt(40)).boxed().toList();
    Set<Integer> needed = new TreeSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      needed.add(random.nextInt(all.size()));
    }
    assertThat(DeltaDebugging.reduce(all, part -> new HashSet<>(part).containsAll(needed)))
        .as("seed %d", seed)
        .containsExactlyElementsOf(needed);
  }

  /** Nothing single can be taken away, even where a smaller part may show nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingSingleCanBeTakenAwayWhateverIsAsked(long seed) {
    List<Integer> all = IntStream.range(0, 12).boxed().toList();
    Predicate<List<Integer>> shows =
        part -> part.size() == all.size() || (part.hashCode() * 31 + seed * 7919) % 3 == 0;
    List<Integer> left = DeltaDebugging.reduce(all, shows);
    assertThat(left.isEmpty() || shows.test(left)).isTrue();
    for (Integer each : left) {
      List<Integer> less = new ArrayList<>(left);
      less.remove(each);
      assertThat(shows.test(less)).as("seed %d without %s of %s", seed, each, left).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 30})
  void nothingIsAskedTwice(int size) {
    Set<List<Integer>> asked = new HashSet<>();
    var _ =
        DeltaDebugging.reduce(
            IntStream.range(0, size).boxed().toList(),
            part -> {
              assertThat(asked.add(part)).as("%s", part).isTrue();
              return part.contains(size / 2) && part.contains(size - 1);
            });
  }
}
