package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX_VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DocumentVisibilityTest {
  private static final String SHARED_WORDS = "boiler manual ";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static KnowledgeBase base;

  @BeforeAll
  static void ingest() throws Exception {
    base = new KnowledgeBase();
    DocumentStore store = base.store();
    for (NewDocument document :
        List.of(
            plain("public", SHARED_WORDS + "acme-public", Visibility.PUBLIC, null),
            plain("tenant", SHARED_WORDS + "acme-tenant", Visibility.TENANT, null),
            plain("own", SHARED_WORDS + "acme-ana", Visibility.CUSTOMER, ANA.customer()),
            plain("own", SHARED_WORDS + "acme-ben", Visibility.CUSTOMER, BEN.customer()))) {
      assertThat(store.ingest(SAM, document, IngestProgress.SILENT))
          .isInstanceOf(Ingested.Stored.class);
    }
    base.publish(STU, "public", SHARED_WORDS + "globex-public");
    store.ingest(
        STU,
        plain("own", SHARED_WORDS + "globex-gil", Visibility.CUSTOMER, GIL.customer()),
        IngestProgress.SILENT);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  static Stream<Arguments> readers() {
    return Stream.of(
        arguments(VISITOR, List.of("acme-public")),
        arguments(ANA, List.of("acme-ana", "acme-public", "acme-tenant")),
        arguments(BEN, List.of("acme-ben", "acme-public", "acme-tenant")),
        arguments(SAM, List.of("acme-ana", "acme-ben", "acme-public", "acme-tenant")),
        arguments(GLOBEX_VISITOR, List.of("globex-public")),
        arguments(GIL, List.of("globex-gil", "globex-public")),
        arguments(STU, List.of("globex-gil", "globex-public")),
        // An id that is a customer's in one tenant is nobody's in another.
        arguments(new Principal.Customer(GIL.tenant(), ANA.customer()), List.of("globex-public")),
        arguments(new Principal.Visitor(UUID.randomUUID(), UUID.randomUUID()), List.of()));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void searchFindsWhatThePrincipalMayRead(Principal principal, List<String> expected) {
    assertThat(texts(base.search().search(principal, "boiler manual", 50)))
        .map(text -> text.substring(SHARED_WORDS.length()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void everyTableShowsTheRowsOfWhatThePrincipalMayRead(Principal principal, List<String> expected) {
    for (String count :
        List.of(
            "SELECT count(*) FROM ringfence.document",
            "SELECT count(*) FROM ringfence.chunk",
            "SELECT count(*) FROM ringfence.chunk_vector")) {
      long rows =
          base.database()
              .inTransaction(
                  principal,
                  Access.READ,
                  connection ->
                      connection
                          .queryDeclared(count, List.of(), PATIENCE)
                          .iterator()
                          .next()
                          .getLong(0));
      assertThat(rows).as(count).isEqualTo(expected.size());
    }
  }

  static Stream<Arguments> writes() {
    List<String> ofNobody =
        List.of(
            "UPDATE ringfence.document SET visibility = 'public', customer_id = NULL",
            "UPDATE ringfence.chunk SET text = 'mine'",
            "UPDATE ringfence.chunk_vector SET model = 'mine'",
            "INSERT INTO ringfence.document SELECT * FROM ringfence.document",
            "INSERT INTO ringfence.chunk_vector SELECT * FROM ringfence.chunk_vector");
    return Stream.concat(
        Stream.of(VISITOR, ANA)
            .flatMap(
                principal -> ofNobody.stream().map(statement -> arguments(principal, statement))),
        // Customers may delete documents that are private and theirs: for them no row is found.
        Stream.of(
            arguments(VISITOR, "DELETE FROM ringfence.document"),
            arguments(VISITOR, "DELETE FROM ringfence.chunk"),
            arguments(ANA, "DELETE FROM ringfence.chunk")));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void onlyStaffWrite(Principal principal, String statement) {
    assertThatThrownBy(
            () ->
                base.database()
                    .inTransaction(
                        principal,
                        Access.WRITE,
                        connection ->
                            connection.queryDeclared(statement, List.of(), PATIENCE).rowCount()))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void staffCannotMoveADocumentToAnotherTenant() {
    assertThatThrownBy(
            () ->
                base.database()
                    .inTransaction(
                        STU,
                        Access.WRITE,
                        connection ->
                            connection
                                .query("UPDATE ringfence.document SET tenant_id = $1", SAM.tenant())
                                .rowCount()))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void staffOfAnotherTenantCannotDeleteADocument() throws Exception {
    UUID document =
        UUID.fromString(
            base.single(
                "SELECT id FROM ringfence.document WHERE tenant_id = ? AND visibility = 'tenant'",
                SAM.tenant()));

    assertThat(base.store().delete(STU, document)).isFalse();
    assertThat(base.single("SELECT count(*) FROM ringfence.document WHERE id = ?", document))
        .isEqualTo("1");
  }

  @Test
  void aPassageCannotBeMoreVisibleThanItsDocument() {
    assertThatThrownBy(
            () ->
                base.sql(
                    "UPDATE ringfence.chunk SET visibility = 'public', customer_id = NULL WHERE visibility = 'customer'"))
        .hasMessageContaining("foreign key");
    assertThatThrownBy(
            () ->
                base.sql(
                    "UPDATE ringfence.chunk_vector SET customer_id = ? WHERE customer_id = ?",
                    BEN.customer(),
                    ANA.customer()))
        .hasMessageContaining("foreign key");
  }
}
