package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextFuzzTest {
  /** Of {@code -Dringfence.texts=N}, and others with {@code -Dringfence.seed=N}. */
  @Test
  void theRedactorLeavesNoHiddenValue() {
    long seed = Long.getLong("ringfence.seed", 1);
    int texts = Integer.getInteger("ringfence.texts", 20_000);
    FuzzTally tally = new TextFuzz(seed).run(texts);
    assertThat(tally.clean()).as("seed %d%n%s", seed, tally.summary()).isTrue();
    assertThat(tally.messages()).as("read, and not refused").isGreaterThan(texts - texts / 1_000);
  }
}
