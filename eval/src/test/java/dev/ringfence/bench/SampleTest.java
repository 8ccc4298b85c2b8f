package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleTest {
  private static final Sample HUNDRED =
      new Sample(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

  @ParameterizedTest
  @CsvSource({"1, 1", "50, 50", "94.5, 95", "95, 95", "99, 99", "100, 100", "0.1, 1"})
  void percentileIsAValueThatOccurred(double percent, double value) {
    assertThat(HUNDRED.percentile(percent)).isEqualTo(value);
  }

  @Test
  void oneSlowValueOfFiveIsTheirHighPercentile() {
    assertThat(new Sample(List.of(1.0, 1.0, 90.0, 1.0, 1.0)).percentile(95)).isEqualTo(90);
  }

  @Test
  void medianLiesBetweenTheMiddleTwo() {
    assertThat(HUNDRED.median()).isEqualTo(50.5);
    assertThat(new Sample(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4);
    assertThat(new Sample(List.of(7.0)).median()).isEqualTo(7);
  }

  @Test
  void samplesTogetherAreOrderedAnew() {
    Sample all = Sample.of(List.of(new Sample(List.of(5.0, 1.0)), new Sample(List.of(3.0))));
    assertThat(all.values()).containsExactly(1.0, 3.0, 5.0);
    assertThat(all.least()).isEqualTo(1);
    assertThat(all.most()).isEqualTo(5);
  }

  @Test
  void nothingMeasuredIsNoSample() {
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(BenchException.class);
  }
}
