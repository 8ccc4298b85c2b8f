package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenRowsTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID ANA = new UUID(2, 1);
  private static final UUID BEN = new UUID(2, 2);

  /** Two rows before, one of them twice; each letter is a row. */
  private static final WrittenRows BEFORE = new WrittenRows(Map.of("a", 2, "b", 1));

  @ParameterizedTest
  @CsvSource({"2, 1, 0, 0", "2, 0, 1, 1", "2, 1, 1, 1", "3, 1, 0, 1", "1, 1, 0, 1", "0, 0, 3, 3"})
  void rowThatIsNewGoneOrChangedCountsOnce(int a, int b, int c, int changed) {
    assertThat(new WrittenRows(Map.of("a", a, "b", b, "c", c)).changedSince(BEFORE))
        .isEqualTo(changed);
  }

  @Test
  void rowOfSomebodyElseIsSeenHoweverItChanged() {
    Person ana = new Person(Persona.ANA, ACME, ANA, "token");
    WrittenRows before = of(ANA, "1", BEN, "1");

    assertThat(of(ANA, "2", BEN, "1").metOthersSince(before, ana)).isFalse();
    assertThat(of(ANA, "1", BEN, "2").metOthersSince(before, ana)).isTrue();
    assertThat(of(ANA, "1", ANA, "2").metOthersSince(before, ana)).isTrue();
  }

  private static WrittenRows of(UUID one, String hash, UUID other, String otherHash) {
    return new WrittenRows(
        Map.of(
            "demo.booking " + ACME + "/" + one + " " + hash,
            1,
            "demo.file " + ACME + "/" + other + " " + otherHash,
            1));
  }
}
