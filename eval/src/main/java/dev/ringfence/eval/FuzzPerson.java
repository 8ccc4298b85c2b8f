package dev.ringfence.eval;

import dev.ringfence.eval.FuzzWriter.Hidden;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A customer in a fuzz, whose rows are written anew now and then. */
final class FuzzPerson {
  private static final int CALLS_OF_A_TOKEN = 500;

  final String tenant;
  final String user;

  /** Whose the values in this person's rows are. */
  final String rows;

  private final Experiment lab;
  private final List<Hidden> inRows = new ArrayList<>();
  private String token = "";
  private int uses;

  FuzzPerson(Experiment lab, String tenant, String user) {
    this.lab = lab;
    this.tenant = tenant;
    this.user = user;
    this.rows = "rows of " + tenant + "/" + user;
  }

  synchronized String token() {
    if (uses++ % CALLS_OF_A_TOKEN == 0) {
      token = lab.service.mint(tenant, user);
    }
    return token;
  }

  /** How values were hidden in this person's rows, and in what everybody may read. */
  synchronized List<Hidden> inRows() {
    return List.copyOf(inRows);
  }

  /** Writes new values into the texts, subjects and file names that the tools show. */
  synchronized void rewriteRows(FuzzWriter writer, FuzzValues values) {
    String mine =
        " WHERE ctid IN (SELECT r.ctid FROM %s r JOIN ringfence.membership m"
            + " ON (m.tenant_id, m.member_id) = (r.tenant_id, r.customer_id)"
            + " JOIN ringfence.tenant t ON t.id = m.tenant_id"
            + " WHERE t.slug = ? AND m.subject = ?)";
    List<Hidden> fresh = new ArrayList<>();
    try (Connection connection = lab.database.connect()) {
      for (String[] column :
          List.of(
              new String[] {"demo.support_ticket", "body", "row"},
              new String[] {"demo.support_ticket", "subject", "title of a row"},
              new String[] {"demo.support_ticket", "last_reply", "row"},
              new String[] {"demo.file", "name", "file name"})) {
        String sql =
            "UPDATE " + column[0] + " SET " + column[1] + " = ?" + mine.formatted(column[0]);
        // A row has room for a name and not for a letter, so some constraint may refuse it.
        update(connection, sql, text(writer, column[2], fresh), tenant, user);
      }
    } catch (SQLException e) {
      throw new LabException("rows could not be written: " + e.getMessage(), e);
    }
    values.retire(inRows.stream().map(Hidden::value).toList());
    inRows.clear();
    inRows.addAll(fresh);
  }

  private String text(FuzzWriter writer, String channel, Collection<Hidden> hidden) {
    return writer.text(channel, rows, hidden) + " " + FuzzTalk.TYPED + writer.typedPlaceholder();
  }

  /** Writes new values into what everybody of a tenant may read. */
  static List<Hidden> rewriteDocuments(
      Experiment lab,
      FuzzWriter writer,
      String tenant,
      Collection<Hidden> before,
      FuzzValues values) {
    List<Hidden> fresh = new ArrayList<>();
    try (Connection connection = lab.database.connect()) {
      for (Map<String, String> row :
          lab.database.rows(
              "SELECT d.id::text AS id FROM ringfence.document d JOIN ringfence.tenant t"
                  + " ON t.id = d.tenant_id WHERE t.slug = ? AND d.visibility = 'public'",
              tenant)) {
        String id = String.valueOf(row.get("id"));
        update(
            connection,
            "UPDATE ringfence.chunk SET text = 'Opening hours and prices. ' || ?"
                + " WHERE document_id = ?::uuid",
            writer.text("passage", "", fresh),
            id);
        update(
            connection,
            "UPDATE ringfence.document SET title = ? WHERE id = ?::uuid",
            writer.text("document title", "", fresh),
            id);
      }
    } catch (SQLException e) {
      throw new LabException("documents could not be written: " + e.getMessage(), e);
    }
    values.retire(before.stream().map(Hidden::value).toList());
    return fresh;
  }

  private static void update(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
