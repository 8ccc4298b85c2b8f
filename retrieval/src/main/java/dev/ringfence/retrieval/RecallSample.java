package dev.ringfence.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of the exact answer an index finds, over questions that lie near a collection's own
 * passages without being one: three parts of one and one part of another.
 */
final class RecallSample {
  private static final int NEAREST = 10;

  /** What an index is asked to look at, the least first; 1,000 is the most there is. */
  private static final int[] EFFORTS = {80, 120, 200, 400, 800};

  /** Of the sample, so that other questions have room below it. */
  private static final double WANTED = 0.995;

  private static final String QUESTIONS =
      """
      WITH sample AS (
        SELECT v.embedding, row_number() OVER (ORDER BY md5(v.document_id::text || v.ordinal)) AS number
          FROM ringfence.chunk_vector v
         WHERE v.tenant_id = ? AND v.visibility = ? AND v.model = ?
         ORDER BY number LIMIT 2 * ?)
      SELECT CAST(a.embedding + a.embedding + a.embedding + b.embedding AS text)
        FROM sample a JOIN sample b ON b.number = a.number + 1
       WHERE a.number % 2 = 1
       ORDER BY a.number
      """;

  private static final String TENTH =
      """
      SELECT max(n.distance) FROM (
        SELECT v.embedding <=> (SELECT CAST(? AS halfvec)) AS distance
          FROM ringfence.chunk_vector v
         WHERE v.tenant_id = ? AND v.visibility = ? AND v.model = ?
         ORDER BY distance LIMIT ?) n
      """;

  private static final String FOUND =
      """
      SELECT count(*) FROM (
        SELECT halfvec(v.embedding, ?, true) <=> CAST(? AS halfvec) AS distance
          FROM ringfence.chunk_vector v
         WHERE v.tenant_id = ? AND v.visibility = ? AND v.model = ?
         ORDER BY distance LIMIT ?) n
       WHERE n.distance <= ?
      """;

  /**
   * @param efSearch the least that was enough, or the most there is
   * @param recall the share of the exact ten nearest that it found
   */
  record Measured(int efSearch, double recall) {}

  private record Question(String vector, double tenth) {}

  private final IndexConnection connection;
  private final int size;

  /**
   * @param size how many questions are asked
   */
  RecallSample(IndexConnection connection, int size) {
    this.connection = connection;
    this.size = size;
  }

  /** With the least effort that is enough, as a search will make it. */
  Measured measure(VectorCollection collection) {
    List<Question> questions = questions(collection);
    connection.execute("SET plan_cache_mode = force_custom_plan");
    for (String scan : List.of("enable_seqscan", "enable_bitmapscan", "enable_sort")) {
      connection.execute("SET " + scan + " = off");
    }
    connection.execute("SET hnsw.iterative_scan = strict_order");
    Measured measured = new Measured(1, 0);
    for (int effort : EFFORTS) {
      measured = new Measured(effort, recall(collection, questions, effort));
      if (measured.recall() >= WANTED) {
        break;
      }
    }
    for (String scan : List.of("enable_seqscan", "enable_bitmapscan", "enable_sort")) {
      connection.execute("RESET " + scan);
    }
    return measured;
  }

  private List<Question> questions(VectorCollection collection) {
    // A plain index scan is the only way into the index that is to be measured.
    connection.execute("SET enable_indexscan = off");
    List<Question> questions = new ArrayList<>();
    for (String vector :
        connection.list(
            row -> row.getString(1),
            QUESTIONS,
            collection.tenant(),
            collection.visibility().stored(),
            collection.model(),
            size)) {
      questions.add(new Question(vector, tenth(collection, vector)));
    }
    connection.execute("RESET enable_indexscan");
    return questions;
  }

  private double tenth(VectorCollection collection, String vector) {
    return connection
        .list(
            row -> row.getDouble(1),
            TENTH,
            vector,
            collection.tenant(),
            collection.visibility().stored(),
            collection.model(),
            NEAREST)
        .getFirst();
  }

  private double recall(VectorCollection collection, List<Question> questions, int effort) {
    connection.execute("SET hnsw.ef_search = " + effort);
    long found = 0;
    for (Question question : questions) {
      found +=
          connection
              .list(
                  row -> row.getLong(1),
                  FOUND,
                  collection.dimensions(),
                  question.vector(),
                  collection.tenant(),
                  collection.visibility().stored(),
                  collection.model(),
                  NEAREST,
                  question.tenth())
              .getFirst();
    }
    return questions.isEmpty() ? 0 : Math.min(1, found / (double) (NEAREST * questions.size()));
  }
}
