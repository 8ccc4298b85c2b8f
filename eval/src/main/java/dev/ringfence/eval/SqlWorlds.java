package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.OwnedRows.OwnedRow;
import dev.ringfence.sql.GeneratedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The same statements before and after every row of other people became another, and each third one
 * went: what they answer must be the same.
 */
final class SqlWorlds {
  /** Too slow, or too much to be read, on one side is nothing to be compared. */
  private static final String TIMEOUT = "57014";

  private final SqlSession session;
  private final Set<Long> chosen = new TreeSet<>();
  private final Map<Long, String> answers = new TreeMap<>();

  SqlWorlds(SqlSession session) {
    this.session = session;
  }

  /** Notes that a statement is to be asked in both worlds. */
  void choose(long number) {
    chosen.add(number);
  }

  /** The statements that are to be asked in both worlds. */
  Set<Long> chosen() {
    return new TreeSet<>(chosen);
  }

  /** Keeps the answer of a statement in the first world. */
  void first(long number, GeneratedSql sql) {
    String answer = answer(sql);
    if (!answer.equals(TIMEOUT)) {
      answers.put(number, answer);
    }
  }

  /** The statements that were answered, to be asked again. */
  Set<Long> asked() {
    return new TreeSet<>(answers.keySet());
  }

  /**
   * Whether a statement answers as in the first world; too slow is no answer.
   *
   * @return empty where it does
   */
  String differs(long number, GeneratedSql sql) {
    String answer = answer(sql);
    String before = answers.getOrDefault(number, TIMEOUT);
    return answer.equals(TIMEOUT) || answer.equals(before)
        ? ""
        : "the answer is another since other people's rows are";
  }

  /**
   * Rows in any order: without one asked for, none is promised. Of an error its class: which of two
   * own rows is met first is not promised either.
   */
  private String answer(GeneratedSql sql) {
    SqlSession.Shown shown = session.run(sql.statements(), false);
    if (shown.cut()) {
      return TIMEOUT;
    }
    return shown.failed()
        ? shown.state().equals(TIMEOUT) ? TIMEOUT : shown.state().substring(0, 2)
        : Canary.hash(String.join("\n", shown.lines().stream().sorted().toList()));
  }

  /** Changes what others own. */
  static void change(LabDatabase database, OwnedRows foreign) {
    Set<String> refused = new HashSet<>();
    try (Connection connection = database.connect();
        Statement replica = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Rows go without those that refer to them: what is left is nobody's to see anyhow.
      replica.execute("SET LOCAL session_replication_role = replica");
      int number = 0;
      for (OwnedRow row : foreign.all()) {
        if (number++ % 3 == 0) {
          replica.execute(
              "DELETE FROM " + row.origin().table() + " WHERE ctid = '" + row.at() + "'");
        } else {
          change(connection, row, refused);
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new LabException("other people's rows could not be changed: " + e.getMessage(), e);
    }
  }

  private static void change(Connection connection, OwnedRow row, Set<String> refused)
      throws SQLException {
    String at = row.at();
    for (Map.Entry<String, JsonNode> column : row.values().properties()) {
      JsonNode value = column.getValue();
      String place = row.origin().table() + "." + column.getKey();
      boolean text = value.isTextual() && value.asText().contains("zq");
      if ((text || value.isNumber()) && !refused.contains(place)) {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE "
                    + row.origin().table()
                    + " SET \""
                    + column.getKey()
                    + "\" = \""
                    + column.getKey()
                    + (text ? "\" || 'e'" : "\" + 7")
                    + " WHERE ctid = ?::tid RETURNING ctid::text")) {
          update.setString(1, at);
          try (ResultSet moved = update.executeQuery()) {
            at = moved.next() ? moved.getString(1) : at;
          }
          connection.releaseSavepoint(before);
        } catch (SQLException e) {
          connection.rollback(before);
          refused.add(place);
        }
      }
    }
  }
}
