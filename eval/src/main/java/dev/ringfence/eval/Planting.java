package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import dev.ringfence.report.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a canary into every text column of every row that belongs to somebody. Which columns those
 * are is read from the catalogue; where the database will not have one, its constraint is the
 * reason why not, and a column without either fails the run.
 */
final class Planting {
  /** Columns that are text in form alone, and why a canary there would prove nothing. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "ringfence.membership.issuer", "a key that the identity provider sets, no content",
          "ringfence.membership.subject", "a key that the identity provider sets, no content",
          "ringfence.placeholder.type", "the name of a type, no content",
          "ringfence.chunk_vector.model", "the name of the embedding model, no content",
          "ringfence.document_words.language", "the name of a language, no content",
          "ringfence.approval.tool", "the name of a tool, no content",
          "ringfence.approval.tool_hash", "a hash of a tool's definition, no content",
          "ringfence.approval.nonce", "random digits, no content",
          "ringfence.approval.code", "a stable code, no content");

  /** Free text, in which people write addresses: it gets a second canary inside an e-mail. */
  private static final Set<String> PROSE =
      Set.of("body", "notes", "last_reply", "summary", "description", "error", "text");

  private static final Set<String> PERSONAL =
      Set.of("email", "phone", "technician_phone", "api_key");

  private static final String CATALOGUE =
      """
      SELECT n.nspname AS schema, c.relname AS tbl, a.attname AS col,
             EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = c.oid AND o.attname = 'visibility'
                     AND NOT o.attisdropped) AS documents,
             (SELECT o.attname FROM pg_attribute AS o WHERE o.attrelid = c.oid AND NOT o.attisdropped
                AND o.attname IN ('customer_id', 'owner_id', 'member_id') LIMIT 1) AS owner
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('demo', 'ringfence')
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND a.attgenerated = '' AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
       WHERE c.relkind IN ('r', 'p')
         AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = c.oid AND o.attname = 'tenant_id')
         AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = c.oid
                     AND o.attname IN ('customer_id', 'owner_id', 'member_id'))
       ORDER BY 1, 2, a.attnum
      """;

  private final LabDatabase database;
  private final CanaryBook book;

  Planting(LabDatabase database, CanaryBook book) {
    this.database = database;
    this.book = book;
  }

  /** Plants what was said, or everything else. */
  List<Column> plant(boolean conversations) {
    List<Column> columns = new ArrayList<>();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (Map<String, String> column : database.rows(CATALOGUE)) {
        if (conversations == "owner_id".equals(column.get("owner"))) {
          columns.add(plant(connection, column));
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new LabException("the canaries could not be planted: " + e.getMessage(), e);
    }
    return columns;
  }

  private Column plant(Connection connection, Map<String, String> column) throws SQLException {
    String table = column.get("schema") + "." + column.get("tbl");
    String name = String.valueOf(column.get("col"));
    String exempt = EXEMPT.get(table + "." + name);
    if (exempt != null) {
      return new Column(table + "." + name, 0, 0, exempt);
    }
    String quoted = "\"" + name + "\"";
    String owner = String.valueOf(column.get("owner"));
    String read =
        "SELECT ctid::text AS at, tenant_id, "
            + owner
            + " AS owner, "
            + quoted
            + " AS value, "
            + ("t".equals(column.get("documents")) ? "visibility" : "NULL::text")
            + " AS visibility"
            + " FROM "
            + table
            + " ORDER BY tenant_id, "
            + owner
            + ", ctid";
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(read);
        ResultSet result = select.executeQuery()) {
      while (result.next()) {
        rows.add(
            new Row(
                result.getString("at"),
                result.getObject("tenant_id", UUID.class),
                result.getObject("owner", UUID.class),
                result.getString("visibility"),
                result.getString("value")));
      }
    }
    Map<String, Integer> reasons = new LinkedHashMap<>();
    int planted = 0;
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + table + " SET " + quoted + " = ? WHERE ctid = ?::tid")) {
      for (Row row : rows) {
        Origin origin = new Origin(table, name, row.tenant(), row.owner(), row.visibility());
        Optional<String> refused = plant(connection, update, origin, row);
        if (refused.isEmpty()) {
          planted++;
        } else {
          reasons.merge(refused.get(), 1, Integer::sum);
        }
      }
    }
    return new Column(
        table + "." + name, rows.size(), planted, String.join("; ", reasons.keySet()));
  }

  /** A row as the planting sees it. */
  private record Row(
      String at,
      UUID tenant,
      @Nullable UUID owner,
      @Nullable String visibility,
      @Nullable String value) {}

  /** Tries the forms in which the value could stand; gives the constraint that refuses them all. */
  private Optional<String> plant(
      Connection connection, PreparedStatement update, Origin origin, Row row) throws SQLException {
    Canary canary = book.issue(origin, PERSONAL.contains(origin.column()));
    String reason = "";
    for (String form : forms(origin, row.value(), canary.value())) {
      Savepoint before = connection.setSavepoint();
      try {
        update.setString(1, form);
        update.setString(2, row.at());
        if (update.executeUpdate() == 1) {
          connection.releaseSavepoint(before);
          return Optional.empty();
        }
        reason = "the row moved";
      } catch (SQLException e) {
        connection.rollback(before);
        reason = constraint(e);
      }
    }
    book.withdraw(canary);
    return Optional.of(reason);
  }

  private static String constraint(SQLException e) throws SQLException {
    if (e instanceof org.postgresql.util.PSQLException refused
        && String.valueOf(e.getSQLState()).startsWith("23")
        && refused.getServerErrorMessage() != null) {
      return "the constraint " + refused.getServerErrorMessage().getConstraint() + " refuses it";
    }
    throw e;
  }

  private List<String> forms(Origin origin, @Nullable String value, String canary) {
    if (value == null || value.isEmpty()) {
      return List.of(canary, "/" + canary);
    }
    if (value.contains("@") && !value.contains(" ")) {
      return List.of(value.replace("@", "." + canary + "@"));
    }
    if (PROSE.contains(origin.column())) {
      Canary mail = book.issue(origin, true);
      return List.of(value + " " + canary + ", write to " + mail.value() + "@example.com");
    }
    // Numbers stay short enough to be an argument of a tool.
    return value.length() <= 10 && !value.contains(" ")
        ? List.of(value + canary, value + "-" + canary)
        : List.of(value + " " + canary, value + "-" + canary);
  }
}
