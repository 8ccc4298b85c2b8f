package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Canary.Origin;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each decoding away and looks whether that is noticed: none is there for nothing. */
final class DecodingsTest {
  private static final String WORD = "zqbcdfghjk";

  /** For each decoding a disguise that nothing else reads. */
  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("escapes", "JSON"),
          Map.entry("fields", "a field of its own for each letter"),
          Map.entry("columns", "a column of characters"),
          Map.entry("quoted-printable", "quoted-printable"),
          Map.entry("punycode", "punycode"),
          Map.entry("base64", "base64"),
          Map.entry("base32", "base32"),
          Map.entry("base58", "base58"),
          Map.entry("ascii85", "z85"),
          Map.entry("uuencode", "uuencode"),
          Map.entry("hexadecimal", "hexadecimal"),
          Map.entry("numbers", "decimal numbers"),
          Map.entry("bits", "bits"),
          Map.entry("morse", "Morse"),
          Map.entry("invisible", "tags amid letters"),
          Map.entry("packed", "gzip"));

  static Stream<String> decodings() {
    return DecodeClosure.names().stream();
  }

  private static String hidden(String decoding) {
    return switch (decoding) {
      case "elements" -> String.join("<span class='low'>", WORD.split(""));
      case "backwards" -> Turning.BACKWARDS.of(wrapped("base64"));
      case "mixed" -> Turning.ROT13.of(Encoders.cyrillic(WORD));
      case "spelling" -> of("spelling words", WORD.substring(0, 8));
      case "rot13" -> Turning.ROT13.of(wrapped("base64"));
      default -> wrapped(NEEDED.getOrDefault(decoding, "none"));
    };
  }

  private static String wrapped(String name) {
    return of(name, WORD);
  }

  private static String of(String name, String word) {
    return Wrappings.ALL.stream()
        .filter(wrapping -> wrapping.name().equals(name))
        .findFirst()
        .orElseThrow()
        .hide()
        .of(word, new Random(1));
  }

  private static boolean sees(DecodeClosure closure, String text) {
    CanaryIndex index = new CanaryIndex();
    index.add(
        new Canary(WORD, new Origin("demo.invoice", "notes", new UUID(1, 1), null, null), false));
    Set<Canary> seen = new LinkedHashSet<>();
    closure.of(text).texts().forEach(reading -> index.in(reading, seen));
    return !seen.isEmpty();
  }

  @ParameterizedTest
  @MethodSource("decodings")
  void withoutADecodingItsDisguiseIsNotSeen(String decoding) {
    String text = "The note says: " + hidden(decoding) + " (and no more)";
    assertThat(sees(new DecodeClosure(3), text)).isTrue();
    assertThat(sees(new DecodeClosure(3, decoding, DecodeClosure.MOST), text)).isFalse();
  }

  @Test
  void threeDecodingsAreUndoneAndNoFourth() {
    String three = wrapped("base64");
    for (int i = 0; i < 2; i++) {
      three = Wrappings.ALL.get(3).hide().of(three, new Random(1));
    }
    assertThat(sees(new DecodeClosure(3), "see " + three)).isTrue();
    assertThat(sees(new DecodeClosure(2), "see " + three)).isFalse();
  }
}
