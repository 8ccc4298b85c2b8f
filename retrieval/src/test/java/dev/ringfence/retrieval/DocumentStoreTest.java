package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.NOW;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.parsing.UnreadableDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentStoreTest {
  private static KnowledgeBase base;

  @BeforeAll
  static void open() throws Exception {
    base = new KnowledgeBase();
  }

  @BeforeEach
  void fill() throws Exception {
    base.clear();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void theSameFileAgainChangesNothing() throws Exception {
    UUID document = stored(base.publish(SAM, "hours.txt", "Open from nine to five."));
    String before = everything();

    Ingested again =
        base.store(NOW.plus(Duration.ofDays(1)))
            .ingest(
                SAM,
                plain("hours.txt", "Open from nine to five.", Visibility.PUBLIC, null),
                IngestProgress.SILENT);

    assertThat(again).isEqualTo(new Ingested.Unchanged(document));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aChangedFileReplacesItsPassagesAndKeepsItsId() throws Exception {
    UUID document =
        stored(base.publish(SAM, "hours.txt", "Open from nine to five.\n\nClosed on Sunday."));

    Ingested changed =
        base.store(NOW.plus(Duration.ofDays(1)))
            .ingest(
                SAM,
                plain("hours.txt", "Open from ten to six.", Visibility.PUBLIC, null),
                IngestProgress.SILENT);

    assertThat(changed).isEqualTo(new Ingested.Stored(document, 1));
    assertThat(texts(base.search().search(VISITOR, "open", 10)))
        .containsExactly("Open from ten to six.");
    assertThat(base.single("SELECT count(*) FROM ringfence.chunk_vector")).isEqualTo("1");
    assertThat(base.single("SELECT updated_at - created_at FROM ringfence.document"))
        .isEqualTo("1 day");
  }

  @Test
  void aFileThatIsNoLongerPublicLeavesNoPublicCopy() {
    base.publish(SAM, "bonus.txt", "The word is GREENVALVE.");

    base.store()
        .ingest(
            SAM,
            plain("bonus.txt", "The word is GREENVALVE.", Visibility.TENANT, null),
            IngestProgress.SILENT);

    assertThat(base.search().search(VISITOR, "GREENVALVE", 10)).isEmpty();
    assertThat(base.search().search(ANA, "GREENVALVE", 10)).hasSize(1);
  }

  @Test
  void aDeletedDocumentDisappearsWithItsPassages() throws Exception {
    UUID document = stored(base.publish(SAM, "hours.txt", "Open from nine to five."));

    assertThat(base.store().delete(SAM, document)).isTrue();
    assertThat(base.store().delete(SAM, document)).isFalse();
    assertThat(everything()).isEqualTo("0 0 0");
  }

  @Test
  void aFileThatCannotBeReadIsRejectedAndWhatWasThereStays() throws Exception {
    base.publish(SAM, "terms.pdf", "These are the terms.");
    NewDocument broken =
        new NewDocument(
            "terms.pdf",
            "application/pdf",
            "%PDF-1.4 broken".getBytes(UTF_8),
            Visibility.PUBLIC,
            null,
            null,
            null);

    assertThat(base.store().ingest(SAM, broken, IngestProgress.SILENT))
        .isEqualTo(new Ingested.Rejected(new UnreadableDocument(UnreadableDocument.Reason.BROKEN)));
    assertThat(texts(base.search().search(VISITOR, "terms", 10)))
        .containsExactly("These are the terms.");
  }

  @Test
  void theSameFileFromManyAtOnceIsStoredOnce() throws Exception {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                        .start(
                            () ->
                                base.publish(
                                    SAM, "hours.txt", "Open from nine to five, version " + i)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).isEmpty();
    assertThat(everything()).startsWith("1 1 1");
  }

  @Test
  void progressCountsThePassages() {
    String text =
        IntStream.range(0, 40)
            .mapToObj(i -> ("Paragraph " + i + " goes on. ").repeat(20))
            .reduce("", (a, b) -> a + "\n\n" + b);
    List<String> heard = new ArrayList<>();

    base.store()
        .ingest(
            SAM,
            plain("long.txt", text, Visibility.PUBLIC, null),
            (passages, of) -> heard.add(passages + "/" + of));

    assertThat(heard).containsExactly("16/40", "32/40", "40/40");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/a?b=c#d", "/docs/a"})
  @NullSource
  void aUrlIsAnHttpAddressOrAPath(String url) {
    assertThat(
            new NewDocument("a", "text/plain", new byte[0], Visibility.PUBLIC, null, null, url)
                .url())
        .isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.com",
        "/\\example.com",
        "https:///x",
        "docs/a",
        ""
      })
  void noOtherUrlIsTaken(String url) {
    assertThatThrownBy(
            () ->
                new NewDocument("a", "text/plain", new byte[0], Visibility.PUBLIC, null, null, url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static UUID stored(Ingested ingested) {
    return ((Ingested.Stored) ingested).document();
  }

  private String everything() throws Exception {
    return base.single(
        """
        SELECT concat_ws(' ', (SELECT count(*) FROM ringfence.document), (SELECT count(*) FROM ringfence.chunk),
                              (SELECT count(*) FROM ringfence.chunk_vector),
                              (SELECT string_agg(concat(d.*::text, d.xmin), ',') FROM ringfence.document d),
                              (SELECT string_agg(concat(c.*::text, c.xmin), ',') FROM ringfence.chunk c))
        """);
  }
}
