package dev.ringfence.eval;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first world, kept in a schema that the service has no right on: every row of everybody, in
 * the order in which it stood. Whatever a session or a change did is undone by putting it back, so
 * that each session of each world begins in the same state, down to the places of rows.
 */
final class WorldStore implements AutoCloseable {
  /** Until everybody who was told that the directory changed has read it again. */
  private static final Duration TOLD = Duration.ofMillis(250);

  /** What ends or begins while the worlds are compared would be another list by itself. */
  private static final String NO_VISIT_TODAY =
      """
      UPDATE demo.booking SET starts_at = starts_at + interval '2 days', ends_at = ends_at + interval '2 days'
       WHERE ends_at BETWEEN now() - interval '1 hour' AND now() + interval '1 day'
      """;

  private static final String TENANTS_BACK =
      "UPDATE ringfence.tenant AS t SET slug = k.slug, name = k.name, status = k.status"
          + " FROM %s.tenant AS k WHERE k.id = t.id;";

  /** Touches no row, and tells the service that the directory is another one. */
  private static final String TELL =
      "SET session_replication_role = origin;"
          + " UPDATE ringfence.membership SET status = status WHERE false;";

  private final Connection connection;
  private final List<WorldTable> tables;
  private final String schema;
  private final String back;
  private boolean directory;

  private WorldStore(LabDatabase database, List<WorldTable> tables, String schema) {
    this.connection = database.connect();
    this.tables = tables;
    this.schema = schema;
    String kept = "SET session_replication_role = replica;";
    String all = tables.stream().map(WorldTable::name).collect(Collectors.joining(", "));
    run(
        NO_VISIT_TODAY
            + "; DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s;".formatted(schema)
            + " CREATE TABLE %s.tenant AS TABLE ringfence.tenant;".formatted(schema)
            + tables.stream()
                .map(table -> "CREATE TABLE " + kept(table) + " AS TABLE " + table.name() + ";")
                .collect(Collectors.joining()));
    this.back =
        kept
            + "TRUNCATE "
            + all
            + ";"
            + tables.stream()
                .map(
                    table ->
                        "INSERT INTO %s (%s) SELECT %s FROM %s;"
                            .formatted(table.name(), table.list(), table.list(), kept(table)))
                .collect(Collectors.joining())
            + TENANTS_BACK.formatted(schema);
  }

  /**
   * Keeps what there is now.
   *
   * @param schema where; one for each that is kept at the same time
   */
  static WorldStore keep(LabDatabase database, String schema) {
    return new WorldStore(database, WorldTable.in(database), schema);
  }

  private String kept(WorldTable table) {
    return schema + "." + table.name().replace('.', '_');
  }

  /** Where it is kept, as {@code schema.table}. */
  Set<String> tables() {
    return Stream.concat(Stream.of(schema + ".tenant"), tables.stream().map(this::kept))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The first world again. */
  void putBack() {
    run(back);
    if (directory) {
      tell();
    }
    directory = false;
  }

  /** Says that somebody else changes who is who, so that putting back has to be told of too. */
  void changesDirectory() {
    directory = true;
  }

  private void tell() {
    run(TELL);
    try {
      Thread.sleep(TOLD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  /**
   * Another world. What a row may not be stays as it is.
   *
   * @return how many rows were touched
   */
  int apply(WorldChange change) {
    int touched = 0;
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET session_replication_role = replica");
      for (String sql : change.statements()) {
        Savepoint before = connection.setSavepoint();
        try {
          touched += Math.max(0, statement.executeUpdate(sql));
        } catch (SQLException e) {
          connection.rollback(before);
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new LabException("another world could not be made: " + e.getMessage(), e);
    }
    if (change.directory()) {
      directory = true;
      tell();
    }
    return touched;
  }

  private void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new LabException("a world could not be put back: " + e.getMessage(), e);
    }
  }

  /** The first world, and nothing left of the others. */
  @Override
  public void close() {
    try (connection) {
      putBack();
      run("DROP SCHEMA " + schema + " CASCADE");
    } catch (SQLException e) {
      throw new LabException("the worlds could not be left", e);
    }
  }
}
