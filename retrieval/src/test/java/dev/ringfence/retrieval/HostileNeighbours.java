package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX;

import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents that somebody else stores in order to move what is found: made from a seed, written as
 * an administrator with values that the service itself would never write, and removed again.
 */
final class HostileNeighbours {
  private static final String DOCUMENT =
      """
      INSERT INTO ringfence.document (tenant_id, id, visibility, customer_id, source_name, title, media_type,
                                      content_sha256, fingerprint, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, 'text/plain', sha256('h'), sha256('h'), now(), now())
      """;
  private static final String CHUNK =
      """
      INSERT INTO ringfence.chunk (tenant_id, document_id, visibility, customer_id, ordinal, title, heading_path, text)
      VALUES (?, ?, ?, ?, ?, ?, '', ?)
      """;
  private static final String VECTOR =
      """
      INSERT INTO ringfence.chunk_vector (tenant_id, document_id, visibility, customer_id, ordinal, model, embedding)
      VALUES (?, ?, ?, ?, ?, 'words', CAST(? AS halfvec))
      """;
  private static final String WORDS =
      """
      INSERT INTO ringfence.document_words (tenant_id, document_id, visibility, customer_id, language, passages, words)
      VALUES (?, ?, ?, ?, 'en', ?, ?)
      """;
  private static final String POSTINGS =
      """
      INSERT INTO ringfence.posting (tenant_id, document_id, visibility, customer_id, word, part, passages)
      SELECT ?, ?, ?, ?, p.word, p.part, p.passages FROM unnest(?, ?, ?) AS p (word, part, passages)
      """;

  /** Whose documents they are, and so who of the first tenant may not read them. */
  enum Owner {
    OTHER_TENANT,
    OTHER_TENANTS_CUSTOMER,
    OTHER_CUSTOMER,
    OTHER_PERSON,
    OTHER_VISIBILITY
  }

  private final Random random;
  private final String question;
  private final Owner owner;
  private final WordEmbedder embedder = new WordEmbedder();

  /**
   * @param question at whose answers they aim
   */
  HostileNeighbours(long seed, String question) {
    this.random = new Random(seed);
    this.question = question;
    this.owner = Owner.values()[random.nextInt(Owner.values().length)];
  }

  Owner owner() {
    return owner;
  }

  /** Stores them. */
  void store(Connection connection) throws SQLException {
    int documents = 1 + random.nextInt(6);
    for (int i = 0; i < documents; i++) {
      String text = text();
      UUID id = new UUID(random.nextLong(), random.nextLong());
      store(connection, id, text);
      if (random.nextInt(4) == 0) {
        remove(connection);
        store(connection, id, text());
      }
    }
  }

  /** Removes them. */
  static void remove(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM ringfence.document WHERE source_name LIKE 'hostile-%'");
    }
  }

  private String text() {
    List<String> words = new ArrayList<>(List.of(question.split(" ", -1)));
    return switch (random.nextInt(4)) {
      case 0 -> question;
      case 1 -> (question + " ").repeat(1 + random.nextInt(50));
      case 2 -> {
        Collections.shuffle(words, random);
        yield String.join(" ", words.subList(0, 1 + random.nextInt(words.size())));
      }
      default -> "The price of a boiler visit is " + random.nextInt(100) + " euros. " + question;
    };
  }

  private void store(Connection connection, UUID id, String text) throws SQLException {
    int passages = 1 + random.nextInt(4);
    run(connection, DOCUMENT, id, "hostile-" + id, text);
    List<String> texts = new ArrayList<>();
    int first = random.nextBoolean() ? 0 : Integer.MAX_VALUE - passages;
    for (int i = 0; i < passages; i++) {
      texts.add(text);
      float[] vector = embedder.embedQuery(question);
      vector[random.nextInt(vector.length)] += (float) (random.nextGaussian() / 1_000);
      run(connection, CHUNK, id, first + i, text, text);
      run(connection, VECTOR, id, first + i, StoredVector.literal(vector));
    }
    boolean exact = random.nextBoolean();
    int most = Integer.MAX_VALUE;
    run(
        connection,
        WORDS,
        id,
        exact ? passages : most,
        exact ? passages * 9 : random.nextInt(most));
    postings(connection, id, texts, first);
  }

  private void postings(Connection connection, UUID id, List<String> texts, int first)
      throws SQLException {
    List<Long> words = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    List<byte[]> passages = new ArrayList<>();
    Set<Long> forms = new TreeSet<>();
    WordAnalysis.ofQuestion(question).words().forEach(word -> forms.addAll(word.forms()));
    for (long form : forms) {
      // Hundreds of short postings, from time to time.
      int rows = random.nextInt(40) == 0 ? 300 : 1;
      for (int part = 0; part < rows; part++) {
        words.add(form);
        parts.add(part);
        passages.add(row(texts.size(), first).getBytes());
      }
    }
    run(
        connection,
        POSTINGS,
        id,
        connection.createArrayOf("bigint", words.toArray()),
        connection.createArrayOf("integer", parts.toArray()),
        connection.createArrayOf("bytea", passages.toArray(byte[][]::new)));
  }

  private Buffer row(int passages, int first) {
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < passages; i++) {
      postings.add(
          new Posting(
              first + i,
              random.nextBoolean() ? 1 : random.nextInt(0x10000),
              random.nextBoolean() ? 9 : random.nextInt(0x10000)));
    }
    return Posting.encode(postings).getFirst();
  }

  private void run(Connection connection, String sql, UUID id, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant());
      statement.setObject(2, id);
      statement.setString(3, visibility());
      statement.setObject(4, customer());
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 5, values[i]);
      }
      statement.execute();
    }
  }

  private UUID tenant() {
    return switch (owner) {
      case OTHER_TENANT, OTHER_TENANTS_CUSTOMER -> GLOBEX;
      case OTHER_CUSTOMER, OTHER_PERSON, OTHER_VISIBILITY -> ACME;
    };
  }

  private String visibility() {
    return switch (owner) {
      case OTHER_TENANT -> "public";
      case OTHER_VISIBILITY -> "tenant";
      case OTHER_TENANTS_CUSTOMER, OTHER_CUSTOMER -> "customer";
      case OTHER_PERSON -> "private";
    };
  }

  private @Nullable UUID customer() {
    return Visibility.ofStored(visibility()).isOwned() ? KnowledgeBase.id("mallory") : null;
  }
}
