package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was stored before there were words, after an update. */
final class MissingWordsTest {
  private static final String CODE = "The word for half the price is XQ-4711/b.";
  private static KnowledgeBase base;

  @BeforeAll
  static void open() throws Exception {
    base = new KnowledgeBase();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @BeforeEach
  void forget() throws Exception {
    base.clear();
    base.publish(SAM, "hours.txt", "We are open from nine to five.");
    base.publish(
        STU, "hours.txt", "Wir haben von neun bis fünf geöffnet und am Samstag bis zwölf.");
    base.store()
        .ingest(
            SAM,
            plain("bonus.txt", CODE, Visibility.CUSTOMER, ANA.customer()),
            IngestProgress.SILENT);
  }

  @Test
  void everyDocumentGetsTheWordsThatIngestingGivesIt() throws Exception {
    String ingested = words();
    base.sql("TRUNCATE ringfence.document_words, ringfence.posting");

    assertThat(base.missingWords().fill()).isEqualTo(3);

    assertThat(words()).isEqualTo(ingested).isNotBlank();
  }

  @Test
  void whatIsGivenWordsIsFoundByThoseWhoMayReadIt() throws Exception {
    base.sql("TRUNCATE ringfence.document_words, ringfence.posting");

    base.missingWords().fill();

    assertThat(texts(base.search().search(ANA, "XQ-4711/b", 5))).containsExactly(CODE);
    assertThat(base.search().search(BEN, "XQ-4711/b", 5)).isEmpty();
    assertThat(base.search().search(GIL, "XQ-4711/b", 5)).isEmpty();
    assertThat(base.search().search(VISITOR, "XQ-4711/b", 5)).isEmpty();
  }

  @Test
  void whatHasWordsStaysAsItIs() throws Exception {
    String ingested = words();

    assertThat(base.missingWords().fill()).isZero();

    assertThat(words()).isEqualTo(ingested);
  }

  private static String words() throws Exception {
    return base.single(
            "SELECT string_agg(CAST(w AS text), ';' ORDER BY document_id) FROM ringfence.document_words w")
        + base.single(
            "SELECT string_agg(CAST(p AS text), ';' ORDER BY document_id, word, part) FROM ringfence.posting p");
  }
}
