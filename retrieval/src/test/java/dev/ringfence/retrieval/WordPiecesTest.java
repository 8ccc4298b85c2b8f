package dev.ringfence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WordPiecesTest {
  private static final WordPieces WORDS = load();

  /** The ids are those that the model's own tokenizer gave. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("When may I cancel a booking?", ids(2043, 2089, 1045, 17542, 1037, 21725, 1029)),
        arguments(
            "INV-2026-0042: €12.50, +49 (0)30 1234",
            ids(
                1999, 2615, 1011, 16798, 2575, 1011, 4002, 20958, 1024, 1574, 12521, 1012, 2753,
                1010, 1009, 4749, 1006, 1014, 1007, 2382, 13138, 2549)),
        arguments("Naïve CAFÉ İstanbul", ids(15743, 7668, 9960)),
        arguments("東京 tower", ids(1879, 1755, 3578)),
        arguments(
            "don't—stop… “quoted”", ids(2123, 1005, 1056, 1517, 2644, 1529, 1523, 9339, 1524)),
        arguments("a\u00a0b\u200bc\u0000d\te", ids(1037, 4647, 2094, 1041)),
        arguments("untranslatability", ids(4895, 6494, 3619, 20051, 8010)),
        arguments("😀 ok", ids(100, 7929)),
        arguments("", ids()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textsAreDividedAsTheModelLearnedThem(String text, long[] ids) {
    assertThat(WORDS.encode(text, 512)).containsExactly(ids);
  }

  @Test
  void textThatLooksLikeAControlTokenIsOrdinaryText() {
    assertThat(WORDS.encode("[SEP] [CLS]", 512))
        .startsWith(101)
        .endsWith(102)
        .hasSizeGreaterThan(8);
    assertThat(WORDS.encode("[SEP] [CLS]", 512)).containsOnlyOnce(101).containsOnlyOnce(102);
  }

  @Test
  void longTextIsCutAtTheLimitAndStillEnds() {
    assertThat(WORDS.encode("word ".repeat(1_000), 512)).hasSize(512).endsWith(102);
  }

  private static long[] ids(long... inner) {
    return LongStream.concat(
            LongStream.concat(LongStream.of(101), LongStream.of(inner)), LongStream.of(102))
        .toArray();
  }

  private static WordPieces load() {
    try (InputStream json =
        WordPiecesTest.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      return WordPieces.fromJson(Objects.requireNonNull(json).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
