package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MisspellingTest {

  @ParameterizedTest
  @CsvSource({
    "invoice, invoice, false, 0",
    "invoice, invocie, false, 1",
    "invoice, invoce, false, 1",
    "invoice, inwoice, false, 1",
    "invoice, invooice, false, 1",
    "invoice, invoices, false, 1",
    "invoice, invoices, true, 0",
    "rechnung, rechnugen, true, 1",
    "invoice, password, false, 3",
  })
  void wrongMissingExtraAndSwappedLettersCount(
      String known, String written, boolean open, int distance) {
    assertThat(Misspelling.distance(known, written, open, 3)).isEqualTo(distance);
  }
}
