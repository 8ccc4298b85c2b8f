package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.retrieval.DistinctPassages.Found;
import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.RankFusion.Candidate;
import dev.ringfence.retrieval.WordedPassages.Worded;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages that answer a question, among those that the asker may read.
 *
 * <p>Meaning and words are searched apart and fused by rank. Both are over the rows the policies
 * admit and no others: how rare a word is, too, is counted among what the asker may read, so that
 * nobody else's documents show in an answer, not even in its order.
 */
public final class PassageSearch {
  private static final int MOST_PASSAGES = 50;
  private static final int LONGEST_QUERY = 2_000;
  private static final String CHUNK = "ringfence.chunk";

  /** Parameters: $1 and $2 the documents and ordinals, in the order wanted. */
  private static final String TEXTS =
      """
      SELECT d.id, d.title, d.updated_at, p.heading_path, d.url, p.anchor, p.text, d.visibility,
             p.ordinal, CAST(d.tenant_id AS text) AS tenant, CAST(d.customer_id AS text) AS customer,
             CAST(p.tenant_id AS text) AS part_tenant, p.visibility AS part_visibility,
             CAST(p.customer_id AS text) AS part_customer
        FROM unnest(CAST($1 AS uuid[]), CAST($2 AS integer[])) WITH ORDINALITY AS wanted (document_id, ordinal, place)
        JOIN ringfence.chunk p USING (document_id, ordinal)
        JOIN ringfence.document d ON (d.tenant_id, d.id) = (p.tenant_id, p.document_id)
       ORDER BY wanted.place
      """;

  private final TenantDatabase database;
  private final Embedder embedder;
  private final QuestionVectors questions;
  private final NearestPassages nearest = new NearestPassages();
  private final WordedPassages worded = new WordedPassages();

  public PassageSearch(TenantDatabase database, Embedder embedder) {
    this.database = database;
    this.embedder = embedder;
    this.questions = new QuestionVectors(embedder);
  }

  /**
   * The passages that answer a question, the best first; none where nothing that the principal may
   * read does.
   *
   * @param limit how many at most, from 1 to 50
   */
  public List<Passage> search(Principal principal, String query, int limit) {
    return search(principal, query, limit, new Reading(principal));
  }

  /**
   * The same, with what was read.
   *
   * @param reading takes the keys of the passages that are given
   */
  public List<Passage> search(Principal principal, String query, int limit, Reading reading) {
    if (limit < 1 || limit > MOST_PASSAGES) {
      throw new IllegalArgumentException("a search gives 1 to " + MOST_PASSAGES + " passages");
    }
    String question = cleaned(query);
    if (question.isEmpty()) {
      return List.of();
    }
    String vector = StoredVector.literal(questions.of(principal, question));
    return database.inTransaction(
        principal,
        Access.READ,
        connection ->
            distinct(
                texts(connection, answering(connection, principal, question, vector, limit)),
                question,
                limit,
                reading));
  }

  /** The keys of what answers, the best first; more of them than asked for, since texts recur. */
  private List<PassageKey> answering(
      TenantConnection connection, Principal principal, String question, String vector, int limit) {
    int candidates = Math.max(40, limit * 4);
    // Words first: the search of vectors says how the rest of the transaction is planned.
    List<Worded> byWords =
        worded.find(connection, principal, question, vector, embedder.model(), candidates);
    List<Near> near = nearest.find(connection, principal, vector, embedder.model(), candidates);
    return RankFusion.fuse(near, byWords).stream()
        .filter(candidate -> candidate.answers(embedder.floor()))
        .limit(limit * 3L)
        .map(Candidate::key)
        .toList();
  }

  private static RowSet<Row> texts(TenantConnection connection, List<PassageKey> keys) {
    return connection.query(
        TEXTS,
        keys.stream().map(PassageKey::document).toArray(UUID[]::new),
        keys.stream().map(PassageKey::ordinal).toArray(Integer[]::new));
  }

  /** Those that are given, each text once. */
  private static List<Passage> distinct(
      RowSet<Row> rows, String question, int limit, Reading reading) {
    List<Found> ranked = new ArrayList<>();
    for (Row row : rows) {
      if (admits(reading, row)) {
        ranked.add(
            new Found(
                passage(row), row.getInteger("ordinal"), row.getOffsetDateTime("updated_at")));
      }
    }
    List<Passage> passages = new ArrayList<>();
    for (Found found : DistinctPassages.of(ranked, question, limit)) {
      passages.add(found.passage());
      reading.add(
          new RowKey(
              CHUNK,
              List.of(
                  new RowKey.Part(found.passage().documentId().toString(), false),
                  new RowKey.Part(Integer.toString(found.ordinal()), false))));
    }
    return List.copyOf(passages);
  }

  /** The passage and its document each say whose they are. */
  private static boolean admits(Reading reading, Row row) {
    return reading.admits(
            "ringfence.document",
            new RowOwner.OfDocument(
                row.getString("tenant"), row.getString("visibility"), row.getString("customer")))
        && reading.admits(
            CHUNK,
            new RowOwner.OfDocument(
                row.getString("part_tenant"),
                row.getString("part_visibility"),
                row.getString("part_customer")));
  }

  private static Passage passage(Row row) {
    return new Passage(
        row.getUUID("id"),
        row.getString("title"),
        row.getString("heading_path"),
        at(row.getString("url"), row.getString("anchor")),
        row.getString("text"),
        Visibility.ofStored(row.getString("visibility")));
  }

  private static @Nullable String at(@Nullable String url, @Nullable String anchor) {
    return url == null || anchor == null || url.contains("#") ? url : url + "#" + anchor;
  }

  private static String cleaned(String query) {
    StringBuilder clean = new StringBuilder();
    query
        .codePoints()
        .limit(LONGEST_QUERY)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
