package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcStatusTest {
  @Test
  void residentMemoryIsReadInMillionsOfBytes() {
    assertThat(ProcStatus.residentMegabytes("Name:\tjava\nVmHWM:\t  9 kB\nVmRSS:\t  250000 kB\n"))
        .hasValue(256);
  }

  @Test
  void aPlatformThatDoesNotSayIsNotZero() {
    assertThat(ProcStatus.residentMegabytes("Name:\tjava\n")).isEmpty();
  }
}
