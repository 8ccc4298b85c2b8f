package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.recognition.NationalIdExamples.Example;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NationalIdRecognizerTest {
  private final Redactor redactor = Redactor.standard();

  static List<Example> examples() {
    return NationalIdExamples.ALL;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anIdIsMaskedWholeBesideAWordForIt(Example example) {
    String masked = example.word() + " [NATIONAL_ID_1]";
    assertThat(masked(example.text())).isEqualTo(masked);
    assertThat(masked(example.word() + " " + example.compact())).isEqualTo(masked);
    assertThat(masked(example.word() + ": " + example.number() + ", as said"))
        .isEqualTo(example.word() + ": [NATIONAL_ID_1], as said");
    assertThat(masked(wide(example.text()))).endsWith("[NATIONAL_ID_1]");
    assertThat(masked(example.text().replace(' ', '\u00a0').replace('-', '\u2011')))
        .endsWith("[NATIONAL_ID_1]");
    assertThat(masked(example.word() + " " + String.join("\u200b", example.number().split(""))))
        .isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123-45-6789",
        "912-70-1234",
        "AB123456C",
        "AB 12 34 56 C",
        "AB-12-34-56-C",
        "12345678Z",
        "12345678-Z",
        "12.345.678-Z",
        "X1234567L",
        "X-1234567-L",
        "Y 1234567 X",
        "RSSMRA85T10A562S",
        "rssmra85t10a562s",
        "RSS MRA 85T10 A562S",
        "HEGG560427MVZRRL04",
        "131052-308T",
        "131052A308T",
        "ABCPE1234F",
        "S1234567D",
        "A123456789",
        "1234567T",
        "1234567FA",
        "15070649C103",
        "15 070649 C 103",
        "185057800608491",
        "1 85 05 78 006 084 91",
        "11010519491231002X",
        "110105 19491231 002X",
        "13097248022",
        "130972 48022",
        "85.07.30-033.28",
        "756.1234.5678.97",
        "7561234567897",
        "111.444.777-35",
        "12.345.678-5",
        "20-12345678-6",
        "736028/5163",
        "900101-1234567",
        "112-233-445 95",
        "\uff11\uff12\uff13-\uff14\uff15-\uff16\uff17\uff18\uff19",
        "123\u201145\u20116789",
        "1\u200b23-45-67\u200d89",
        "123%2D45%2D6789",
      })
  void aFormThatNothingElseHasNeedsNoWord(String id) {
    assertThat(masked(id)).isEqualTo("[NATIONAL_ID_1]");
    assertThat(masked("It is " + id + ", as said")).isEqualTo("It is [NATIONAL_ID_1], as said");
    assertThat(masked("(" + id + ").")).isEqualTo("([NATIONAL_ID_1]).");
  }

  @ParameterizedTest
  @CsvSource({
    "GB, 943 476 5918, 943 476 5919",
    "DE, 86095742718, 86095742719",
    "NL, 111222334, 111222333",
    "PL, 44051401358, 44051401359",
    "SE, 811228-9875, 811228-9874",
    "TR, 10000000147, 10000000146",
    "IN, 2341 2341 2347, 2341 2341 2346",
  })
  void aBareFormIsMaskedWhereItsRegionIsConfigured(String region, String wrong, String right) {
    Redactor here = Redactor.forRegions(List.of(region));
    assertThat(here.redact("It is " + right + ".", new InMemoryVault()).value())
        .isEqualTo("It is [NATIONAL_ID_1].");
    assertThat(here.redact("It is " + wrong + ".", new InMemoryVault()).value())
        .doesNotContain("NATIONAL_ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "86095742719",
        "111222333",
        "44051401359",
        "811228-9874",
        "11.222.333/0001-81",
        "12.ABC.345/01DE-35"
      })
  void withoutAWordABareFormIsMaskedWhereThePolicyIsStrict(String id) {
    assertThat(masked("It is " + id)).isEqualTo("It is " + id);
    String strict = redactor.by(Policy.STRICT).redact("It is " + id, new InMemoryVault()).value();
    assertThat(strict).isEqualTo("It is [NATIONAL_ID_1]");
  }

  @Test
  void digitsThatNobodyGroupsSoAreNoIdWithoutAWordWhateverThePolicy() {
    Redactor strict = redactor.by(Policy.STRICT);
    assertThat(strict.redact("It is 11 1222 333", new InMemoryVault()).value())
        .doesNotContain("NATIONAL_ID");
    assertThat(masked("BSN 11 1222 333")).isEqualTo("BSN [NATIONAL_ID_1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "123-00-4567",
        "123-45-0000",
        "123-45-67890",
        "1123-45-6789",
        "123-45-6789-1",
        "x123-45-6789",
        "123456789",
        "BG123456C",
        "AO123456C",
        "AB123456E",
        "ab123456c",
        "XAB123456C",
        "AB123456CD",
        "12345678A",
        "12345678z",
        "16777216K",
        "X1234567A",
        "W1234567L",
        "RSSMRA85T10A562T",
        "HEGG560427MVZRRL05",
        "131052-308A",
        "ABCXE1234F",
        "abcpe1234f",
        "S1234567E",
        "110105194912310021",
        "185057800608492",
        "13097248023",
        "85.07.30-033.29",
        "756.1234.5678.98",
        "111.444.777-36",
        "111.111.111-11",
        "736028/5164",
        "901301-1234567",
        "943 476 5918 from NHS",
        "steuer 86095742718",
        "BSN 111222334",
        "PESEL 44051401358",
        "Aadhaar 2341 2341 2347",
      })
  void whatOnlyLooksLikeAnIdStays(String text) {
    assertThat(masked(text)).doesNotContain("NATIONAL_ID");
  }

  @Test
  void aPhoneNumbersFormDoesNotHideAnId() {
    assertThat(masked("NHS 943 476 5919")).isEqualTo("NHS [NATIONAL_ID_1]");
    assertThat(masked("CPR 070761-4285")).isEqualTo("CPR [NATIONAL_ID_1]");
    assertThat(masked("tel. 943 476 5919")).isEqualTo("tel. [PHONE_1]");
  }

  @Test
  void idsMadeByTheRulesAreFoundAndSpoiledOnesAreNotProven() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      String nhs = Samples.eleven(random, 10, 10, 9, 8, 7, 6, 5, 4, 3, 2);
      String sin = Samples.luhn(random, "" + (1 + random.nextInt(7)), 9);
      check(seed, "a UK NHS number", "NHS", Samples.grouped(nhs, List.of(3, 3), random), random);
      check(
          seed,
          "a Canadian social insurance number",
          "SIN",
          Samples.grouped(sin, List.of(3, 3), random),
          random);
      check(
          seed,
          "a Greek AMKA",
          "AMKA",
          Samples.luhn(
              random, "%02d0%d".formatted(1 + random.nextInt(28), 1 + random.nextInt(9)), 11),
          random);
    }
  }

  private static void check(long seed, String name, String word, String number, Random random) {
    assertThat(found(word, number))
        .as("seed %d: %s %s", seed, word, number)
        .anyMatch(finding -> proven(finding));
    String spoiled = Samples.spoiled(number, random);
    assertThat(found(word, spoiled))
        .as("seed %d: %s %s", seed, word, spoiled)
        .noneMatch(finding -> finding.why().equals(name) && proven(finding));
  }

  private static boolean proven(Finding finding) {
    return finding.certainty() == Certainty.PROVEN;
  }

  private static List<Finding> found(String word, String number) {
    Findings findings = new Findings();
    View view = Folding.fold(word + " " + number);
    new NationalIdRecognizer().find(view, Context.PROSE, findings);
    return findings.arbitrated(Certainty.POSSIBLE);
  }

  private static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c - '0' + 0xFF10 : c)));
    return wide.toString();
  }

  private String masked(String text) {
    return redactor.redact(text, new InMemoryVault()).value();
  }
}
