package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {
  private static final String LONG =
      IntStream.range(0, 60)
          .mapToObj(i -> "Rule " + i + " says that what belongs to gate " + i + " stays closed.")
          .collect(Collectors.joining("\n\n"));

  private static KnowledgeBase base;

  @BeforeAll
  static void fill() throws SQLException {
    base = new KnowledgeBase();
    String markdown =
        "# Rules\n\n## Gates\n\n" + LONG + "\n\n## Zebras\n\nThe zebra house closes at noon.";
    base.store()
        .ingest(
            SAM,
            new NewDocument(
                "rules.md",
                "text/markdown",
                markdown.getBytes(UTF_8),
                Visibility.TENANT,
                null,
                null,
                null),
            IngestProgress.SILENT);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void aPartOfALongSectionComesWithThePartsBesideIt() {
    Passage found = base.search().search(ANA, "gate 30 rule", 1).getFirst();

    assertThat(found.headingPath()).endsWith("Gates");
    assertThat(found.text()).contains("gate 30 ");
    assertThat(LONG).contains(found.before() + "\n\n" + found.text() + "\n\n" + found.after());
  }

  @Test
  void whatStandsUnderOtherHeadingsIsAnotherMatter() {
    Passage found = base.search().search(ANA, "zebra house", 1).getFirst();

    assertThat(found.text()).isEqualTo("The zebra house closes at noon.");
    assertThat(found.before()).isNull();
    assertThat(found.after()).isNull();
  }

  @Test
  void whatWasFoundItselfIsNotGivenTwice() {
    List<Passage> found = base.search().search(ANA, "rule says gate stays closed", 50);

    List<String> texts = found.stream().map(Passage::text).toList();
    assertThat(found)
        .hasSizeGreaterThan(3)
        .noneMatch(passage -> texts.contains(passage.before()) || texts.contains(passage.after()));
  }

  @Test
  void whatIsShownBesideCountsAsRead() {
    Reading alone = new Reading(ANA);
    base.search().search(ANA, "zebra house", 1, alone);
    Reading reading = new Reading(ANA);
    base.search().search(ANA, "gate 30 rule", 1, reading);

    assertThat(alone.keys()).hasSize(1);
    assertThat(reading.keys()).extracting(RowKey::table).containsOnly("ringfence.chunk");
    assertThat(reading.keys()).hasSize(3);
  }
}
