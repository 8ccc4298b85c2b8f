package dev.ringfence.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.MetadataStorageMode;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * LangChain4j's {@code PgVectorEmbeddingStore} over the vectors of the service's own table, with
 * the tenant as a metadata column that has an index, and on a pool of connections: as its
 * documentation has it for many rows. It protects nothing.
 */
final class PeerStore implements AutoCloseable {
  private static final String TENANT = "tenant";

  /** So that its statements find the types of vectors, wherever they were installed. */
  private static final String SEARCH_PATH =
      "SELECT set_config('search_path', 'public, ' || quote_ident(n.nspname), false)"
          + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
          + " WHERE e.extname = 'vector'";

  private final String table;
  private final PooledSource source;
  private final PgVectorEmbeddingStore store;

  /**
   * @param connections how many it has open
   */
  PeerStore(PostgresUri admin, String table, int connections) {
    this.table = table;
    this.source = new PooledSource(admin, connections);
    source.onEachConnection(SEARCH_PATH);
    this.store =
        PgVectorEmbeddingStore.datasourceBuilder()
            .datasource(source)
            .table(table)
            .dimension(SentenceVectors.DIMENSIONS)
            .useIndex(false)
            .createTable(true)
            .metadataStorageConfig(
                DefaultMetadataStorageConfig.builder()
                    .storageMode(MetadataStorageMode.COLUMN_PER_KEY)
                    .columnDefinitions(List.of(TENANT + " uuid"))
                    .indexes(List.of(TENANT))
                    .build())
            .build();
  }

  /** Takes over the service's vectors, as single precision, which is what it stores. */
  void fill() {
    execute(
        "INSERT INTO "
            + table
            + " (embedding_id, embedding, text, tenant) SELECT gen_random_uuid(),"
            + " CAST(v.embedding AS vector), '', v.tenant_id FROM ringfence.chunk_vector v");
    execute("VACUUM ANALYZE " + table);
  }

  /**
   * Gives it one index over the vectors of all tenants, and lets its searches go on in it until
   * they have enough rows of their own.
   */
  void index() {
    source.onEachConnection("SET maintenance_work_mem = '1GB'");
    execute("CREATE INDEX ON " + table + " USING hnsw (embedding vector_cosine_ops)");
    source.onEachConnection("SET hnsw.iterative_scan = strict_order");
  }

  /** How alike each of the nearest is, the nearest first: from -1 to 1. */
  List<Double> search(UUID tenant, float[] question, int limit) {
    List<EmbeddingMatch<TextSegment>> matches =
        store
            .search(
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(Embedding.from(question))
                    .filter(MetadataFilterBuilder.metadataKey(TENANT).isEqualTo(tenant))
                    .maxResults(limit)
                    .build())
            .matches();
    // Its scores run from 0 to 1.
    return matches.stream().map(match -> match.score() * 2 - 1).toList();
  }

  private void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchException("the peer's table could not be prepared", e);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
