package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.IngestProgress;
import dev.ringfence.retrieval.Ingested;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Passage;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.retrieval.Visibility;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the bundled model finds in the demo companies' documents: it holds the relevance floor to
 * its measurement.
 */
final class DemoSearchTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final BundledEmbedder EMBEDDER = new BundledEmbedder();
  private static final Map<UUID, String> FILES = new HashMap<>();
  private static TenantDatabase database;
  private static PassageSearch search;

  @BeforeAll
  static void ingest() {
    TestDatabase tested = TestDatabases.create();
    for (String tenant : List.of("acme", "globex")) {
      tested.execute(
          "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('%s', '%s', '%s')"
              .formatted(id(tenant), tenant, tenant));
    }
    database = new TenantDatabase(VERTX, tested.settings(), Clock.systemUTC());
    search = new PassageSearch(database, EMBEDDER);
    DocumentStore store = new DocumentStore(database, EMBEDDER, Clock.systemUTC());
    for (DemoDocument document : DemoDocument.all()) {
      var file =
          new NewDocument(
              document.file(),
              store.mediaTypeOf(document.file()).orElseThrow(),
              document.content(),
              Visibility.valueOf(document.visibility().name()),
              document.owner() == null ? null : id(document.owner()),
              document.title(),
              document.url());
      Ingested ingested =
          store.ingest(
              new Principal.Staff(id(document.tenant()), id("staff")), file, IngestProgress.SILENT);
      assertThat(ingested).as(document.file()).isInstanceOf(Ingested.Stored.class);
      FILES.put(((Ingested.Stored) ingested).document(), document.file());
    }
  }

  @AfterAll
  static void close() {
    database.close();
    EMBEDDER.close();
    var _ = VERTX.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"visitor", "customer", "staff"})
  void theDocumentThatAnswersIsAmongTheFirstPassages(String role) {
    List<String> missed = new ArrayList<>();
    int asked = 0;
    for (DemoQuestion question : DemoQuestion.of(role)) {
      if (question.source() != null && question.tool().equals("search_knowledge")) {
        asked++;
        List<String> found =
            search.search(principal(role, question), question.ask(), 4).stream()
                .map(DemoSearchTest::name)
                .toList();
        if (!found.contains(question.source())) {
          missed.add(question.ask() + " -> " + found);
        }
      }
    }

    assertThat(missed).as("missed of %s", asked).hasSizeLessThanOrEqualTo(asked / 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the capital of France?",
        "Who won the football world cup in 1990?",
        "Write me a poem about spring",
        "Tell me a joke",
        "recipe for chocolate cake",
        "python quicksort implementation",
        "best hotels in Tokyo",
        "bitcoin price prediction",
        "symptoms of influenza",
        "What is the weather in London?",
        "hello",
        "asdf qwer zxcv"
      })
  void whatNoDocumentAnswersFindsNothing(String question) {
    for (String tenant : List.of("acme", "globex")) {
      assertThat(search.search(new Principal.Visitor(id(tenant), id("session")), question, 5))
          .as(tenant)
          .isEmpty();
    }
  }

  @Test
  void aCustomersOwnDocumentIsFoundByThemAlone() {
    String question = "Which technician is named in my maintenance contract?";

    assertThat(names(new Principal.Customer(id("acme"), id("ana")), question))
        .contains("maintenance-contract");
    assertThat(names(new Principal.Customer(id("acme"), id("ben")), question))
        .doesNotContain("maintenance-contract");
    assertThat(names(new Principal.Visitor(id("acme"), id("session")), question))
        .doesNotContain("maintenance-contract");
  }

  private static List<String> names(Principal principal, String question) {
    return search.search(principal, question, 10).stream().map(DemoSearchTest::name).toList();
  }

  private static String name(Passage passage) {
    return FILES.getOrDefault(passage.documentId(), "").replaceAll(".*/|\\.[a-z]+$", "");
  }

  private static Principal principal(String role, DemoQuestion question) {
    UUID person = id(question.asker().replaceAll(".*/", ""));
    return switch (role) {
      case "customer" -> new Principal.Customer(id(question.tenant()), person);
      case "staff" -> new Principal.Staff(id(question.tenant()), person);
      default -> new Principal.Visitor(id(question.tenant()), person);
    };
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
