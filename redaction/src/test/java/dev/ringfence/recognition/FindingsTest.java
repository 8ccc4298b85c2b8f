package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.vault.SensitiveType;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  /** Such a view reads a text backwards, or two windows of it the later one first. */
  @Test
  void rangeOfAViewThatGoesBackwardsIsARangeOfTheTextAllTheSame() {
    View view = new View(new char[] {'c', 'b', 'a'}, new int[] {2, 1, 0}, new int[] {3, 2, 1});
    Findings findings = new Findings();
    findings.add(view, 0, 3, SensitiveType.EMAIL, Certainty.PROVEN, "a test");
    assertThat(findings.arbitrated(Certainty.POSSIBLE))
        .containsExactly(new Finding(0, 3, SensitiveType.EMAIL, Certainty.PROVEN, "a test"));
  }
}
