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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The demo companies' documents in a database of their own, to be searched with the real model. */
public final class DemoLibrary implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final BundledEmbedder embedder = new BundledEmbedder();
  private final Map<UUID, String> files = new HashMap<>();
  private final TenantDatabase database;
  private final PassageSearch search;

  private DemoLibrary(TestDatabase tested) {
    database = new TenantDatabase(vertx, tested.settings(), Clock.systemUTC());
    search = new PassageSearch(database, embedder);
  }

  /** Ingests all of them. */
  public static DemoLibrary open() {
    TestDatabase tested = TestDatabases.create();
    for (String tenant : List.of("acme", "globex")) {
      tested.execute(
          "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('%s', '%s', '%s')"
              .formatted(id(tenant), tenant, tenant));
    }
    DemoLibrary library = new DemoLibrary(tested);
    DemoDocument.all().forEach(library::ingest);
    return library;
  }

  private void ingest(DemoDocument document) {
    DocumentStore store = new DocumentStore(database, embedder, Clock.systemUTC());
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
    files.put(((Ingested.Stored) ingested).document(), document.file());
  }

  /** What a search finds for somebody. */
  public List<Passage> search(Principal principal, String question, int limit) {
    return search.search(principal, question, limit);
  }

  /** A passage's document by its file name, without folder and ending. */
  String file(Passage passage) {
    return files.getOrDefault(passage.documentId(), "").replaceAll(".*/|\\.[a-z]+$", "");
  }

  /**
   * Who asks.
   *
   * @param asker a tenant for a visitor, tenant/user otherwise
   */
  public static Principal principal(String role, String asker) {
    UUID tenant = id(asker.replaceAll("/.*", ""));
    UUID person = id(asker.replaceAll(".*/", ""));
    return switch (role) {
      case "customer" -> new Principal.Customer(tenant, person);
      case "staff" -> new Principal.Staff(tenant, person);
      default -> new Principal.Visitor(tenant, person);
    };
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public void close() {
    database.close();
    embedder.close();
    var _ = vertx.close();
  }
}
