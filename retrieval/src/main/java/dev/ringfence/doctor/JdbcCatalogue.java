package dev.ringfence.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A catalogue over JDBC. It leaves the connection's transaction as it finds it. */
public final class JdbcCatalogue implements Catalogue {
  private final Connection connection;

  private JdbcCatalogue(Connection connection) {
    this.connection = connection;
  }

  /**
   * Prepares a connection for examining: one transaction that sees one state of the database.
   *
   * @throws SQLException when the database does not answer
   */
  public static JdbcCatalogue open(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }
    return in(connection);
  }

  /** In a transaction that is under way. */
  static JdbcCatalogue in(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    }
    return new JdbcCatalogue(connection);
  }

  @Override
  public List<List<String>> ask(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> found = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String value = rows.getString(i);
          row.add(value == null ? "" : value);
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new CatalogueException(e);
    }
  }
}
