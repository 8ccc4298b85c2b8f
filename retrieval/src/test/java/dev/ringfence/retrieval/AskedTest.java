package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX;
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
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people asked and which documents answered: who writes it, and who reads it. */
final class AskedTest {
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
    base.sql("TRUNCATE ringfence.asked, ringfence.document_use");
  }

  @AfterAll
  static void close() {
    base.close();
  }

  static Stream<Principal> everybody() {
    return Stream.of(VISITOR, ANA, SAM);
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void everybodyAddsTheirOwn(Principal principal) throws Exception {
    ask(principal, principal.tenant(), principal.subject());

    assertThat(base.single("SELECT owner_id FROM ringfence.asked"))
        .isEqualTo(principal.subject().toString());
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        Arguments.of(VISITOR, ACME, BEN.customer()),
        Arguments.of(VISITOR, GLOBEX, VISITOR.session()),
        Arguments.of(ANA, ACME, BEN.customer()),
        Arguments.of(ANA, GLOBEX, ANA.customer()),
        Arguments.of(SAM, ACME, ANA.customer()),
        Arguments.of(SAM, GLOBEX, SAM.member()));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void nobodyAddsInAnothersName(Principal by, UUID tenant, UUID owner) {
    UUID document = publish("hours.txt", Visibility.PUBLIC, null);

    assertThatThrownBy(() -> ask(by, tenant, owner)).isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> use(by, tenant, owner, document))
        .isInstanceOf(DatabaseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT question FROM ringfence.asked",
        "SELECT count(*) FROM ringfence.asked",
        "SELECT document_id FROM ringfence.document_use",
        "DELETE FROM ringfence.asked",
        "DELETE FROM ringfence.document_use",
        "UPDATE ringfence.asked SET question = 'x'",
        "INSERT INTO ringfence.asked VALUES ($1, $2, $3, 'q', now()) RETURNING id",
        "INSERT INTO ringfence.asked VALUES ($1, $2, $3, 'q', now())"
            + " ON CONFLICT (tenant_id, owner_id, id) DO NOTHING"
      })
  void customersAndVisitorsSeeAndChangeNothingOfIt(String sql) {
    for (Principal principal : List.of(VISITOR, ANA)) {
      ask(principal, ACME, principal.subject());

      Object[] parameters =
          sql.contains("$1")
              ? new Object[] {ACME, principal.subject(), UUID.randomUUID()}
              : new Object[0];
      assertThatThrownBy(() -> run(principal, sql, parameters))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void staffReadTheirTenantsAndNotWhoAsked() {
    ask(ANA, ACME, ANA.customer());
    ask(VISITOR, ACME, VISITOR.session());
    ask(GIL, GLOBEX, GIL.customer());

    assertThat(count(SAM, "SELECT count(question) FROM ringfence.asked")).isEqualTo(2);
    assertThat(count(STU, "SELECT count(question) FROM ringfence.asked")).isOne();
    for (String table : List.of("asked", "document_use")) {
      assertThatThrownBy(() -> run(SAM, "SELECT owner_id FROM ringfence." + table))
          .isInstanceOf(DatabaseException.class);
      assertThatThrownBy(
              () -> run(SAM, "SELECT tenant_id FROM ringfence." + table + " ORDER BY owner_id"))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void staffRemoveTheirTenantsAlone() throws Exception {
    ask(ANA, ACME, ANA.customer());
    ask(GIL, GLOBEX, GIL.customer());

    run(SAM, "DELETE FROM ringfence.asked");

    assertThat(base.single("SELECT string_agg(tenant_id::text, ' ') FROM ringfence.asked"))
        .isEqualTo(GLOBEX.toString());
  }

  /**
   * The id of one person's row stands in nobody's way, so that nobody can ask whether it is there.
   */
  @Test
  void theSameIdIsFreeForEverybodyElse() {
    UUID id = UUID.randomUUID();

    add(ANA, ACME, ANA.customer(), id, NOW);
    add(BEN, ACME, BEN.customer(), id, NOW);
    add(VISITOR, ACME, VISITOR.session(), id, NOW);

    assertThatThrownBy(() -> add(ANA, ACME, ANA.customer(), id, NOW))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void whatIsPastItsTimeGoesWhoeverAsks() throws Exception {
    OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    UUID document = publish("hours.txt", Visibility.PUBLIC, null);
    for (int days : List.of(-91, -89, 0, 2)) {
      for (UUID tenant : List.of(ACME, GLOBEX)) {
        base.sql(
            "INSERT INTO ringfence.asked VALUES (?, ?, gen_random_uuid(), ?, ?)",
            tenant,
            ANA.customer(),
            "question " + days,
            now.plusDays(days));
      }
      base.sql(
          "INSERT INTO ringfence.document_use VALUES (?, ?, gen_random_uuid(), ?, ?)",
          ACME,
          ANA.customer(),
          document,
          now.plusDays(days));
    }

    run(VISITOR, "SELECT ringfence.forget_asked()");

    assertThat(
            base.single("SELECT string_agg(question, ', ' ORDER BY question) FROM ringfence.asked"))
        .isEqualTo("question -89, question -89, question 0, question 0");
    assertThat(base.single("SELECT count(*) FROM ringfence.document_use")).isEqualTo("2");
  }

  /** One that is hidden is refused as one that is not there. */
  @Test
  void aDocumentThatOneMayNotReadIsNotCounted() {
    UUID bens = publish("ben.txt", Visibility.CUSTOMER, BEN.customer());
    UUID shared = publish("shared.txt", Visibility.TENANT, null);

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
        id(
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
    UUID often = publish("often.txt", Visibility.PUBLIC, null);
    UUID once = publish("once.txt", Visibility.CUSTOMER, ANA.customer());
    UUID never = publish("never.txt", Visibility.TENANT, null);
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
    publish("hours.txt", Visibility.PUBLIC, null);
    List<Kept> alone = list(Order.USED);

    UUID theirs = id(base.publish(STU, "hours.txt", "Open at eight."));
    note(GIL, theirs);
    note(STU, theirs);

    assertThat(list(Order.USED)).isEqualTo(alone);
  }

  @Test
  void countsGoWithTheirDocument() throws Exception {
    UUID document = publish("hours.txt", Visibility.PUBLIC, null);
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

  private static UUID publish(String name, Visibility visibility, @Nullable UUID customer) {
    return id(
        base.store()
            .ingest(
                SAM, plain(name, "Text of " + name, visibility, customer), IngestProgress.SILENT));
  }

  private static UUID publishAt(String name, Instant when) {
    return id(
        base.store(when)
            .ingest(
                SAM,
                plain(name, "Text of " + name, Visibility.PUBLIC, null),
                IngestProgress.SILENT));
  }

  private static UUID id(Ingested ingested) {
    return ((Ingested.Stored) ingested).document();
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

  private static void ask(Principal by, UUID tenant, UUID owner) {
    add(by, tenant, owner, UUID.randomUUID(), NOW);
  }

  private static void add(Principal by, UUID tenant, UUID owner, UUID id, Instant at) {
    run(
        by,
        "INSERT INTO ringfence.asked VALUES ($1, $2, $3, 'Do you repair boats?', $4)",
        tenant,
        owner,
        id,
        at.atOffset(ZoneOffset.UTC));
  }

  private static void use(Principal by, UUID tenant, UUID owner, UUID document) {
    run(
        by,
        "INSERT INTO ringfence.document_use VALUES ($1, $2, $3, $4, now())",
        tenant,
        owner,
        UUID.randomUUID(),
        document);
  }

  /** Any SQL, as it would run on a connection of theirs. */
  private static RowSet<Row> run(Principal by, String sql, Object... parameters) {
    return base.database()
        .inTransaction(
            by,
            Access.WRITE,
            connection ->
                connection.queryDeclared(sql, List.of(parameters), Duration.ofSeconds(5)));
  }

  private static long count(Principal by, String sql) {
    return run(by, sql).iterator().next().getLong(0);
  }
}
