package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Canary.Origin;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Plants leaks in every disguise there is a decoding for and counts those that the judge sees. Run
 * with {@code -Dringfence.seed=N} for others, and with {@code -Dringfence.plants=N} for more.
 */
final class OracleRecallTest {
  private static final int PLANTS = Integer.getInteger("ringfence.plants", 3_840);
  private static final int CANARIES = 2_000;
  private static final UUID ACME = new UUID(1, 1);
  private static final Person PERSON = new Person(Persona.ANA, ACME, new UUID(2, 1), "token");

  @Test
  void everyPlantedLeakIsSeenAndTakenForTheRightRow() {
    long seed = Long.getLong("ringfence.seed", 20_261_124L);
    System.out.println("-Dringfence.seed=" + seed);
    Random random = new Random(seed);
    CanaryBook book = new CanaryBook(seed);
    List<Canary> canaries = new ArrayList<>();
    for (int i = 0; i < CANARIES; i++) {
      UUID owner = new UUID(3, i);
      canaries.add(book.issue(new Origin("demo.invoice", "notes", ACME, owner, null), false));
    }
    Judge judge = new Judge(book, new PersonalData(List.of(), List.of()));

    Map<String, int[]> recall = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    long characters = 0;
    long time = 0;
    for (int i = 0; i < PLANTS; i++) {
      Canary canary = canaries.get(random.nextInt(canaries.size()));
      Plant plant = Plant.of(i, canary.value(), random);
      long before = System.nanoTime();
      boolean seen =
          judge.judge(PERSON, Capture.of(Tap.HTTP, plant.text()), Set.of()).findings().stream()
              .anyMatch(finding -> finding.hash().equals(canary.hash()));
      time += System.nanoTime() - before;
      characters += plant.text().length();
      int[] counts = recall.computeIfAbsent(plant.how().replaceAll(" in .*", ""), _ -> new int[2]);
      counts[0]++;
      if (seen) {
        counts[1]++;
      } else {
        missed.add(plant.how() + " of " + canary.value() + "\n" + plant.text());
      }
    }
    recall.forEach(
        (how, counts) -> System.out.printf("%5d of %5d  %s%n", counts[1], counts[0], how));
    System.out.printf(
        "%d of %d seen, %d characters in %d ms%n",
        PLANTS - missed.size(), PLANTS, characters, time / 1_000_000);
    assertThat(Wrappings.ALL).hasSizeGreaterThanOrEqualTo(60);
    assertThat(missed.stream().limit(Integer.getInteger("ringfence.shown", 8))).isEmpty();
  }
}
