package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Canary.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DecodeClosureTest {
  private static final String WORD = "zqbcdfghjk";

  static Stream<String> wrappings() {
    String base64 =
        Base64.getEncoder().encodeToString(("row: " + WORD).getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(WORD.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        WORD,
        "say " + WORD + "!",
        WORD.toUpperCase(java.util.Locale.ROOT),
        base64,
        "data:text/plain;base64," + base64,
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(base64.getBytes(StandardCharsets.UTF_8)),
        hex,
        HexFormat.ofDelimiter(" ").formatHex(WORD.getBytes(StandardCharsets.UTF_8)),
        new StringBuilder(WORD).reverse().toString(),
        new StringBuilder(base64).reverse().toString(),
        String.join(" ", WORD.split("")),
        String.join("\u200b", WORD.split("")),
        String.join("-", WORD.split("")),
        String.join("\n", WORD.split("")),
        "\\u007aqbcdfghjk",
        "{\\\"a\\\":\\\"\\u007aqbcdfghjk\\\"}",
        "%7aqbcd%66ghjk",
        "%257aqbcdfghjk",
        "&#122;qbcdfghjk",
        "&#x7a;q&#98;cdfghjk",
        "&amp;#122;qbcdfghjk",
        "mdopqstuwx",
        tagged(WORD),
        "\uff5a\uff51\uff42\uff43\uff44\uff46\uff47\uff48\uff4a\uff4b");
  }

  private static String tagged(String text) {
    StringBuilder hidden = new StringBuilder();
    text.codePoints().forEach(c -> hidden.appendCodePoint(0xE0000 + c));
    return hidden.toString();
  }

  private static Set<Canary> seen(String text) {
    Canary canary =
        new Canary(WORD, new Origin("demo.invoice", "notes", new UUID(1, 1), null, null), false);
    CanaryIndex index = new CanaryIndex();
    index.add(canary);
    Set<Canary> seen = new LinkedHashSet<>();
    new DecodeClosure(2).of(text).texts().forEach(reading -> index.in(reading, seen));
    return seen;
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void wordIsFoundHoweverItWasWrapped(String text) {
    assertThat(seen(text)).extracting(Canary::value).containsExactly(WORD);
  }

  @Test
  void textWithoutTheWordDoesNotShowIt() {
    assertThat(seen("Invoices of March: 12.50 EUR, " + "q".repeat(40))).isEmpty();
  }

  @Test
  void pieceIsReadAgainAfterItWasFoundToSayNothing() {
    DecodeClosure closure = new DecodeClosure(2);
    String piece = Base64.getEncoder().encodeToString(WORD.getBytes(StandardCharsets.UTF_8));
    closure.of("invoice number 2041 of the customer");
    for (int i = 0; i < 2; i++) {
      assertThat(closure.of("invoice number 2041: " + piece).texts())
          .anySatisfy(reading -> assertThat(reading).contains(WORD));
    }
  }

  @Test
  void whatIsTooLongIsNotSaidToBeRead() {
    String text = "row: " + "12 34 abc ".repeat(30);
    assertThat(new DecodeClosure(2).of(text).whole()).isTrue();
    assertThat(new DecodeClosure(2, "", text.length() - 1).of(text).whole()).isFalse();
  }

  @Test
  void whatUnpacksToMoreThanIsUnpackedIsNotSaidToBeRead() {
    String packed = Encoders.gzip("no ".repeat(1_000_000));
    assertThat(new DecodeClosure(2).of("see " + packed).whole()).isFalse();
    assertThat(new DecodeClosure(2).of("see " + Encoders.gzip("no ".repeat(100))).whole()).isTrue();
  }
}
