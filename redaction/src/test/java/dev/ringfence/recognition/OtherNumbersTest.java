package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restraint: what is masked as a phone among numbers that are something else. */
final class OtherNumbersTest {
  private static final int EACH = 200;

  private final long seed = Long.getLong("ringfence.seed", 20261121);

  @ParameterizedTest
  @ValueSource(strings = {"", "US", "DE", "GB", "FR", "ES", "BR", "IN"})
  void atMostOneInAHundredIsTakenForAPhone(String region) {
    System.out.println("  other numbers with -Dringfence.seed=" + seed);
    Redactor redactor = Redactor.forRegions(region.isEmpty() ? List.of() : List.of(region));
    Random random = new Random(seed);
    Map<OtherNumber, Integer> taken = new EnumMap<>(OtherNumber.class);
    Map<OtherNumber, String> sample = new EnumMap<>(OtherNumber.class);
    for (OtherNumber kind : OtherNumber.values()) {
      for (int i = 0; i < EACH; i++) {
        String text = kind.in(random);
        if (redactor.redact(text, new InMemoryVault()).value().contains("[PHONE_")) {
          taken.merge(kind, 1, Integer::sum);
          sample.putIfAbsent(kind, text);
        }
      }
    }
    int all = taken.values().stream().mapToInt(Integer::intValue).sum();
    int numbers = OtherNumber.values().length * EACH;
    System.out.printf(
        "  region '%s': %d of %d are taken for phones: %s %s%n",
        region, all, numbers, taken, sample);
    assertThat(all).isLessThanOrEqualTo(numbers / 100);
  }
}
