package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttackRateTest {
  @ParameterizedTest
  @CsvSource({"0, 300, 0.01", "0, 60, 0.05", "0, 2, 1", "0, 0, 1", "4, 4, 1"})
  void ofNoneShownThreeInAllIsTheBound(int shown, int answered, double upper) {
    assertThat(new AttackRate("x", shown, answered).upper()).isCloseTo(upper, within(1e-9));
  }

  /** At the bound, so few are shown in one run of twenty: the sums are made by hand here. */
  @ParameterizedTest
  @CsvSource({"1, 10", "1, 200", "3, 88", "20, 40", "87, 88", "1, 1000"})
  void otherwiseTheBoundIsWhereSoFewAreShownInOneRunOfTwenty(int shown, int answered) {
    double rate = new AttackRate("x", shown, answered).upper();
    double sum = 0;
    for (int k = 0; k <= shown; k++) {
      double choices = 1;
      for (int i = 1; i <= k; i++) {
        choices *= (answered - k + i) / (double) i;
      }
      sum += choices * Math.pow(rate, k) * Math.pow(1 - rate, answered - k);
    }
    assertThat(sum).isCloseTo(0.05, within(1e-6));
    assertThat(rate).isGreaterThan((double) shown / answered);
  }

  @Test
  void saysHowItWasComeBy() {
    assertThat(new AttackRate("direct", 0, 60))
        .hasToString("direct: 0 of 60, at most 5.0 % (95 %, rule of three)");
    assertThat(new AttackRate("direct", 1, 10).toString()).contains("Clopper-Pearson");
  }

  @Test
  void moreShownThanAnsweredIsNone() {
    assertThatThrownBy(() -> new AttackRate("x", 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
