package dev.ringfence.eval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection as the login that the service uses for a person, on which anything can be run. */
final class Login implements AutoCloseable {
  private final Connection connection;
  private final Person person;

  private Login(Connection connection, Person person) {
    this.connection = connection;
    this.person = person;
  }

  /** What an attempt brought: rows as text, or the SQL state that refused it. */
  record Attempt(List<String> rows, String refused) {
    private static final String DENIED = "42501";

    Attempt {
      rows = List.copyOf(rows);
    }

    /** Whether there was no right to it, which is more than finding nothing. */
    boolean isDenied() {
      return refused.equals(DENIED);
    }
  }

  static Login of(LabDatabase database, Person person) {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET SESSION AUTHORIZATION "
              + (person.persona().kind == Persona.Kind.VISITOR
                  ? "ringfence_public"
                  : "ringfence_app"));
      connection.setAutoCommit(false);
      return new Login(connection, person);
    } catch (SQLException e) {
      throw new LabException("the lab cannot be one of the service's logins", e);
    }
  }

  /** Everything of a table, in a transaction of its own, as the role that the person has. */
  Attempt read(String context, String table) {
    return asked(context, "SELECT t::text FROM " + table + " AS t");
  }

  /** What a query brings, in a transaction of its own, as the service itself binds the person. */
  Attempt asked(String context, String sql) {
    return query(
        context,
        person.persona().kind == Persona.Kind.VISITOR ? "NONE" : "ringfence_" + person.role(),
        sql);
  }

  /** What a query brings, in a transaction of its own, as the role that the person has. */
  Attempt rows(String context, String sql) {
    return query(context, "ringfence_" + person.role(), sql);
  }

  /** A call of one of the service's functions with a context, as the login itself. */
  Attempt call(String function, String context) {
    return query(context, "NONE", "SELECT t::text FROM " + function + "('" + context + "') AS t");
  }

  /**
   * A change as the role that the person has, taken back again.
   *
   * @return how many rows it met, or -1 where it was refused
   */
  int change(String context, String sql) {
    return change(context, "ringfence_" + person.role(), sql);
  }

  private int change(String context, String role, String sql) {
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL ROLE " + role);
        bind(context);
        return statement.executeUpdate(sql);
      } catch (SQLException e) {
        return -1;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new LabException("the lab's database does not answer", e);
    }
  }

  /** Whether a role can be taken. */
  boolean becomes(String role) {
    return query("", "\"" + role + "\"", "SELECT '1'").refused().isEmpty();
  }

  /**
   * A change in the role that the service itself would take, taken back again.
   *
   * @return how many rows it met, or -1 where it was refused
   */
  int changed(String context, String sql) {
    return change(
        context,
        person.persona().kind == Persona.Kind.VISITOR ? "NONE" : "ringfence_" + person.role(),
        sql);
  }

  private Attempt query(String context, String role, String sql) {
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL ROLE " + role);
        bind(context);
        List<String> rows = new ArrayList<>();
        try (ResultSet all = statement.executeQuery(sql)) {
          while (all.next()) {
            rows.add(all.getString(1));
          }
        }
        return new Attempt(rows, "");
      } catch (SQLException e) {
        return new Attempt(List.of(), String.valueOf(e.getSQLState()));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new LabException("the lab's database does not answer", e);
    }
  }

  private void bind(String context) throws SQLException {
    if (!context.isEmpty()) {
      try (PreparedStatement bind =
          connection.prepareStatement("SELECT set_config('ringfence.context', ?, true)")) {
        bind.setString(1, context);
        bind.execute();
      }
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
