package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.VectorWorld.ACME;
import static dev.ringfence.retrieval.VectorWorld.GLOBEX;
import static dev.ringfence.retrieval.VectorWorld.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.VectorIndexing.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VectorIndexingTest {
  private static final int PASSAGES = 600;

  private final Random random = new Random(20261122);
  private VectorWorld world;

  @BeforeEach
  void open() {
    world = new VectorWorld();
    world.add(ACME, Visibility.PUBLIC, "pages", VectorWorld.many(random, PASSAGES));
    world.add(GLOBEX, Visibility.PUBLIC, "pages", VectorWorld.many(random, PASSAGES));
  }

  @AfterEach
  void close() {
    world.close();
  }

  static List<Principal> readers() {
    return List.of(VISITOR, ANA, SAM);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aLargeCollectionIsSearchedByItsIndexUnderThePolicy(Principal reader) {
    world.indexing().run();

    assertThat(plan(reader, ACME)).contains("Index Scan using near_").contains("One-Time Filter");
  }

  @Test
  void theIndexOfAnotherTenantIsOfNoUse() {
    world.indexing().run();

    // Its literals are named, the policy's tenant is another: the index is not even begun.
    assertThat(plan(STU, ACME)).contains("never executed").doesNotContain("rows=5 ");
    assertThat(plan(STU, UUID.randomUUID())).doesNotContain("near_");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void theIndexFindsWhatTheScanFinds(Principal reader) {
    world.add(ACME, Visibility.TENANT, "inside", VectorWorld.many(random, 40));
    world.add(
        ACME, Visibility.CUSTOMER, ANA.customer(), "own", MODEL, VectorWorld.many(random, 30));
    List<float[]> questions = VectorWorld.many(random, 30);
    List<List<Near>> scanned = answers(reader, questions);

    assertThat(world.indexing().run()).hasSize(2).allMatch(Outcome::ready);

    assertThat(answers(reader, questions)).isEqualTo(scanned);
  }

  @Test
  void manySearchesOnOneConnectionGoOnUsingIt() {
    world.indexing().run();
    List<float[]> questions = VectorWorld.many(random, 30);
    answers(SAM, questions);

    assertThat(plan(SAM, ACME)).contains("Index Scan using near_");
  }

  @Test
  void aSmallTenantIsScanned() {
    world.add(ACME, Visibility.TENANT, "few", VectorWorld.many(random, 59));

    assertThat(world.indexing().large())
        .extracting(VectorCollection::visibility)
        .containsExactly(Visibility.PUBLIC, Visibility.PUBLIC);
  }

  @Test
  void rowsOfSingleCustomersNeverEnterAnIndex() {
    world.add(
        ACME, Visibility.CUSTOMER, ANA.customer(), "own", MODEL, VectorWorld.many(random, 700));

    assertThat(world.indexing().run())
        .extracting(outcome -> outcome.collection().visibility())
        .doesNotContain(Visibility.CUSTOMER);
    assertThat(definitions()).hasSize(2).allMatch(text -> text.contains("'public'"));
  }

  @Test
  void anIndexHoldsOneCollectionAndNamesIt() {
    world.indexing().run();

    assertThat(definitions())
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).contains("'public'").contains("'" + MODEL + "'"))
        .anyMatch(text -> text.contains("'" + ACME + "'"))
        .anyMatch(text -> text.contains("'" + GLOBEX + "'"));
  }

  @Test
  void whatIsAddedLaterIsFound() {
    world.indexing().run();
    float[] question = VectorWorld.anywhere(random);

    UUID later = world.add(ACME, Visibility.PUBLIC, "later", List.of(question));

    assertThat(world.search(VISITOR, question, 5).getFirst().key().document()).isEqualTo(later);
  }

  @Test
  void deletedPassagesLeaveNoGaps() {
    float[] question = VectorWorld.anywhere(random);
    world.add(ACME, Visibility.PUBLIC, "gone", VectorWorld.cluster(random, question, 500));
    world.indexing().run();

    world.tested().execute("DELETE FROM ringfence.document WHERE source_name = 'gone'");

    assertThat(world.search(VISITOR, question, 40)).hasSize(40);
  }

  @Test
  void anIndexThatIsGoneIsMadeUpForByAScan() {
    world.indexing().run();
    List<float[]> questions = VectorWorld.many(random, 10);
    List<List<Near>> indexed = answers(VISITOR, questions);

    names().forEach(name -> world.tested().execute("DROP INDEX ringfence." + name));

    assertThat(answers(VISITOR, questions)).isEqualTo(indexed);
  }

  @Test
  void whatAnInterruptedBuildLeftIsBuiltAnew() {
    world.indexing().run();
    world
        .tested()
        .execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid IN (SELECT oid FROM pg_class WHERE relname LIKE 'near!_%' ESCAPE '!')");
    List<float[]> questions = VectorWorld.many(random, 10);
    List<List<Near>> scanned = answers(VISITOR, questions);

    assertThat(world.indexing().run()).allMatch(Outcome::ready);

    assertThat(plan(VISITOR, ACME)).contains("Index Scan using near_");
    assertThat(answers(VISITOR, questions)).isEqualTo(scanned);
  }

  @Test
  void twoNeverBuildAtOnce() throws SQLException {
    try (Connection other = world.tested().admin().connect();
        var statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(hashtextextended('ringfence.vector_index', 0))");

      assertThatThrownBy(() -> world.indexing().run())
          .isInstanceOf(IndexingException.class)
          .hasMessageContaining("already");
    }
  }

  @Test
  void nothingIsMissedWhileItIsBuilt() {
    Random own = new Random(3);
    CompletableFuture<List<Outcome>> building =
        CompletableFuture.supplyAsync(() -> world.indexing().run());
    int added = 0;
    do {
      float[] place = VectorWorld.anywhere(own);
      UUID document = world.add(ACME, Visibility.PUBLIC, "during-" + added, List.of(place));
      assertThat(world.search(VISITOR, place, 1).getFirst().key().document()).isEqualTo(document);
      added++;
    } while (!building.isDone() || added < 20);

    assertThat(building.join()).allMatch(Outcome::ready);
    Random again = new Random(3);
    for (int i = 0; i < added; i++) {
      assertThat(world.search(VISITOR, VectorWorld.anywhere(again), 1).getFirst().key().document())
          .isEqualTo(KnowledgeBase.id(ACME + "during-" + i));
    }
  }

  @Test
  void aTenantThatShrankHasNoIndexAnyLonger() {
    world.indexing().run();
    world.tested().execute("DELETE FROM ringfence.document WHERE tenant_id = '" + GLOBEX + "'");

    world.indexing().run();

    assertThat(names())
        .hasSize(1)
        .allMatch(name -> name.startsWith(VectorCollection.namesOf(ACME)));
  }

  @Test
  void allIndexesCanBeDropped() {
    world.indexing().run();
    List<float[]> questions = VectorWorld.many(random, 10);
    List<List<Near>> indexed = answers(SAM, questions);

    assertThat(world.indexing().drop()).hasSize(2);

    assertThat(names()).isEmpty();
    assertThat(answers(SAM, questions)).isEqualTo(indexed);
  }

  @Test
  void whatHasNotGrownIsNotMeasuredAgainUnasked() {
    assertThat(world.indexing().runWhereNeeded()).hasSize(2);
    assertThat(world.indexing().runWhereNeeded()).isEmpty();

    world.add(ACME, Visibility.PUBLIC, "more", VectorWorld.many(random, PASSAGES / 2));

    assertThat(world.indexing().runWhereNeeded()).hasSize(1);
  }

  @Test
  void whichIndexesThereAreIsKnownWithinTheTenantAlone() {
    world.indexing().run();

    for (Principal reader : readers()) {
      assertThat(
              world
                  .database()
                  .read(reader, "SELECT CAST(tenant_id AS text) FROM ringfence.vector_index"))
          .hasSize(1)
          .allMatch(row -> row.getString(0).equals(ACME.toString()));
    }
  }

  private List<List<Near>> answers(Principal reader, List<float[]> questions) {
    return questions.stream().map(question -> world.search(reader, question, 40)).toList();
  }

  /** How the server answers a search that names a tenant's public collection. */
  private String plan(Principal reader, UUID named) {
    List<String> lines = new ArrayList<>();
    world
        .database()
        .<Boolean>inTransaction(
            reader,
            Access.READ,
            connection -> {
              connection.query(NearestPassages.COLLECTIONS, MODEL, 5);
              connection
                  .query(
                      "EXPLAIN (ANALYZE) " + NearestPassages.INDEXED,
                      StoredVector.literal(VectorWorld.anywhere(ThreadLocalRandom.current())),
                      named,
                      "public",
                      MODEL,
                      5,
                      VectorWorld.DIMENSIONS)
                  .forEach(row -> lines.add(row.getString(0)));
              return true;
            });
    return String.join("\n", lines);
  }

  private List<String> names() {
    return catalogue("relname");
  }

  private List<String> definitions() {
    return catalogue("pg_get_indexdef(oid)");
  }

  private List<String> catalogue(String column) {
    try (Connection connection = world.tested().admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT "
                    + column
                    + " FROM pg_class WHERE relkind = 'i' AND starts_with(relname, 'near_')")) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
