package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GIL;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What people asked and nothing was found for: who writes it, and who reads it. */
final class AskedTest {
  private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

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
    UUID document = base.document("hours.txt", Visibility.PUBLIC, null);

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
      assertThatThrownBy(() -> base.run(principal, sql, parameters))
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
      assertThatThrownBy(() -> base.run(SAM, "SELECT owner_id FROM ringfence." + table))
          .isInstanceOf(DatabaseException.class);
      assertThatThrownBy(
              () ->
                  base.run(SAM, "SELECT tenant_id FROM ringfence." + table + " ORDER BY owner_id"))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void staffRemoveTheirTenantsAlone() throws Exception {
    ask(ANA, ACME, ANA.customer());
    ask(GIL, GLOBEX, GIL.customer());

    base.run(SAM, "DELETE FROM ringfence.asked");

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
    UUID document = base.document("hours.txt", Visibility.PUBLIC, null);
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

    base.run(VISITOR, "SELECT ringfence.forget_asked()");

    assertThat(
            base.single("SELECT string_agg(question, ', ' ORDER BY question) FROM ringfence.asked"))
        .isEqualTo("question -89, question -89, question 0, question 0");
    assertThat(base.single("SELECT count(*) FROM ringfence.document_use")).isEqualTo("2");
  }

  private static void ask(Principal by, UUID tenant, UUID owner) {
    add(by, tenant, owner, UUID.randomUUID(), NOW);
  }

  private static void add(Principal by, UUID tenant, UUID owner, UUID id, Instant at) {
    base.run(
        by,
        "INSERT INTO ringfence.asked VALUES ($1, $2, $3, 'Do you repair boats?', $4)",
        tenant,
        owner,
        id,
        at.atOffset(ZoneOffset.UTC));
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

  private static long count(Principal by, String sql) {
    return base.run(by, sql).iterator().next().getLong(0);
  }
}
