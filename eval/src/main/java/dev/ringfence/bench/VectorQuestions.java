package dev.ringfence.bench;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.retrieval.NearestPassages;
import dev.ringfence.retrieval.NearestPassages.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Questions to tenants, each with its exact answer. */
record VectorQuestions(List<Question> questions) {
  private static final int NEAREST = 10;

  /** What taking a distance from 1, twice, may lose. */
  private static final double ROUNDING = 1e-12;

  /** One question, by its vector as SQL takes it. */
  record Question(Principal reader, String vector, VectorDatabase.Exact exact) {}

  /**
   * What came of all questions.
   *
   * @param times of each, in milliseconds
   * @param recall the share of the exact answers that was found
   */
  record Answered(Sample times, double recall) {}

  /** As many questions as wanted, to one tenant after the other. */
  static VectorQuestions draw(
      VectorDatabase database,
      List<UUID> tenants,
      int count,
      SentenceVectors vectors,
      Random random) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID tenant = tenants.get(i % tenants.size());
      String vector = SentenceVectors.literal(vectors.any(random));
      questions.add(
          new Question(
              new Principal.Visitor(tenant, tenant),
              vector,
              database.exact(tenant, vector, NEAREST)));
    }
    return new VectorQuestions(questions);
  }

  /** Asks them through the bound transactions of the service, one after the other. */
  Answered ask(TenantDatabase bound) {
    List<Double> times = new ArrayList<>();
    long found = 0;
    long wanted = 0;
    for (Question question : questions) {
      long began = System.nanoTime();
      List<Near> near =
          bound.inTransaction(
              question.reader(),
              Access.READ,
              connection ->
                  new NearestPassages()
                      .find(
                          connection,
                          question.reader(),
                          question.vector(),
                          VectorDatabase.MODEL,
                          NEAREST));
      times.add((System.nanoTime() - began) / 1e6);
      wanted += question.exact().passages();
      found +=
          near.stream()
              .filter(one -> 1 - one.similarity() <= question.exact().farthest() + ROUNDING)
              .count();
    }
    return new Answered(new Sample(times), found / (double) wanted);
  }
}
