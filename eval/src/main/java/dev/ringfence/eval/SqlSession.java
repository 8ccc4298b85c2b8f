package dev.ringfence.eval;

import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A session of the service's own login for a person, with that login's password, in which SQL of
 * any kind is run: each time in a transaction that is bound as the service binds it.
 */
final class SqlSession implements AutoCloseable {
  private static final int MOST_ROWS = 300;
  private static final int MOST_TEXT = 400_000;

  /**
   * The service changes its sealing key every hour, and takes the one before for two minutes and a
   * half: whoever seals more often than that is always bound.
   */
  private static final Duration SEALED_FOR = Duration.ofMinutes(1);

  /**
   * What statements showed.
   *
   * @param lines rows, errors, notices and notifications
   * @param rows how many rows there were
   * @param cut whether there were more rows than are read
   * @param state of the first error, empty where there was none
   */
  record Shown(List<String> lines, int rows, boolean cut, String state) {
    Shown {
      lines = List.copyOf(lines);
    }

    boolean failed() {
      return !state.isEmpty();
    }

    String text() {
      return String.join("\n", lines);
    }
  }

  private final LabDatabase database;
  private final Person person;
  private final Duration sealedFor;
  private Connection connection;
  private String context;
  private Instant sealed;

  SqlSession(LabDatabase database, Person person) {
    this(database, person, SEALED_FOR);
  }

  /**
   * @param sealedFor how long a context is used before a new one is sealed
   */
  SqlSession(LabDatabase database, Person person, Duration sealedFor) {
    this.database = database;
    this.person = person;
    this.sealedFor = sealedFor;
    this.connection = connect(database, person);
    this.context = new SealedContexts(database).of(person);
    this.sealed = Instant.now();
  }

  private static Connection connect(LabDatabase database, Person person) {
    boolean visitor = person.persona().kind == Persona.Kind.VISITOR;
    try {
      return database
          .admin()
          .withLogin(
              visitor ? "ringfence_public" : "ringfence_app",
              visitor ? InProcessService.PUBLIC_PASSWORD : InProcessService.APP_PASSWORD)
          .connect();
    } catch (SQLException e) {
      throw new LabException("the lab cannot sign in as one of the service's logins", e);
    }
  }

  /** The context that the statements are bound to. */
  String context() {
    return context;
  }

  /**
   * Runs statements one after another until one fails; then all of it is taken back, or kept.
   *
   * @param keeps whether what they did is committed
   */
  Shown run(List<String> statements, boolean keeps) {
    List<String> lines = new ArrayList<>();
    int rows = 0;
    boolean cut = false;
    String state = "";
    try (Statement statement = open().createStatement()) {
      statement.setMaxRows(MOST_ROWS);
      for (String sql : statements) {
        int read = run(statement, sql, lines);
        rows += read;
        cut |= read >= MOST_ROWS || lines.stream().mapToInt(String::length).sum() >= MOST_TEXT;
        told(statement, lines);
      }
    } catch (SQLException e) {
      state = String.valueOf(e.getSQLState());
      lines.add(e.toString());
    } catch (IOException e) {
      state = "08000";
      lines.add(e.toString());
    }
    end(keeps && state.isEmpty() ? "COMMIT" : "ROLLBACK", statements, lines);
    return new Shown(lines, rows, cut, state);
  }

  private Connection open() throws SQLException {
    if (connection.isClosed()) {
      connection = connect(database, person);
    }
    if (!sealed.plus(sealedFor).isAfter(Instant.now())) {
      context = new SealedContexts(database).of(person);
      sealed = Instant.now();
    }
    String role =
        person.persona().kind == Persona.Kind.VISITOR
            ? ""
            : "SET LOCAL ROLE ringfence_" + person.role() + ";";
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "BEGIN; SET LOCAL statement_timeout = '200ms'; SET LOCAL lock_timeout = '100ms'; "
              + role
              + " SELECT set_config('ringfence.context', '"
              + context
              + "', true)");
    }
    return connection;
  }

  private int run(Statement statement, String sql, List<String> lines)
      throws SQLException, IOException {
    if (sql.startsWith("COPY") && sql.contains("STDOUT")) {
      StringWriter copied = new StringWriter();
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, copied);
      lines.addAll(copied.toString().lines().toList());
      return 0;
    }
    return statement.execute(sql) ? read(statement.getResultSet(), lines) : 0;
  }

  private static int read(ResultSet rows, List<String> lines) throws SQLException {
    int count = 0;
    int length = 0;
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next() && length < MOST_TEXT) {
      StringBuilder line = new StringBuilder();
      for (int column = 1; column <= columns; column++) {
        line.append(rows.getString(column)).append('\t');
      }
      length += line.length();
      lines.add(line.toString());
      count++;
    }
    return count;
  }

  /** What the server said beside the rows. */
  private void told(Statement statement, List<String> lines) throws SQLException {
    for (SQLWarning warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      lines.add(warning.toString());
    }
    statement.clearWarnings();
    for (PGNotification note : connection.unwrap(PGConnection.class).getNotifications()) {
      lines.add(note.getName() + " " + note.getParameter());
    }
  }

  /** Nothing of it is left for the next statement: each stands for itself. */
  private void end(String how, List<String> statements, List<String> lines) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(how);
      String first = statements.getFirst();
      boolean plain =
          statements.size() == 1
              && !first.contains("set_config")
              && (first.startsWith("SELECT") || first.startsWith("WITH"));
      if (!plain) {
        statement.execute("ROLLBACK");
        statement.execute("DISCARD ALL");
      }
    } catch (SQLException e) {
      lines.add(e.toString());
      close();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LabException("a connection of the lab did not close", e);
    }
  }
}
