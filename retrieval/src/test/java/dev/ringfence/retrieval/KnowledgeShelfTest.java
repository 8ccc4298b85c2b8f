package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.KnowledgeShelf.Kept;
import dev.ringfence.retrieval.KnowledgeShelf.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which documents answered, and for whom that is counted. */
final class KnowledgeShelfTest {
  private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");
  private static final Instant SINCE = NOW.minus(Duration.ofDays(90));

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

  /** One that is hidden is refused as one that is not there. */
  @Test
  void aDocumentThatOneMayNotReadIsNotCounted() {
    UUID bens = base.document("ben.txt", Visibility.CUSTOMER, BEN.customer());
    UUID shared = base.document("shared.txt", Visibility.TENANT, null);

    for (UUID each : List.of(bens, UUID.randomUUID())) {
      assertThatThrownBy(() -> use(ANA, ACME, ANA.customer(), each))
          .isInstanceOf(DatabaseException.class)
          .extracting(failure -> ((DatabaseException) failure).kind())
          .isEqualTo(DatabaseException.Kind.DENIED);
    }
    for (UUID each : List.of(shared, bens, UUID.randomUUID())) {
      assertThatThrownBy(() -> use(VISITOR, ACME, VISITOR.session(), each))
          .isInstanceOf(DatabaseException.class);
    }
    note(ANA, bens, shared, UUID.randomUUID());

    assertThat(list(Order.ID).stream().map(Kept::answers)).containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void whatIsPrivateToAPersonIsNotCounted() throws Exception {
    UUID file =
        KnowledgeBase.id(
            new PersonalFiles(base.store())
                .add(
                    ANA,
                    "own.txt",
                    "text/plain",
                    "The word is MARIGOLD.".getBytes(UTF_8),
                    IngestProgress.SILENT));

    note(ANA, file);

    assertThatThrownBy(() -> use(ANA, ACME, ANA.customer(), file))
        .isInstanceOf(DatabaseException.class);
    assertThat(base.single("SELECT count(*) FROM ringfence.document_use")).isEqualTo("0");
  }

  @Test
  void theListSaysHowOftenADocumentAnsweredAndOrdersByIt() {
    UUID often = base.document("often.txt", Visibility.PUBLIC, null);
    UUID once = base.document("once.txt", Visibility.CUSTOMER, ANA.customer());
    UUID never = base.document("never.txt", Visibility.TENANT, null);
    note(VISITOR, often);
    note(ANA, often, once);
    note(ANA, SINCE.minusSeconds(1), never);

    assertThat(list(Order.USED))
        .extracting(kept -> kept.document().id(), Kept::answers, Kept::lastAnswer)
        .containsExactly(tuple(often, 2L, NOW), tuple(once, 1L, NOW), tuple(never, 0L, null));
    assertThat(pages(Order.USED)).containsExactly(often, once, never);
    assertThat(pages(Order.ID)).containsExactlyInAnyOrder(often, once, never);
  }

  @Test
  void whatDidNotChangeForLongestIsFirstAmongTheStale() {
    UUID young = publishAt("young.txt", NOW);
    UUID old = publishAt("old.txt", NOW.minus(Duration.ofDays(200)));
    UUID older = publishAt("older.txt", NOW.minus(Duration.ofDays(300)));

    assertThat(pages(Order.STALE)).containsExactly(older, old, young);
  }

  @Test
  void countsOfAnotherTenantChangeNothing() {
    base.document("hours.txt", Visibility.PUBLIC, null);
    List<Kept> alone = list(Order.USED);

    UUID theirs = KnowledgeBase.id(base.publish(STU, "hours.txt", "Open at eight."));
    note(GIL, theirs);
    note(STU, theirs);

    assertThat(list(Order.USED)).isEqualTo(alone);
  }

  @Test
  void countsGoWithTheirDocument() throws Exception {
    UUID document = base.document("hours.txt", Visibility.PUBLIC, null);
    note(ANA, document);

    assertThat(base.store().delete(SAM, document)).isTrue();

    assertThat(base.single("SELECT count(*) FROM ringfence.document_use")).isEqualTo("0");
  }

  private static KnowledgeShelf shelf() {
    return new KnowledgeShelf(base.database());
  }

  private static List<UUID> pages(Order order) {
    List<UUID> seen = new ArrayList<>();
    @Nullable UUID after = null;
    List<Kept> page;
    do {
      page = shelf().list(SAM, order, after, 1, SINCE, new Reading(SAM));
      page.forEach(kept -> seen.add(kept.document().id()));
      after = seen.getLast();
    } while (!page.isEmpty());
    return seen;
  }

  private static List<Kept> list(Order order) {
    return shelf().list(SAM, order, null, 50, SINCE, new Reading(SAM));
  }

  private static UUID publishAt(String name, Instant when) {
    return KnowledgeBase.id(
        base.store(when)
            .ingest(
                SAM,
                plain(name, "Text of " + name, Visibility.PUBLIC, null),
                IngestProgress.SILENT));
  }

  private static void note(Principal by, UUID... documents) {
    note(by, NOW, documents);
  }

  private static void note(Principal by, Instant at, UUID... documents) {
    base.database()
        .inTransaction(
            by,
            Access.WRITE,
            connection -> {
              DocumentUses.add(connection, by, List.of(documents), at, UUID::randomUUID);
              return true;
            });
  }

  private static void use(Principal by, UUID tenant, UUID owner, UUID document) {
    base.run(
        by,
        "INSERT INTO ringfence.document_use VALUES ($1, $2, $3, $4, now())",
        tenant,
        owner,
        UUID.randomUUID(),
        document);
  }
}
