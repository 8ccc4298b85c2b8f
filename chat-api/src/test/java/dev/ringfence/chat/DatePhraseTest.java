package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatePhraseTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 5, 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my bills of last month | 2026-04-01 | 2026-04-30",
        "die Belege vom letzten Monat | 2026-04-01 | 2026-04-30",
        "celles du mois dernier | 2026-04-01 | 2026-04-30",
        "los del mes pasado | 2026-04-01 | 2026-04-30",
        "quelle del mese scorso | 2026-04-01 | 2026-04-30",
        "this week | 2026-05-18 | 2026-05-24",
        "dieses Jahr | 2026-01-01 | 2026-12-31",
        "l'année dernière | 2025-01-01 | 2025-12-31",
        "last quarter | 2026-01-01 | 2026-03-31",
        "the last 30 days | 2026-04-20 | 2026-05-20",
        "les 30 derniers jours | 2026-04-20 | 2026-05-20",
        "los últimos tres meses | 2026-02-20 | 2026-05-20",
        "gestern | 2026-05-19 | 2026-05-19",
        "domani | 2026-05-21 | 2026-05-21",
        "in September | 2025-09-01 | 2025-09-30",
        "im März 2024 | 2024-03-01 | 2024-03-31",
        "en mayo de 2025 | 2025-05-01 | 2025-05-31",
        "since March | 2026-03-01 | -",
        "seit dem 3. April | 2026-04-03 | -",
        "depuis le 1er février | 2026-02-01 | -",
        "desde enero | 2026-01-01 | -",
        "da gennaio | 2026-01-01 | -",
        "until 2026-02-03 | - | 2026-02-03",
        "bis Februar | - | 2026-02-28",
        "between 1 and 15 May | 2026-05-01 | 2026-05-15",
        "zwischen dem 1. und dem 15. Mai | 2026-05-01 | 2026-05-15",
        "entre le 1er et le 15 mai | 2026-05-01 | 2026-05-15",
        "del 1 al 15 de mayo | 2026-05-01 | 2026-05-15",
        "tra il 1° e il 15 maggio | 2026-05-01 | 2026-05-15",
        "from November to January | 2025-11-01 | 2026-01-31",
        "von Februar bis April | 2026-02-01 | 2026-04-30",
        "May 3rd | 2026-05-03 | 2026-05-03",
        "in 2024 | 2024-01-01 | 2024-12-31",
      })
  void daysAreReadInEveryLanguage(String question, String from, String to) {
    Optional<DatePhrase> found = DatePhrase.find(Sentence.of(question), WEDNESDAY);

    assertThat(found).isPresent();
    assertThat(Objects.toString(found.get().from(), "-")).isEqualTo(from);
    assertThat(Objects.toString(found.get().to(), "-")).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "may I ask something",
    "my last three bills",
    "invoice ACM-2025",
    "2026-13-45",
    "die letzten vier Rechnungen"
  })
  void whatIsNoDayIsNone(String question) {
    assertThat(DatePhrase.find(Sentence.of(question), WEDNESDAY)).isEmpty();
  }
}
