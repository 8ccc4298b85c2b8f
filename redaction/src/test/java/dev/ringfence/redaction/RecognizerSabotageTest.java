package dev.ringfence.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.recognition.Recognizer;
import dev.ringfence.recognition.Recognizers;
import dev.ringfence.vault.InMemoryVault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each recognizer away in turn: what it alone finds is then no longer masked. */
final class RecognizerSabotageTest {
  private static final Map<String, String> FOUND_BY_ONE =
      Map.of(
          "EmailRecognizer", "Write to ana@example.com.",
          "PhoneRecognizer", "Call +49 30 23125 077.",
          "CardRecognizer", "Paid with 4111 1111 1111 1111.",
          "IbanRecognizer", "To DE89 3704 0044 0532 0130 00.",
          "NationalIdRecognizer", "My SSN is 536-22-8726.",
          "IpRecognizer", "From 203.0.113.77 it came.",
          "MacRecognizer", "The device 3c:22:fb:12:9a:0e is mine.",
          "SecretRecognizer", "The password is Tr0ub4dor&3x, keep it.",
          "AddressRecognizer", "She lives at 12 Elm Street, Springfield, IL 62704.",
          "BirthDateRecognizer", "She was born on 12 March 1984.");

  static List<String> recognizers() {
    return Recognizers.all().stream().map(RecognizerSabotageTest::name).toList();
  }

  private static String name(Recognizer recognizer) {
    return recognizer.getClass().getSimpleName();
  }

  @Test
  void eachHasATextThatItAloneFinds() {
    assertThat(FOUND_BY_ONE.keySet()).containsAll(recognizers());
  }

  @ParameterizedTest
  @MethodSource("recognizers")
  void withoutItItsTextIsNotMasked(String name) {
    List<Recognizer> others =
        Recognizers.all().stream().filter(each -> !name(each).equals(name)).toList();
    String text = Objects.requireNonNull(FOUND_BY_ONE.get(name));
    assertThat(masked(Recognizers.all(), text)).containsPattern("\\[[A-Z_]+_1]");
    assertThat(masked(others, text)).isEqualTo(text);
  }

  private static String masked(List<Recognizer> recognizers, String text) {
    return new Redactor(recognizers, List.of(), Policy.BALANCED)
        .redact(text, new InMemoryVault())
        .value();
  }
}
