package dev.ringfence.protect;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Brings tables of an operator's own database inside the fence, as its administrator. Planning
 * changes nothing; applying is one transaction, in which the plan is made anew under the table's
 * lock and looked at again when it is done.
 */
public final class TableProtection {
  private final PostgresUri admin;

  public TableProtection(PostgresUri admin) {
    this.admin = admin;
  }

  /** How a plan is made, inside a transaction. */
  @FunctionalInterface
  private interface Planning {
    ProtectionPlan plan(ProtectionPlanner planner) throws SQLException;
  }

  /** A script that brings the table inside. */
  public ProtectOutcome plan(ProtectRequest request) {
    return planned(planner -> planner.plan(request));
  }

  public ProtectOutcome apply(ProtectRequest request) {
    return applied(planner -> planner.plan(request));
  }

  /** A script that makes the table what it was. */
  public ProtectOutcome planUndo(String table) {
    return planned(planner -> planner.planUndo(table));
  }

  public ProtectOutcome applyUndo(String table) {
    return applied(planner -> planner.planUndo(table));
  }

  /**
   * What {@link #plan} says to each request, in their order, over one connection.
   *
   * @param done is told how many have been planned
   */
  public List<ProtectOutcome> planAll(List<ProtectRequest> requests, IntConsumer done) {
    List<ProtectOutcome> outcomes = new ArrayList<>();
    try (Connection connection = begin()) {
      for (ProtectRequest request : requests) {
        outcomes.add(planned(connection, planner -> planner.plan(request)));
        done.accept(outcomes.size());
      }
    } catch (ProtectRefusedException | SQLException e) {
      while (outcomes.size() < requests.size()) {
        outcomes.add(refused(e));
      }
    }
    return List.copyOf(outcomes);
  }

  private ProtectOutcome planned(Planning planning) {
    try (Connection connection = begin()) {
      return planned(connection, planning);
    } catch (ProtectRefusedException | SQLException e) {
      return refused(e);
    }
  }

  private static ProtectOutcome planned(Connection connection, Planning planning)
      throws SQLException {
    ProtectOutcome outcome;
    try {
      ProtectionPlan plan = planning.plan(new ProtectionPlanner(connection));
      outcome =
          plan.isEmpty()
              ? new ProtectOutcome.NothingToDo(plan.notes())
              : new ProtectOutcome.Planned(plan.script());
    } catch (ProtectRefusedException | SQLException e) {
      outcome = refused(e);
    }
    connection.rollback();
    return outcome;
  }

  private static ProtectOutcome refused(Exception failure) {
    return switch (failure) {
      case ProtectRefusedException e -> new ProtectOutcome.Refused(e.reasons());
      case SQLException e -> new ProtectOutcome.Refused(List.of(reason(e)));
      default -> throw new IllegalArgumentException(failure);
    };
  }

  private ProtectOutcome applied(Planning planning) {
    try (Connection connection = begin()) {
      ProtectionPlan plan = planning.plan(new ProtectionPlanner(connection));
      connection.rollback();
      if (plan.isEmpty()) {
        return new ProtectOutcome.NothingToDo(plan.notes());
      }
      runBeforehand(connection, plan);
      return applyLocked(connection, plan, planning);
    } catch (ProtectRefusedException e) {
      return new ProtectOutcome.Refused(e.reasons());
    } catch (SQLException e) {
      return new ProtectOutcome.Refused(List.of(reason(e)));
    }
  }

  private Connection begin() throws SQLException {
    Connection connection = admin.connect();
    try (Statement statement = connection.createStatement()) {
      // Filtered rows would be counted as none: an error is better.
      statement.execute("SET row_security = off");
      statement.execute("SET lock_timeout = '" + ProtectionPlan.LOCK_TIMEOUT + "'");
      if (!isMigrated(connection)) {
        throw new ProtectRefusedException(
            "this database has no schema of ringfence of this version: run `ringfence migrate` first");
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isMigrated(Connection connection) throws SQLException {
    return Rows.of(
            connection,
            row -> row.getBoolean(1),
            "SELECT pg_catalog.to_regclass('ringfence.protected_table') IS NOT NULL")
        .getFirst();
  }

  private static void runBeforehand(Connection connection, ProtectionPlan plan)
      throws SQLException {
    if (!plan.beforehand().isEmpty()) {
      connection.setAutoCommit(true);
      execute(connection, plan.beforehand());
      connection.setAutoCommit(false);
    }
  }

  private static ProtectOutcome applyLocked(
      Connection connection, ProtectionPlan first, Planning planning) throws SQLException {
    execute(connection, first.preamble());
    ProtectionPlan plan = planning.plan(new ProtectionPlanner(connection));
    execute(connection, plan.statements());
    ProtectionPlan left = planning.plan(new ProtectionPlanner(connection));
    if (!left.isEmpty()) {
      connection.rollback();
      return new ProtectOutcome.Refused(
          List.of(
              "the table did not become what was planned, so nothing was changed; what was left: "
                  + SqlText.shown(String.join("; ", left.statements()))));
    }
    connection.commit();
    return new ProtectOutcome.Applied(plan.notes(), plan.statements().size());
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Names are the operator's: a brace or a question mark in one is no JDBC syntax.
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String reason(SQLException failure) {
    return switch (String.valueOf(failure.getSQLState())) {
      case "55P03" ->
          "the table is in use and its lock was not to be had within "
              + ProtectionPlan.LOCK_TIMEOUT
              + "; nothing was changed. Try again at a quieter moment, or end what holds it";
      case "42501" ->
          "the administrator's login may not do it (it has to own the table or be a superuser, and to"
              + " read every row); nothing was changed: "
              + oneLine(failure);
      case "23502" -> "a row without an owner came in between; nothing was changed";
      default -> "the database refused, and nothing was changed: " + oneLine(failure);
    };
  }

  private static String oneLine(SQLException failure) {
    return SqlText.shown(
        String.valueOf(failure.getMessage()).lines().findFirst().orElse("it did not say why"));
  }
}
