package dev.ringfence.retrieval;

import dev.ringfence.database.PostgresUri;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives words to the documents that were stored before there were any, as an administrator and over
 * JDBC: after an update nothing is found by its meaning alone.
 *
 * <p>It needs no context: it takes each document's owner from the document. Documents change one
 * transaction each, so that it can be stopped and go on.
 */
public final class MissingWords {
  private static final String WITHOUT =
      """
      SELECT d.tenant_id, d.id FROM ringfence.document AS d
       WHERE NOT EXISTS (SELECT FROM ringfence.document_words AS w
                          WHERE w.tenant_id = d.tenant_id AND w.document_id = d.id)
       ORDER BY d.tenant_id, d.id
      """;

  private static final String PASSAGES =
      """
      SELECT c.title, c.heading_path, c.anchor, c.text FROM ringfence.chunk AS c
       WHERE c.tenant_id = ? AND c.document_id = ?
       ORDER BY c.ordinal
      """;

  private static final String ADD_DOCUMENT =
      """
      INSERT INTO ringfence.document_words (tenant_id, document_id, visibility, customer_id, language, passages, words)
      SELECT d.tenant_id, d.id, d.visibility, d.customer_id, ?, ?, ?
        FROM ringfence.document AS d
       WHERE d.tenant_id = ? AND d.id = ?
      ON CONFLICT DO NOTHING
      """;

  private static final String ADD_POSTINGS =
      """
      INSERT INTO ringfence.posting (tenant_id, document_id, visibility, customer_id, word, part, passages)
      SELECT d.tenant_id, d.id, d.visibility, d.customer_id, p.word, p.part, p.passages
        FROM ringfence.document AS d
       CROSS JOIN unnest(?, ?, ?) AS p (word, part, passages)
       WHERE d.tenant_id = ? AND d.id = ?
      """;

  private final PostgresUri admin;

  public MissingWords(PostgresUri admin) {
    this.admin = admin;
  }

  private record Key(UUID tenant, UUID document) {}

  /**
   * Fills in what is missing.
   *
   * @return how many documents it gave words to
   * @throws IllegalStateException when the database refuses; what was done before it stays
   */
  public int fill() {
    try (Connection connection = admin.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET row_security = off");
      }
      connection.setAutoCommit(false);
      List<Key> missing = missing(connection);
      for (Key key : missing) {
        fill(connection, key);
        connection.commit();
      }
      return missing.size();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the words of documents that are stored already could not be added; run: ringfence migrate",
          e);
    }
  }

  private static List<Key> missing(Connection connection) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(WITHOUT);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(new Key(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
      }
    }
    return keys;
  }

  private static void fill(Connection connection, Key key) throws SQLException {
    DocumentWords words = DocumentWords.of(passages(connection, key));
    try (PreparedStatement add = connection.prepareStatement(ADD_DOCUMENT)) {
      add.setString(1, words.language().code());
      add.setInt(2, words.passages());
      add.setInt(3, words.length());
      add.setObject(4, key.tenant());
      add.setObject(5, key.document());
      if (add.executeUpdate() == 0) {
        return; // somebody read it in anew meanwhile
      }
    }
    List<DocumentWords.Row> rows = words.rows();
    Array word =
        connection.createArrayOf(
            "bigint", rows.stream().map(DocumentWords.Row::word).toArray(Long[]::new));
    Array part =
        connection.createArrayOf(
            "integer", rows.stream().map(DocumentWords.Row::part).toArray(Integer[]::new));
    Array passages =
        connection.createArrayOf(
            "bytea", rows.stream().map(row -> row.passages().getBytes()).toArray(byte[][]::new));
    try (PreparedStatement add = connection.prepareStatement(ADD_POSTINGS)) {
      add.setArray(1, word);
      add.setArray(2, part);
      add.setArray(3, passages);
      add.setObject(4, key.tenant());
      add.setObject(5, key.document());
      add.executeUpdate();
    }
  }

  private static List<String> passages(Connection connection, Key key) throws SQLException {
    List<String> passages = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PASSAGES)) {
      select.setObject(1, key.tenant());
      select.setObject(2, key.document());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Chunk chunk =
              new Chunk(passages.size(), rows.getString(2), rows.getString(3), rows.getString(4));
          passages.add(chunk.withPlace(rows.getString(1)));
        }
      }
    }
    return passages;
  }
}
