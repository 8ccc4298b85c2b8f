package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenRowsTest {
  /** Two rows before, one of them twice; each letter is a row. */
  private static final WrittenRows BEFORE = new WrittenRows(Map.of("a", 2, "b", 1));

  @ParameterizedTest
  @CsvSource({"2, 1, 0, 0", "2, 0, 1, 1", "2, 1, 1, 1", "3, 1, 0, 1", "1, 1, 0, 1", "0, 0, 3, 3"})
  void rowThatIsNewGoneOrChangedCountsOnce(int a, int b, int c, int changed) {
    assertThat(new WrittenRows(Map.of("a", a, "b", b, "c", c)).changedSince(BEFORE))
        .isEqualTo(changed);
  }
}
