package dev.ringfence.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.parsing.HeadingAnchors.Anchored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadingAnchorsTest {
  private final HeadingAnchors anchors = new HeadingAnchors();

  /** The fragments as GitHub shows them for these headings. */
  @ParameterizedTest
  @CsvSource({
    "Opening hours, opening-hours",
    "What does it cost?, what-does-it-cost",
    "Step 1: the `valve`, step-1-the-valve",
    "snake_case & more, snake_case--more",
    "Öffnungszeiten, öffnungszeiten",
    "A-B, a-b",
  })
  void aHeadingIsNamedByItsWords(String heading, String fragment) {
    assertThat(anchors.next(heading)).isEqualTo(new Anchored(heading, fragment));
  }

  @Test
  void aHeadingThatRecursIsNumbered() {
    assertThat(anchors.next("Prices").fragment()).isEqualTo("prices");
    assertThat(anchors.next("Prices").fragment()).isEqualTo("prices-1");
    assertThat(anchors.next("Prices 1").fragment()).isEqualTo("prices-1-1");
    assertThat(anchors.next("Prices").fragment()).isEqualTo("prices-2");
  }

  @Test
  void aStatedFragmentIsTakenAndIsNoPartOfTheWords() {
    assertThat(anchors.next("What we charge {#prices}"))
        .isEqualTo(new Anchored("What we charge", "prices"));
    assertThat(anchors.next("{#prices}").text()).isEqualTo("{#prices}");
    assertThat(anchors.next("Not {#a b}").text()).isEqualTo("Not {#a b}");
  }
}
