package dev.ringfence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to this version of the service, as an administrator and over JDBC: the roles,
 * the schema, the logins' passwords and the key that seals contexts.
 */
public final class DatabaseMigrator {
  private final PostgresUri admin;

  public DatabaseMigrator(PostgresUri admin) {
    this.admin = admin;
  }

  /**
   * Migrates, and lets the two logins in.
   *
   * @return how many migrations were applied, 0 where the database was up to date
   * @throws MigrationException when a migration fails; what was applied before it stays
   */
  public int migrate(String appPassword, String publicPassword, SealKey sealKey) {
    int applied = apply("db/migration", "ringfence", "schema_history", Map.of());
    try (Connection connection = admin.connect()) {
      connection.setAutoCommit(false);
      setPassword(connection, "ringfence_app", appPassword);
      setPassword(connection, "ringfence_public", publicPassword);
      install(connection, sealKey);
      closeLargeObjects(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new MigrationException("the logins could not be set up: " + oneLine(e), e);
    }
    return applied;
  }

  /**
   * Applies the migrations of a folder of the class path.
   *
   * @param folder such as {@code db/demo}
   * @param history the table, in schema ringfence, that remembers what was applied
   * @param placeholders what stands for {@code ${name}} in them
   */
  public int apply(String folder, String schema, String history, Map<String, String> placeholders) {
    requireLogin();
    try {
      return Flyway.configure(DatabaseMigrator.class.getClassLoader())
          .dataSource(admin.jdbcUrl(), admin.user(), admin.password())
          .locations("classpath:" + folder)
          .schemas(schema)
          .defaultSchema(schema)
          .table(history)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(placeholders)
          .placeholderReplacement(!placeholders.isEmpty())
          .connectRetries(0)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new MigrationException("a migration failed: " + oneLine(e), e);
    }
  }

  private void requireLogin() {
    try (Connection connection = admin.connect()) {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      throw new MigrationException("the database does not let the migration in: " + oneLine(e), e);
    }
  }

  /** Libraries draw tables of their failures. */
  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty() && !line.matches("-+"))
        .collect(Collectors.joining("; "));
  }

  private static void setPassword(Connection connection, String login, String password)
      throws SQLException {
    // format() quotes; ALTER ROLE takes no parameters.
    String sql;
    try (PreparedStatement quote =
        connection.prepareStatement("SELECT format('ALTER ROLE %I PASSWORD %L', ?, ?)")) {
      quote.setString(1, login);
      quote.setString(2, password);
      try (var rows = quote.executeQuery()) {
        rows.next();
        sql = rows.getString(1);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL log_statement = 'none'");
      statement.execute("SET LOCAL log_min_duration_statement = -1");
      statement.execute(sql);
    }
  }

  /** The newest two root keys stay, so that instances that still have the previous one go on. */
  static void install(Connection connection, SealKey key) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(resource("/db/seal-keys.sql"));
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ringfence.seal_root (id, inner_pad, outer_pad) VALUES (?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET inner_pad = excluded.inner_pad,"
                + " outer_pad = excluded.outer_pad")) {
      insert.setInt(1, key.id());
      insert.setBytes(2, key.hmac().innerPad());
      insert.setBytes(3, key.hmac().outerPad());
      insert.executeUpdate();
    }
    try (PreparedStatement retire =
        connection.prepareStatement("DELETE FROM ringfence.seal_root WHERE id < ?")) {
      retire.setInt(1, key.id() - 1);
      retire.executeUpdate();
    }
  }

  /** Where the login may: what a superuser alone can close stays as it is for anybody else. */
  static void closeLargeObjects(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(resource("/db/large-objects.sql"));
    }
  }

  private static String resource(String name) {
    try (InputStream script = DatabaseMigrator.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database that could not be brought to this version. */
  public static final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
