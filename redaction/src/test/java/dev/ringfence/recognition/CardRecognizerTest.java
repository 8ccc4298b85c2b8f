package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CardRecognizerTest {
  private final Redactor redactor = Redactor.standard();
  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbers that schemes and processors publish for tests, solid
        "4111111111111111",
        "4988438843884305",
        "5555555555554444",
        "5500000000000004",
        "2223003122003222",
        "2720992593319364",
        "378282246310005",
        "371449635398431",
        "6011111111111117",
        "6011000990139424",
        "30569309025904",
        "38520000023237",
        "36148900647913",
        "3530111333300000",
        "3566002020360505",
        "6200000000000005",
        "6205500000000000004",
        "8171999927660000",
        "2200000000000053",
        "9792030394440796",
        "5066991111111118",
        "6062828888666688",
        "5019717010103742",
        "6759649826438453",
        "6304000000000000",
        "5610591081018250",
        // grouped
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "4111+1111+1111+1111",
        "4111  1111  1111  1111",
        "4111 1111-1111 1111",
        "4111 - 1111 - 1111 - 1111",
        "3782 822463 10005",
        "3782-822463-10005",
        "3782.822463.10005",
        "3056 930902 5904",
        "3056-930902-5904",
        "6205 5000 0000 0000 004",
        "6799 9901 0000 0000 019",
        "6771 7980 2500 0004",
        "5060 6666 6666 6666 666",
        "41111111 11111111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "3-7-8-2-8-2-2-4-6-3-1-0-0-0-5",
        // other digits, and signs that are not seen
        "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
        "\u0664\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661",
        "4111\u00a01111\u00a01111\u00a01111",
        "4111\u20111111\u20111111\u20111111",
        "4111\u20131111\u20131111\u20131111",
        "41\u200b11111111\u200d111111",
        "4111 \u200b1111\u2009 1111 1111",
        "4111%201111%201111%201111",
        "4111&nbsp;1111&nbsp;1111&nbsp;1111",
        "&#52;111 1111 1111 1111",
      })
  void aCardIsMaskedWholeWithoutAWord(String card) {
    assertThat(masked(card)).isEqualTo("[CARD_1]");
    assertThat(masked("It is " + card + ", as said")).isEqualTo("It is [CARD_1], as said");
    assertThat(masked("(" + card + ")")).isEqualTo("([CARD_1])");
    assertThat(masked("'" + card + "'.")).isEqualTo("'[CARD_1]'.");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.CARD, 1))).contains(card);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "4111 1111 1111 1111 12/27 123|[CARD_1] 12/27 123",
        "4111 1111 1111 1111 737|[CARD_1] 737",
        "4111111111111111 exp 12/27|[CARD_1] exp 12/27",
        "4111111111111111/12/27|[CARD_1]/12/27",
        "4111111111111111:1227:737|[CARD_1]:1227:737",
        "Ana,4111111111111111,1227|Ana,[CARD_1],1227",
        "17,4111111111111111,1227|17,[CARD_1],1227",
        "a=1&number=4111111111111111&b=2|a=1&number=[CARD_1]&b=2",
        "{\"pan\":\"4111111111111111\"}|{\"pan\":\"[CARD_1]\"}",
        "{\"pan\":4111111111111111}|{\"pan\":[CARD_1]}",
        "card_4111111111111111|card_[CARD_1]",
        "Visa4111111111111111|Visa[CARD_1]",
        "line\\n4111111111111111\\nline|line\\n[CARD_1]\\nline",
        "card 4111-1111-1111-1111-737|card [CARD_1]-737",
        "4111111111111111 5500000000000004|[CARD_1] [CARD_2]",
        "4111 1111 1111 1111 5500 0000 0000 0004|[CARD_1] [CARD_2]",
        "4111111111111111...|[CARD_1]...",
        "see ...4111111111111111|see ...[CARD_1]",
      })
  void whatStandsAroundACardStays(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "card 4222222222222",
        "my Maestro 6799990100000000019",
        "UATP card 135410014004955",
        "Karte 4111 111 111 111 111",
        "carte : 41 11 11 11 11 11 11 11",
        "cc 411111 1111111111",
        "\u4fe1\u7528\u5361 4222222222222",
        // a wrong check digit
        "card number 4111 1111 1111 1112",
        "card number: 4111111111111112",
        "Card no. 4111-1111-1111-1112",
        "credit card is 1234 5678 9012 3456",
        "Kreditkarte 4111 1111 1111 1112",
        "Kreditkartennummer: 1234567890123456",
        "carte bancaire 4111 1111 1111 1112",
        "tarjeta de cr\u00e9dito 4111 1111 1111 1112",
        "carta di credito 4111 1111 1111 1112",
        "n\u00famero do cart\u00e3o 4111 1111 1111 1112",
        "Visa 4111 1111 1111 1112",
        "AMEX 3782 822463 10006",
        "card_number=4111111111111112",
      })
  void aWordBesideThemMakesDigitsACard(String text) {
    assertThat(masked(text)).contains("[CARD_1]").doesNotContainPattern("\\d{3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "4111 1111 1111 1112",
        "0000000000000000",
        "1111222233334444",
        "order 1234567812345670",
        "x4111111111111111",
        "4111111111111111x",
        "0x4111111111111111",
        "14111111111111111",
        "411111111111111100000",
        "0.4111111111111111",
        "3.4111111111111111",
        "0,4111111111111111",
        ".4111111111111111",
        "4111111111111111.25",
        "4.111111111111111e15",
        "$4111111111111111",
        "\u20ac4111111111111111",
        "4111111111111111%",
        "INV-4111111111111111",
        "4111111111111111-A",
        "run_4111111111111111",
        "550e8400-4111-1111-1111-111111111111",
        "41111111-1111-1111-4111-111111111111",
        "9 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9",
        "41 111 111 111 111 111",
        "4222222222222",
        "6799990100000000019",
        "135410014004955",
        // devices: the check digit of IMEI, IMEISV and ICCID is the same
        "490154203237518",
        "IMEI 356938035643809",
        "IMEISV 3530111333300000",
        "8944110065510100008",
        // time, as a number
        "1718000000000",
        "1718000000000008",
        "1718000000000000007",
        "SD card 1234567890123456 bytes",
      })
  void whatOnlyLooksLikeACardStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void theNameOfAFieldIsAWordBesideIt() {
    View view = Folding.fold("4111 1111 1111 1112");
    assertThat(found(view, Context.valueOf("cardNumber"))).containsExactly(Certainty.LIKELY);
    assertThat(found(view, Context.valueOf("orderNumber"))).isEmpty();
  }

  @Test
  void aCardIsProvenWhereverTheSchemesDigitsStandAndItsSpoiledFormIsNot() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String card = Samples.luhn(random, Samples.pick(random, "4", "51", "2221", "6011", "62"), 16);
      String written = Samples.grouped(card, List.of(4, 4, 4, 4), random);
      assertThat(found(Folding.fold(written), Context.PROSE))
          .as("seed %d: %s", seed, written)
          .containsExactly(Certainty.PROVEN);
      String spoiled = Samples.spoiled(written, random);
      assertThat(found(Folding.fold(spoiled), Context.PROSE))
          .as("seed %d: %s", seed, spoiled)
          .doesNotContain(Certainty.PROVEN);
    }
  }

  private static List<Certainty> found(View view, Context context) {
    Findings findings = new Findings();
    new CardRecognizer().find(view, context, findings);
    return findings.arbitrated(Certainty.POSSIBLE).stream().map(Finding::certainty).toList();
  }

  private String masked(String text) {
    return redactor.redact(text, vault).value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "\nContact: ", "\nIt is "})
  void anAccountBesideACardMakesItNoTableOfCodePoints(String between) {
    String text = "4638 4157 5947 8474" + between + "DE53 5092 9339 3959 0997 15";
    assertThat(Redactor.standard().redact(text, new InMemoryVault()).value())
        .isEqualTo("[CARD_1]" + between + "[IBAN_1]");
  }
}
