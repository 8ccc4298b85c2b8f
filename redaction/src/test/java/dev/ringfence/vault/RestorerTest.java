package dev.ringfence.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestorerTest {
  private static final String EMAIL = "ana@example.com";
  private static final String PHONE = "+1 212-555-0142";

  private final InMemoryVault vault = new InMemoryVault();

  RestorerTest() {
    vault.placeholders(
        List.of(
            new SensitiveValue(SensitiveType.EMAIL, EMAIL),
            new SensitiveValue(SensitiveType.PHONE, PHONE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to [EMAIL_1].|Write to ana@example.com.",
        "[EMAIL_1][PHONE_1]|ana@example.com+1 212-555-0142",
        "[[EMAIL_1]]|[ana@example.com]",
        "[EMAIL_[EMAIL_1]|[EMAIL_ana@example.com",
        "[EM[PHONE_1]|[EM+1 212-555-0142",
        "[EMAIL_2] and [SECRET_1]|[EMAIL_2] and [SECRET_1]",
        "[EMAIL_1|[EMAIL_1",
        "[EMAIL_1[|[EMAIL_1[",
        "[EMAIL_]|[EMAIL_]",
        "[EMAIL_01] [EMAIL_1 ]|[EMAIL_01] [EMAIL_1 ]",
        "[email_1] [Email_1]|[email_1] [Email_1]",
        "[EMAIL1] EMAIL_1 (EMAIL_1)|[EMAIL1] EMAIL_1 (EMAIL_1)",
        "[EMAIL_1000000] [EMAIL_11]|[EMAIL_1000000] [EMAIL_11]",
        "[]|[]",
        "\uD83D\uDE00[EMAIL_1]\uD83D\uDE00|\uD83D\uDE00ana@example.com\uD83D\uDE00",
      })
  void theResultIsTheSameForEveryTwoCuts(String text, String expected) {
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second++) {
        Restorer restorer = new Restorer(vault);
        String result =
            restorer.accept(text.substring(0, first))
                + restorer.accept(text.substring(first, second))
                + restorer.accept(text.substring(second))
                + restorer.finish();
        assertThat(result).as("cut at %d and %d", first, second).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[EMAIL_1", "[PHONE_11", "[MAC_ADDRESS_1]", "[NATIONAL_ID_1] ", "[[[["})
  void lessIsHeldBackThanTheLongestThatWasIssued(String text) {
    Restorer restorer = new Restorer(vault);
    int shown = 0;
    for (int i = 0; i < text.length(); i++) {
      shown += restorer.accept(text.substring(i, i + 1)).length();
      assertThat(i + 1 - shown).as("behind %d", i).isLessThan("[PHONE_1]".length());
    }
    assertThat(new Restorer(new InMemoryVault()).accept("[")).isEqualTo("[");
  }

  @Test
  void textWithoutABracketIsNotDelayed() {
    Restorer restorer = new Restorer(vault);
    assertThat(restorer.accept("Hello")).isEqualTo("Hello");
    assertThat(restorer.accept("list [x")).isEqualTo("list [x");
  }

  @Test
  void aPlaceholderOfAnotherConversationStaysText() {
    Restorer restorer = new Restorer(new InMemoryVault());
    assertThat(restorer.accept("[EMAIL_1]")).isEqualTo("[EMAIL_1]");
  }
}
