package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.VectorWorld.ACME;
import static dev.ringfence.retrieval.VectorWorld.GLOBEX;
import static dev.ringfence.retrieval.VectorWorld.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.NearestPassages.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand sets of hostile neighbours, one after the other and all of them staying: none changes
 * a bit of what anybody else is given. In the lab a shared index lost all five of five to one.
 */
final class VectorPoisonTest {
  private static final int SETS = 1_000;
  private static final int EACH = 8;

  /** Staff find these as well, and look behind all of them. */
  private static final int OF_A_CUSTOMER = 2;

  private static final int BEHIND = SETS / 4 * OF_A_CUSTOMER + 60;
  private static final UUID MALLORY = KnowledgeBase.id("mallory");

  /** Staff see all customers' rows, the hostile one's among them: the rest stays as it was. */
  private static final Set<UUID> MALLORYS =
      IntStream.range(0, SETS)
          .mapToObj(set -> KnowledgeBase.id(ACME + "poison-" + set))
          .collect(Collectors.toSet());

  private final Random random = new Random(20261122);

  /** How the victim's passages are searched. */
  enum Form {
    SCANNED,
    INDEXED
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void noNeighbourChangesWhatOthersAreGiven(Form form) {
    try (VectorWorld world = new VectorWorld()) {
      world.add(ACME, Visibility.PUBLIC, "pages", VectorWorld.many(random, 600));
      world.add(ACME, Visibility.TENANT, "inside", VectorWorld.many(random, 100));
      world.add(
          ACME, Visibility.CUSTOMER, ANA.customer(), "ana", MODEL, VectorWorld.many(random, 20));
      world.add(
          ACME, Visibility.CUSTOMER, BEN.customer(), "ben", MODEL, VectorWorld.many(random, 20));
      if (form == Form.INDEXED) {
        assertThat(world.indexing().run()).hasSize(2).allMatch(VectorIndexing.Outcome::ready);
      }
      List<float[]> questions = VectorWorld.many(random, 8);
      List<List<Near>> before = answers(world, questions);

      for (int set = 0; set < SETS; set++) {
        poison(world, set, questions.get(set / 4 % questions.size()));
        if (set % 50 == 49) {
          assertThat(answers(world, questions)).as("after set %s", set).isEqualTo(before);
        }
      }
      world.tested().execute("VACUUM (ANALYZE) ringfence.chunk_vector");
      assertThat(answers(world, questions)).isEqualTo(before);
    }
  }

  /** The vectors that would crowd a question's answer most, of four kinds in turn. */
  private void poison(VectorWorld world, int set, float[] question) {
    List<float[]> cluster = VectorWorld.cluster(random, question, EACH);
    String name = "poison-" + set;
    switch (set % 4) {
      case 0 -> world.add(GLOBEX, Visibility.PUBLIC, name, cluster);
      case 1 ->
          world.add(
              ACME, Visibility.CUSTOMER, MALLORY, name, MODEL, cluster.subList(0, OF_A_CUSTOMER));
      case 2 -> world.add(ACME, Visibility.PUBLIC, null, name, "another", cluster);
      default -> {
        world.add(GLOBEX, Visibility.TENANT, name, cluster);
        world.tested().execute("DELETE FROM ringfence.document WHERE source_name = '" + name + "'");
      }
    }
  }

  /** Of the visitor, both customers, and a member of staff. */
  private static List<List<Near>> answers(VectorWorld world, List<float[]> questions) {
    List<List<Near>> answers = new ArrayList<>();
    for (Principal reader : List.<Principal>of(VISITOR, ANA, BEN)) {
      questions.forEach(question -> answers.add(world.search(reader, question, 10)));
    }
    for (float[] question : questions) {
      answers.add(
          world.search(SAM, question, BEHIND).stream()
              .filter(near -> !MALLORYS.contains(near.key().document()))
              .limit(10)
              .toList());
    }
    return answers;
  }
}
