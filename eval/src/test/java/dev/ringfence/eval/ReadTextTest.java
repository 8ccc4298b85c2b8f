package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as having been told. */
final class ReadTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "It is 39.9 euros.; 39.90; true",
        "It is 139.90 euros.; 39.90; false",
        "It is 39.91 euros.; 39.90; false",
        "on 4 May 2026; 2026-05-04; true",
        "on 14 May 2026; 2026-05-04; false",
        "It costs 35 euros.; 5 euros; false",
        "It costs 35 or 5 euros.; 5 euros; true",
        "Call 0123 4567.; 0123 456; false",
        "anything; ''; false",
        "2026-05-04T10:00:00Z; 2026-05-04; true",
        "from 8:00  to 18:00; 8:00 TO 18:00; true",
        "three years; two years|three years; true",
        "four years; two years|three years; false",
        "on 99 May 2026; 2026-99-99; false"
      })
  void aFactCountsInAnyOfItsForms(String text, String fact, boolean told) {
    assertThat(new ReadText(text).holds(fact)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"call [PHONE_12] now, [PHONE_12]", "[NATIONAL_ID_1], [NATIONAL_ID_1]"})
  void placeholderThatIsLeftIsFound(String text, String placeholder) {
    assertThat(ReadText.placeholder(text)).isEqualTo(placeholder);
  }

  @ParameterizedTest
  @CsvSource({"see [1] and [A], call [phone_1]"})
  void otherBracketsAreNone(String first) {
    assertThat(ReadText.placeholder(first)).isEmpty();
  }
}
