package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PersonalFilesTest {
  private static final String TEXT = "the boiler in the cellar is a GX-200";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static KnowledgeBase base;

  @BeforeAll
  static void open() throws Exception {
    base = new KnowledgeBase();
  }

  @BeforeEach
  void empty() throws Exception {
    base.clear();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  static List<Principal> owners() {
    return List.of(ANA, SAM);
  }

  @ParameterizedTest
  @MethodSource("owners")
  void whoBroughtAFileFindsItAndNobodyElseDoes(Principal owner) {
    add(owner, "cellar.txt", TEXT);

    assertThat(texts(base.search().search(owner, "boiler", 10))).containsExactly(TEXT);
    assertThat(Stream.of(ANA, BEN, SAM, STU, GIL, VISITOR).filter(other -> !other.equals(owner)))
        .allSatisfy(
            other -> assertThat(base.search().search(other, "boiler GX-200", 10)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("owners")
  void whoBroughtAFileReadsAndRemovesItAndNobodyElseDoes(Principal owner) {
    UUID file = add(owner, "cellar.txt", TEXT);

    for (Principal other : List.of(ANA, BEN, SAM, STU, GIL)) {
      if (!other.equals(owner)) {
        assertThat(files(other)).isEmpty();
        assertThat(shelf().file(other, file, new Reading(other))).isEmpty();
        assertThat(own().delete(other, file)).isFalse();
      }
    }
    assertThat(files(owner))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(file);
              assertThat(PersonalFiles.nameOf(found)).isEqualTo("cellar.txt");
              assertThat(found.title()).isEqualTo("Cellar");
              assertThat(found.passages()).isEqualTo(1);
            });
    assertThat(shelf().file(owner, file, new Reading(owner)).orElseThrow().parts())
        .extracting(DocumentShelf.Part::text)
        .containsExactly(TEXT);
    assertThat(own().delete(owner, file)).isTrue();
    assertThat(files(owner)).isEmpty();
  }

  @Test
  void staffFindNoFileInTheKnowledgeBaseNorDeleteOne() {
    UUID file = add(ANA, "cellar.txt", TEXT);
    add(SAM, "own.txt", TEXT);

    assertThat(
            new KnowledgeShelf(base.database())
                .list(SAM, KnowledgeShelf.Order.ID, null, 10, KnowledgeBase.NOW, new Reading(SAM)))
        .isEmpty();
    assertThat(shelf().document(SAM, file, new Reading(SAM))).isEmpty();
    assertThat(base.store().delete(SAM, file)).isFalse();
    assertThat(files(ANA)).hasSize(1);
  }

  @Test
  void theSameFileAgainChangesNothingAndAnotherOfItsNameIsAnother() {
    UUID first = add(ANA, "cellar.txt", TEXT);

    assertThat(bring(ANA, "cellar.txt", TEXT)).isEqualTo(new Ingested.Unchanged(first));
    assertThat(add(ANA, "cellar.txt", "another text")).isNotEqualTo(first);
    assertThat(files(ANA)).hasSize(2);
  }

  @Test
  void nobodyHasMoreFilesThanTheLimit() {
    for (int i = 0; i < PersonalFiles.MOST; i++) {
      add(ANA, "note" + i + ".txt", "note number " + i);
    }

    assertThatThrownBy(() -> bring(ANA, "one-more.txt", "one more"))
        .isInstanceOf(PersonalFiles.FullException.class);
    assertThat(bring(ANA, "note0.txt", "note number 0")).isInstanceOf(Ingested.Unchanged.class);
    add(BEN, "first.txt", "first");
    assertThat(own().delete(ANA, files(ANA).getFirst().id())).isTrue();
    add(ANA, "one-more.txt", "one more");
  }

  @Test
  void aFileAndADocumentForTheSameCustomerDoNotTakeEachOthersName() throws Exception {
    UUID file = add(ANA, "cellar.txt", TEXT);
    String name =
        base.single("SELECT source_name FROM ringfence.document WHERE visibility = 'private'");

    Ingested published =
        base.store()
            .ingest(
                SAM,
                plain(name, "from staff", Visibility.CUSTOMER, ANA.customer()),
                IngestProgress.SILENT);

    assertThat(published).isInstanceOf(Ingested.Stored.class);
    assertThat(files(ANA)).extracting(StoredDocument::id).containsExactly(file);
  }

  @Test
  void aVisitorHasNoFiles() {
    assertThatThrownBy(() -> bring(VISITOR, "cellar.txt", TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void staffPublishNothingPrivate() {
    assertThatThrownBy(
            () ->
                base.store()
                    .ingest(
                        SAM,
                        plain("a.txt", TEXT, Visibility.PRIVATE, ANA.customer()),
                        IngestProgress.SILENT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> forbiddenWrites() {
    return Stream.of(
            "UPDATE ringfence.document SET visibility = 'public', customer_id = NULL",
            "UPDATE ringfence.chunk SET text = 'other'",
            "DELETE FROM ringfence.chunk",
            "DELETE FROM ringfence.chunk_vector",
            "DELETE FROM ringfence.document_words",
            "DELETE FROM ringfence.posting",
            copyOf("public", "NULL"),
            copyOf("tenant", "NULL"),
            copyOf("customer", "customer_id"),
            copyOf("private", "CAST('" + BEN.customer() + "' AS uuid)"))
        .map(statement -> arguments(ANA, statement));
  }

  private static String copyOf(String visibility, String owner) {
    return """
    INSERT INTO ringfence.document (tenant_id, id, visibility, customer_id, source_name, title, media_type,
                                    content_sha256, fingerprint, created_at, updated_at)
    SELECT tenant_id, gen_random_uuid(), '%s', %s, source_name || '2', title, media_type,
           content_sha256, fingerprint, created_at, updated_at
      FROM ringfence.document WHERE visibility = 'private'
    """
        .formatted(visibility, owner);
  }

  @ParameterizedTest
  @MethodSource("forbiddenWrites")
  void aCustomerWritesNothingButTheirOwnFiles(Principal customer, String statement) {
    add(customer, "cellar.txt", TEXT);

    assertThatThrownBy(() -> change(customer, statement)).isInstanceOf(DatabaseException.class);
  }

  @Test
  void aCustomerDeletesNothingButTheirOwnFiles() throws Exception {
    base.publish(SAM, "public.txt", "for everybody");
    base.store()
        .ingest(
            SAM,
            plain("bonus.txt", "for ana", Visibility.CUSTOMER, ANA.customer()),
            IngestProgress.SILENT);
    add(BEN, "cellar.txt", TEXT);
    add(SAM, "own.txt", TEXT);

    assertThat(change(ANA, "DELETE FROM ringfence.document")).isZero();
    assertThat(change(BEN, "DELETE FROM ringfence.document")).isEqualTo(1);
    for (String table : List.of("chunk", "chunk_vector", "document_words", "posting")) {
      assertThat(
              base.single(
                  "SELECT count(*) FROM ringfence." + table + " WHERE customer_id = ?",
                  BEN.customer()))
          .isEqualTo("0");
    }
  }

  private static int change(Principal by, String statement) {
    return base.database()
        .inTransaction(
            by,
            Access.WRITE,
            connection -> connection.queryDeclared(statement, List.of(), PATIENCE).rowCount());
  }

  private static PersonalFiles own() {
    return new PersonalFiles(base.store());
  }

  private static DocumentShelf shelf() {
    return new DocumentShelf(base.database());
  }

  private static List<StoredDocument> files(Principal owner) {
    return shelf().files(owner, null, DocumentShelf.MOST, new Reading(owner));
  }

  private static Ingested bring(Principal owner, String name, String text) {
    return own().add(owner, name, "text/plain", text.getBytes(UTF_8), IngestProgress.SILENT);
  }

  private static UUID add(Principal owner, String name, String text) {
    return ((Ingested.Stored) bring(owner, name, text)).document();
  }
}
