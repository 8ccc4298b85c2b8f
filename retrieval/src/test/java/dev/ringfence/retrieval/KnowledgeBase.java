package dev.ringfence.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two tenants with people and nothing in their knowledge bases yet, in a database of their own. */
final class KnowledgeBase implements AutoCloseable {
  static final UUID ACME = id("acme");
  static final UUID GLOBEX = id("globex");
  static final Principal.Staff SAM = new Principal.Staff(ACME, id("sam"));
  static final Principal.Staff STU = new Principal.Staff(GLOBEX, id("stu"));
  static final Principal.Customer ANA = new Principal.Customer(ACME, id("ana"));
  static final Principal.Customer BEN = new Principal.Customer(ACME, id("ben"));
  static final Principal.Customer GIL = new Principal.Customer(GLOBEX, id("gil"));
  static final Principal.Visitor VISITOR = new Principal.Visitor(ACME, id("session"));
  static final Principal.Visitor GLOBEX_VISITOR = new Principal.Visitor(GLOBEX, id("session"));
  static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  private final Embedder embedder;
  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase tested = TestDatabases.create();
  private final TenantDatabase database =
      new TenantDatabase(vertx, tested.settings(), Clock.systemUTC());

  KnowledgeBase() throws SQLException {
    this(new WordEmbedder());
  }

  KnowledgeBase(Embedder embedder) throws SQLException {
    this.embedder = embedder;
    sql("INSERT INTO ringfence.tenant (id, slug, name) VALUES (?, 'acme', 'Acme')", ACME);
    sql("INSERT INTO ringfence.tenant (id, slug, name) VALUES (?, 'globex', 'Globex')", GLOBEX);
  }

  /** Removes every document. */
  void clear() throws SQLException {
    sql("TRUNCATE ringfence.document CASCADE");
  }

  TenantDatabase database() {
    return database;
  }

  DocumentStore store() {
    return store(NOW);
  }

  DocumentStore store(Instant now) {
    return new DocumentStore(database, embedder, InstantSource.fixed(now));
  }

  /** Documents are brought in, and searched, by these models. */
  DocumentStore store(Embedders embedders) {
    return new DocumentStore(database, embedders, InstantSource.fixed(NOW), null);
  }

  PassageSearch search(Embedders embedders) {
    return new PassageSearch(database, embedders);
  }

  Reembedding reembedding(Embedders embedders) {
    return new Reembedding(tested.admin(), embedders, Optional.empty(), _ -> {});
  }

  MissingWords missingWords() {
    return new MissingWords(tested.admin());
  }

  PassageSearch search() {
    return new PassageSearch(database, embedder);
  }

  Ingested publish(Principal.Staff by, String name, String text) {
    return store().ingest(by, plain(name, text, Visibility.PUBLIC, null), IngestProgress.SILENT);
  }

  /** A new document of the knowledge base, with a line of text. */
  UUID document(String name, Visibility visibility, @Nullable UUID customer) {
    return id(
        store()
            .ingest(
                SAM, plain(name, "Text of " + name, visibility, customer), IngestProgress.SILENT));
  }

  static UUID id(Ingested ingested) {
    return ((Ingested.Stored) ingested).document();
  }

  /** Any SQL, as it would run on a connection of somebody's. */
  RowSet<Row> run(Principal by, String sql, Object... parameters) {
    return database.inTransaction(
        by,
        Access.WRITE,
        connection -> connection.queryDeclared(sql, List.of(parameters), Duration.ofSeconds(5)));
  }

  static NewDocument plain(
      String name, String text, Visibility visibility, @Nullable UUID customer) {
    return new NewDocument(
        name, "text/plain", text.getBytes(UTF_8), visibility, customer, null, "/docs/" + name);
  }

  /** What a superuser sees, whom no policy binds. */
  String single(String query, Object... parameters) throws SQLException {
    try (Connection connection = administrator();
        PreparedStatement statement = prepared(connection, query, parameters);
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  void sql(String statement, Object... parameters) throws SQLException {
    try (Connection connection = administrator();
        PreparedStatement prepared = prepared(connection, statement, parameters)) {
      prepared.execute();
    }
  }

  /** One statement with many lists of parameters. */
  void batch(String statement, List<List<Object>> rows) throws SQLException {
    try (Connection connection = administrator();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (List<Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          prepared.setObject(i + 1, row.get(i));
        }
        prepared.addBatch();
      }
      prepared.executeBatch();
    }
  }

  Connection administrator() throws SQLException {
    return tested.admin().connect();
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  static List<String> texts(List<Passage> passages) {
    return passages.stream().map(Passage::text).toList();
  }

  @Override
  public void close() {
    database.close();
    var _ = vertx.close();
  }
}
