package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.vault.SensitiveType;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private final View view = Folding.fold("0123456789".repeat(4));
  private final Findings findings = new Findings();

  @Test
  void theSurestSaysWhatAnOverlapIsAndTheWholeIsMasked() {
    findings.add(view, 0, 20, SensitiveType.PHONE, Certainty.LIKELY, "long");
    findings.add(view, 15, 25, SensitiveType.CARD, Certainty.PROVEN, "sure");
    assertThat(findings.arbitrated(Certainty.LIKELY))
        .containsExactly(new Finding(0, 25, SensitiveType.CARD, Certainty.PROVEN, "sure"));
  }

  @Test
  void ofEquallySureOnesTheLongestSaysWhatAnOverlapIs() {
    findings.add(view, 0, 8, SensitiveType.PHONE, Certainty.LIKELY, "short");
    findings.add(view, 5, 10, SensitiveType.IBAN, Certainty.LIKELY, "shorter");
    findings.add(view, 9, 18, SensitiveType.CARD, Certainty.LIKELY, "longest");
    assertThat(findings.arbitrated(Certainty.LIKELY))
        .containsExactly(new Finding(0, 18, SensitiveType.CARD, Certainty.LIKELY, "longest"));
  }

  @Test
  void ofTheSameRangeTheSurerTypeWinsInWhicheverOrderTheyWereFound() {
    findings.add(view, 0, 10, SensitiveType.NATIONAL_ID, Certainty.PROVEN, "sure");
    findings.add(view, 0, 10, SensitiveType.PHONE, Certainty.LIKELY, "likely");
    assertThat(findings.arbitrated(Certainty.LIKELY))
        .extracting(Finding::type)
        .containsExactly(SensitiveType.NATIONAL_ID);
  }

  @Test
  void ofTheSameRangeAndCertaintyAPhoneNumberComesLast() {
    findings.add(view, 0, 10, SensitiveType.PHONE, Certainty.LIKELY, "phone");
    findings.add(view, 0, 10, SensitiveType.NATIONAL_ID, Certainty.LIKELY, "id");
    assertThat(findings.arbitrated(Certainty.LIKELY))
        .extracting(Finding::type)
        .containsExactly(SensitiveType.NATIONAL_ID);
  }

  @Test
  void whatIsLessSureThanAskedForDoesNotWidenAnything() {
    findings.add(view, 0, 10, SensitiveType.PHONE, Certainty.LIKELY, "likely");
    findings.add(view, 5, 30, SensitiveType.CARD, Certainty.POSSIBLE, "possible");
    assertThat(findings.arbitrated(Certainty.LIKELY))
        .containsExactly(new Finding(0, 10, SensitiveType.PHONE, Certainty.LIKELY, "likely"));
  }
}
