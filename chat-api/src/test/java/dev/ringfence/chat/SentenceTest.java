package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentenceTest {

  @ParameterizedTest
  @CsvSource({
    "Which invoices are still open?, ENGLISH",
    "Welche Rechnungen sind noch offen?, GERMAN",
    "Quelles factures dois-je encore payer ?, FRENCH",
    "¿Qué facturas están pendientes?, SPANISH",
    "Quali fatture devo ancora pagare?, ITALIAN",
    "xyzzy, ENGLISH",
  })
  void languageIsThatOfMostWords(String text, Language language) {
    assertThat(Sentence.of(text).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "bills, invoice",
    "Rechnungen, invoice",
    "Kundenrechnungen, invoice",
    "facturas, invoice",
    "bollette, invoice",
    "invocies, invoice",
    "apointment, appointment",
    "mot de passe, password",
    "überfällig, overdue",
    "überfällig, overdue",
    "non pagate, unpaid",
  })
  void wordsHaveTheSameMeaningInEveryLanguageAndWithALetterWrong(String word, String meaning) {
    assertThat(Sentence.of(word).has(meaning)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"infinite, invoice", "factory, invoice", "mayor, may", "cat, card"})
  void otherWordsAreNotMistakenForThem(String word, String meaning) {
    assertThat(Sentence.of(word).has(meaning)).isFalse();
  }

  @Test
  void recordsAndPlaceholdersStayWhole() {
    Sentence sentence = Sentence.of("Has ACM-20469 been sent to [EMAIL_1]?");

    assertThat(sentence.records()).containsExactly("ACM-20469");
    assertThat(sentence.terms().getLast().isPlaceholder()).isTrue();
  }

  @Test
  void foreignWordsAreGivenToTheModelInEnglishAndNumbersAlike() {
    assertThat(Sentence.of("Ist die Rechnung ABC-12 bezahlt?").inEnglish())
        .isEqualTo("invoice X-1000 paid");
    assertThat(Sentence.of("Is ABC-12 paid?").inEnglish()).isEqualTo("Is X-1000 paid");
  }

  @Test
  void longTextIsReadToItsLimitOnly() {
    assertThat(Sentence.of("word ".repeat(10_000)).terms()).hasSize(400);
  }
}
