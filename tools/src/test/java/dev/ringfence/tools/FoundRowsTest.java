package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.retrieval.Passage;
import dev.ringfence.retrieval.Visibility;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoundRowsTest {
  private static final Quotation QUOTATION = new Quotation("bcdfghjk");

  private static final ToolDefinition SEARCH =
      ToolFileTest.parse(
              """
              kind: tool
              name: search
              type: ringfence-search
              description: d
              parameters: [{name: query, type: string, description: d}]
              x-ringfence: {access: [visitor], bytes: 1KiB}
              """)
          .tools()
          .getFirst();

  @Test
  void aPublicPassageIsAPublicSourceAndEveryOtherIsOfTheAccount() {
    var found =
        FoundRows.ofPassages(
            SEARCH,
            List.of(
                passage("Prices", "/prices", "It costs.", Visibility.PUBLIC),
                passage("Prices", "/prices", "It costs more at night.", Visibility.PUBLIC),
                passage("Guide", null, "For customers.", Visibility.TENANT),
                passage("Contract", null, "For one.", Visibility.CUSTOMER)),
            QUOTATION);

    assertThat(found.sources())
        .containsExactly(
            new Source(Source.Kind.DOCUMENT, "Prices", "/prices", Source.Scope.PUBLIC),
            new Source(Source.Kind.DOCUMENT, "Guide", null, Source.Scope.ACCOUNT),
            new Source(Source.Kind.DOCUMENT, "Contract", null, Source.Scope.ACCOUNT));
    assertThat(found.size()).isEqualTo(4);
  }

  @Test
  void aModelIsShownTitleAndTextAndNoAddress() {
    var found =
        FoundRows.ofPassages(
            SEARCH,
            List.of(passage("Prices", "/prices", "It costs.", Visibility.PUBLIC)),
            QUOTATION);

    assertThat(found.json().toString())
        .isEqualTo(
            "{\"rows\":[{\"title\":\"<quoted-bcdfghjk>Prices</quoted-bcdfghjk>\","
                + "\"passage\":\"<quoted-bcdfghjk>It costs.</quoted-bcdfghjk>\"}],\"truncated\":false}");
  }

  @Test
  void whatDoesNotFitIsNeitherShownNorASource() {
    var long900 = "x".repeat(900);
    var found =
        FoundRows.ofPassages(
            SEARCH,
            List.of(
                passage("One", "/1", long900, Visibility.PUBLIC),
                passage("Two", "/2", long900, Visibility.PUBLIC)),
            QUOTATION);

    assertThat(found.size()).isEqualTo(1);
    assertThat(found.json().path("truncated").asBoolean()).isTrue();
    assertThat(found.sources()).extracting(Source::title).containsExactly("One");
  }

  private static Passage passage(
      String title, @Nullable String url, String text, Visibility visibility) {
    return new Passage(new UUID(1, 1), title, "", url, text, visibility);
  }
}
