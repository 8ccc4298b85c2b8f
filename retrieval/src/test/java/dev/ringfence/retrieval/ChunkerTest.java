package dev.ringfence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.parsing.Block;
import dev.ringfence.parsing.Block.Kind;
import dev.ringfence.parsing.ParsedDocument;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChunkerTest {
  private static final int ROOM = 100;
  private final Chunker chunker = new Chunker(ROOM, List.of());

  @Test
  void whatStandsUnderOneHeadingStaysTogether() {
    List<Chunk> chunks =
        chunker.chunks(
            document(
                text(List.of(), "Introduction."),
                text(List.of("Prices"), "Twenty euros."),
                text(List.of("Prices"), "Thirty at night."),
                text(List.of("Prices", "Abroad"), "Forty.")));

    assertThat(chunks)
        .containsExactly(
            new Chunk(0, "", null, "Introduction."),
            new Chunk(1, "Prices", null, "Twenty euros.\n\nThirty at night."),
            new Chunk(2, "Prices › Abroad", null, "Forty."));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyPassageIsBoundedAndNothingIsLost(Kind kind) {
    String text =
        IntStream.range(0, 400)
                .mapToObj(i -> "Line number " + i + ". ")
                .collect(Collectors.joining("\n"))
            + "x".repeat(3_000);

    List<Chunk> chunks = chunker.chunks(document(new Block(kind, List.of("Heading"), text, null)));

    assertThat(chunks)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            chunk ->
                assertThat(Tokens.approximate(chunk.withPlace("Title")))
                    .isLessThanOrEqualTo(ROOM + 2));
    String all = chunks.stream().map(Chunk::text).collect(Collectors.joining(" "));
    IntStream.range(0, 400).forEach(i -> assertThat(all).contains("number " + i + "."));
    assertThat(all.chars().filter(c -> c == 'x').count()).isEqualTo(3_000);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyPassageIsSeenWholeByAModelThatCountsOtherwise(Kind kind) {
    String text =
        IntStream.range(0, 300)
                .mapToObj(i -> "Строка номер " + i + " описывает правила возврата. ")
                .collect(Collectors.joining("\n"))
            + "щ".repeat(3_000);
    try (BundledEmbedder model = new BundledEmbedder()) {
      List<Chunk> chunks =
          new Chunker(List.of(model))
              .chunks(document(new Block(kind, List.of("Правила"), text, null)));

      assertThat(chunks)
          .hasSizeGreaterThan(10)
          .allSatisfy(
              chunk ->
                  assertThat(model.tokens(chunk.withPlace("Возврат")))
                      .isLessThanOrEqualTo(model.mostTokens()));
      String all = chunks.stream().map(Chunk::text).collect(Collectors.joining(" "));
      IntStream.range(0, 300).forEach(i -> assertThat(all).contains("номер " + i + " "));
      assertThat(all.chars().filter(c -> c == 'щ').count()).isEqualTo(3_000);
    }
  }

  @Test
  void aDividedTableRepeatsItsHeader() {
    String rows =
        IntStream.range(0, 100)
            .mapToObj(i -> "Part " + i + " | " + i)
            .collect(Collectors.joining("\n"));

    List<Chunk> chunks =
        chunker.chunks(document(new Block(Kind.TABLE, List.of(), "Name | Price\n" + rows, null)));

    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("Name | Price\nPart "));
  }

  @Test
  void aPassageLinksToTheBlockItBeginsWith() {
    Block first = new Block(Kind.TEXT, List.of(), "word ".repeat(90).strip(), "page=1");
    Block second = new Block(Kind.TEXT, List.of(), "word ".repeat(90).strip(), "page=2");

    assertThat(chunker.chunks(document(first, second)))
        .extracting(Chunk::anchor)
        .containsExactly("page=1", "page=2");
  }

  @Test
  void theSameDocumentGivesTheSamePassages() {
    ParsedDocument document = document(text(List.of("A"), "Some words. ".repeat(200)));

    assertThat(chunker.chunks(document)).isEqualTo(chunker.chunks(document));
  }

  private static ParsedDocument document(Block... blocks) {
    return new ParsedDocument("Title", List.of(blocks));
  }

  private static Block text(List<String> headings, String text) {
    return new Block(Kind.TEXT, headings, text, null);
  }
}
