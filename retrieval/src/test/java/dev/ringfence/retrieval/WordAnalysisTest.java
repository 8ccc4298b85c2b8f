package dev.ringfence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordAnalysisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The prices of our visits | What is the price of a visit?",
        "Your invoice INV-2024-001 is due | inv-2024-001",
        "Your invoice INV-2024-001 is due | INV2024001",
        "Your invoice INV-2024-001 is due | INV/2024/001",
        "Order part 4711/08 today | part 4711/08",
        "The valve GX-200b fits | gx200b",
        "The valve GX200b fits | GX-200b",
        "Pay to DE89 3704 0044 0532 0130 00 please | DE89370400440532013000",
        "Pay to DE89370400440532013000 please | DE89 3704 0044 0532 0130 00",
        "Write to zoe.muller@example.com for help | zoe.muller@example.com",
        "Call Zoë Müller-Lüdenscheid about it | zoe muller ludenscheid",
        "Call Zoe Muller about it | Zoë Müller",
        "An e-mail confirms the booking | email",
        "Mr O'Brien is the technician | obrien",
        "Die Rechnungen werden monatlich verschickt, und zwar per Post | Wann wird die Rechnung per Post verschickt?",
        "Les chaudières sont vérifiées par nos techniciens dans la semaine | Qui vérifie la chaudière ?",
        "Los precios de las reparaciones son los siguientes | ¿Cuál es el precio de la reparación?",
        "I prezzi delle riparazioni sono nella lista | Quali sono i prezzi della riparazione?",
        "Счета отправляются каждый месяц, и это бесплатно | счёт месяц",
        "退款需要五个工作日 | 退款",
        "営業時間は午前九時からです | 営業時間",
        "환불은 오일이 걸립니다 | 환불",
        "ขอคืนเงินภายในเจ็ดวัน | คืนเงิน",
        "Φόρμα επιστροφής για τις συσκευές | επιστροφη",
        "ＦＵＬＬ ｗｉｄｔｈ １２３ | full width 123"
      })
  void questionIsAnsweredByTheWordsOfTheText(String text, String question) {
    Set<Long> found = stored(text);

    assertThat(asked(question))
        .isNotEmpty()
        .allSatisfy(forms -> assertThat(forms).containsAnyElementsOf(found));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Your invoice INV-2024-001 is due | INV-2024-002",
        "Order part 4711/08 today | 4711/09",
        "Error F28 of the boiler | F29",
        "The valve GX-200b fits | GX-200c"
      })
  void anotherCodeIsNotFoundWhole(String text, String question) {
    Set<Long> found = stored(text);

    assertThat(asked(question))
        .anySatisfy(forms -> assertThat(forms).doesNotContainAnyElementsOf(found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"the of and", "der die das", "¿qué es lo que?", "😀", "", "what's", "' - '"})
  void functionWordsAloneAskForNothing(String question) {
    assertThat(asked(question)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You can cancel a booking until the day before it takes place | en",
        "Sie können eine Buchung bis zum Tag davor kostenlos stornieren | de",
        "Vous pouvez annuler une réservation jusqu'à la veille de la visite | fr",
        "Puede cancelar una reserva hasta el día anterior a la visita | es",
        "È possibile annullare una prenotazione fino al giorno prima della visita | it",
        "Você pode cancelar uma reserva até um dia antes da visita | pt",
        "U kunt een boeking tot de dag ervoor kosteloos annuleren | nl",
        "Du kan avboka en bokning fram till dagen före besöket | sv",
        "Voit peruuttaa varauksen maksutta, ja se on aina mahdollista | fi",
        "Вы можете отменить бронирование за день до визита | ru",
        "Rezervasyonu bir gün öncesine kadar iptal edebilirsiniz ve bu ücretsizdir | tr"
      })
  void languageIsToldByTheFunctionWords(String text, String language) {
    assertThat(LanguageGuess.ofDocument(WordScanner.runs(text)).code()).isEqualTo(language);
  }

  @Test
  void questionIsCutAfterSomeWords() {
    StringBuilder question = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      question.append("word").append(i).append(" ");
    }

    assertThat(asked(question.toString())).hasSize(32);
  }

  private static List<Set<Long>> asked(String question) {
    return WordAnalysis.ofQuestion(question).words().stream()
        .map(WordAnalysis.AskedWord::forms)
        .toList();
  }

  private static Set<Long> stored(String text) {
    Set<Long> words = new HashSet<>();
    DocumentWords.of(List.of(text)).rows().forEach(row -> words.add(row.word()));
    return words;
  }
}
