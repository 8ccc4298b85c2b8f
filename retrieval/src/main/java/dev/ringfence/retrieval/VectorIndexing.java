package dev.ringfence.retrieval;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.CollectionIndexes.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Gives each large collection of vectors an index of its own, online, and lets it be searched once
 * it was measured to find what a scan finds. Whatever breaks off is taken up by the next run:
 * meanwhile the collection is scanned.
 */
public final class VectorIndexing {
  /** Up to as many passages a tenant's search is exact; docs/benchmarks.md says from where. */
  public static final int THRESHOLD = 50_000;

  /** The share of the exact answer below which an index is not searched with. */
  static final double REQUIRED_RECALL = 0.99;

  private static final String ENOUGH =
      """
      SELECT greatest(c.reltuples, pg_stat_get_live_tuples(c.oid)) > ? FROM pg_class c
       WHERE c.oid = 'ringfence.chunk_vector'::regclass
      """;

  private static final int QUESTIONS = 100;
  private static final int OLDEST_MAJOR = 0;
  private static final int OLDEST_MINOR = 8;

  /** How much a collection grows before it is measured anew without being asked for. */
  private static final double GROWTH = 1.25;

  /** Pgvector's own, and a denser one for collections of which it finds too little. */
  private static final List<Graph> GRAPHS = List.of(new Graph(16, 64), new Graph(32, 160));

  /** Of one element in memory, besides its vector and its links. */
  private static final int BYTES_OF_ELEMENT = 300;

  private static final int BYTES_OF_LINK = 45;

  /**
   * @param threshold how many passages of a tenant are scanned at most
   * @param tenant the slug of the one tenant that is looked after; empty for all
   * @param megabytes of memory that the server may take to build one
   * @param helpers processes of the server that build besides the first
   */
  public record Settings(int threshold, Optional<String> tenant, int megabytes, int helpers) {
    public Settings {
      if (threshold < 1 || megabytes < 1 || helpers < 0) {
        throw new IllegalArgumentException(
            "threshold and memory are 1 or more, and helpers 0 or more");
      }
    }

    public static Settings standard() {
      return new Settings(THRESHOLD, Optional.empty(), 2_048, 0);
    }
  }

  /**
   * What became of one collection.
   *
   * @param ready whether it is searched by its index; else it is scanned
   * @param recall the share of the exact answer that the index found
   * @param bytes the size of the index
   */
  public record Outcome(
      VectorCollection collection, boolean ready, int efSearch, double recall, long bytes) {}

  private final PostgresUri admin;
  private final Settings settings;
  private final Consumer<String> progress;

  public VectorIndexing(PostgresUri admin, Settings settings, Consumer<String> progress) {
    this.admin = admin;
    this.settings = settings;
    this.progress = progress;
  }

  /** The collections that have an index or are to have one. */
  public List<VectorCollection> large() {
    try (IndexConnection connection = IndexConnection.open(admin)) {
      return new CollectionIndexes(connection).large(settings.threshold(), settings.tenant());
    }
  }

  /**
   * Whether there are enough passages in all for a collection to be large; it counts nothing, so
   * that it can be asked often.
   */
  public boolean mayBeNeeded() {
    try (IndexConnection connection = IndexConnection.open(admin)) {
      return connection.list(row -> row.getBoolean(1), ENOUGH, settings.threshold()).getFirst();
    }
  }

  /**
   * Builds what is missing, measures all, and drops what no large collection needs.
   *
   * @throws IndexingException when the database refuses, or somebody else is at it
   */
  public List<Outcome> run() {
    return run(true);
  }

  /** The same for what was never measured, or has grown by a quarter since. */
  public List<Outcome> runWhereNeeded() {
    return run(false);
  }

  /** Drops all indexes of the tenant, or of all; their collections are scanned from then on. */
  public List<String> drop() {
    try (IndexConnection connection = openAlone()) {
      CollectionIndexes indexes = new CollectionIndexes(connection);
      List<String> names = indexes.names(settings.tenant().isEmpty() ? "near_" : own(connection));
      names.forEach(name -> remove(indexes, name));
      return names;
    }
  }

  /** Drops the indexes of a tenant, as its erasure asks for: their conditions name it. */
  public static void dropOf(PostgresUri admin, UUID tenant) {
    try (IndexConnection connection = IndexConnection.open(admin)) {
      CollectionIndexes indexes = new CollectionIndexes(connection);
      indexes.names(VectorCollection.namesOf(tenant)).forEach(name -> remove(indexes, name));
    }
  }

  private List<Outcome> run(boolean all) {
    try (IndexConnection connection = openAlone()) {
      requireIterativeScans(connection);
      CollectionIndexes indexes = new CollectionIndexes(connection);
      List<VectorCollection> large = indexes.large(settings.threshold(), settings.tenant());
      if (settings.tenant().isEmpty()) {
        dropUnneeded(indexes, large);
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (VectorCollection collection : large) {
        if (all || isNeeded(indexes, collection)) {
          outcomes.add(index(connection, indexes, collection));
        }
      }
      return outcomes;
    }
  }

  private static boolean isNeeded(CollectionIndexes indexes, VectorCollection collection) {
    return indexes
        .measuredAt(collection)
        .map(passages -> collection.passages() > passages * GROWTH)
        .orElse(true);
  }

  private void dropUnneeded(CollectionIndexes indexes, List<VectorCollection> large) {
    Set<String> unneeded = new TreeSet<>(indexes.names("near_"));
    large.forEach(collection -> unneeded.remove(collection.indexName()));
    for (String name : unneeded) {
      progress.accept("dropping " + name);
      remove(indexes, name);
    }
  }

  private static void remove(CollectionIndexes indexes, String name) {
    indexes.forget(name);
    indexes.drop(name);
  }

  private Outcome index(
      IndexConnection connection, CollectionIndexes indexes, VectorCollection collection) {
    if (indexes.isValid(collection.indexName())) {
      Outcome outcome = measured(connection, indexes, collection);
      if (outcome.ready()) {
        return outcome;
      }
    }
    Optional<Outcome> last = Optional.empty();
    for (Graph graph : GRAPHS) {
      // What an interrupted build left is kept up to date by every insert, and is of no use.
      remove(indexes, collection.indexName());
      build(connection, indexes, collection, graph);
      Outcome outcome = measured(connection, indexes, collection);
      if (outcome.ready()) {
        return outcome;
      }
      last = Optional.of(outcome);
    }
    progress.accept(collection + ": its index finds too little, so it stays with scans");
    indexes.drop(collection.indexName());
    return last.orElseThrow();
  }

  private void build(
      IndexConnection connection,
      CollectionIndexes indexes,
      VectorCollection collection,
      Graph graph) {
    progress.accept(collection + ": building over " + collection.passages() + " passages");
    long needed =
        collection.passages()
            * (2L * collection.dimensions() + BYTES_OF_ELEMENT + BYTES_OF_LINK * graph.links())
            / 1_000_000;
    connection.execute(
        "SET maintenance_work_mem = '"
            + Math.clamp(needed, 64, Math.max(64, settings.megabytes()))
            + "MB'");
    connection.execute("SET max_parallel_maintenance_workers = " + settings.helpers());
    indexes.build(collection, graph);
  }

  /** What a search is told from now on. */
  private Outcome measured(
      IndexConnection connection, CollectionIndexes indexes, VectorCollection collection) {
    progress.accept(collection + ": measuring");
    RecallSample.Measured measured = new RecallSample(connection, QUESTIONS).measure(collection);
    boolean ready = measured.recall() >= REQUIRED_RECALL;
    indexes.note(collection, ready ? "ready" : "exact", measured);
    return new Outcome(
        collection, ready, measured.efSearch(), measured.recall(), indexes.bytes(collection));
  }

  private IndexConnection openAlone() {
    IndexConnection connection = IndexConnection.open(admin);
    if (!connection.isAlone()) {
      connection.close();
      throw new IndexingException("somebody is looking after the indexes already");
    }
    return connection;
  }

  private String own(IndexConnection connection) {
    return connection
        .list(
            row -> VectorCollection.namesOf(row.getObject(1, UUID.class)),
            "SELECT t.id FROM ringfence.tenant t WHERE t.slug = ?",
            settings.tenant().orElseThrow())
        .stream()
        .findFirst()
        .orElseThrow(
            () -> new IndexingException("there is no tenant '" + settings.tenant().get() + "'"));
  }

  /** Without them an index gives fewer rows than there are where some were deleted. */
  private static void requireIterativeScans(IndexConnection connection) {
    String version =
        connection
            .list(
                row -> row.getString(1),
                "SELECT e.extversion FROM pg_extension e WHERE e.extname = 'vector'")
            .getFirst();
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    if (major == OLDEST_MAJOR && Integer.parseInt(parts[1]) < OLDEST_MINOR) {
      throw new IndexingException(
          "pgvector " + version + " is too old for indexes of large collections: 0.8.0 or newer");
    }
  }
}
