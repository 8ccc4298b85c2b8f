package dev.ringfence.proposal;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.redaction.Redactor;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database as its administrator, in transactions that only read, and proposes. The schema
 * is read once; asked again with other choices it guesses anew.
 */
public final class Proposer {
  private final PostgresUri admin;
  private final Redactor redactor;
  private final Progress progress;
  private final Map<TableId, Map<String, Sampled>> samples = new HashMap<>();
  private @Nullable Schema schema;

  /** Is told how far the work is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param done tables that were looked at
     * @param all tables that are to be looked at
     */
    void tables(int done, int all);
  }

  /**
   * @param redactor says what sampled values are
   */
  public Proposer(PostgresUri admin, Redactor redactor, Progress progress) {
    this.admin = admin;
    this.redactor = redactor;
    this.progress = progress;
  }

  /**
   * A proposal for what somebody chose.
   *
   * @param keepRoles roles of their application that go on reading and writing every row
   * @throws ProposalException for what cannot be, such as a column that no table has
   * @throws SQLException where the database cannot be read
   */
  public Proposal propose(Choices choices, Set<String> keepRoles) throws SQLException {
    try (Connection connection = admin.connect()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET search_path = pg_catalog, pg_temp");
        statement.execute("SET statement_timeout = '5s'");
      }
      Schema read = schema == null ? new SchemaReader(connection).read() : schema;
      schema = read;
      Proposal proposal = propose(connection, read, choices, keepRoles);
      connection.rollback();
      return proposal;
    }
  }

  private Proposal propose(
      Connection connection, Schema read, Choices choices, Set<String> keepRoles)
      throws SQLException {
    new ChoiceCheck(read).check(choices);
    Verdicts deciding = new Verdicts(read, choices);
    List<Verdict> verdicts = deciding.all();
    List<Verdict.Protect> inside =
        verdicts.stream()
            .filter(Verdict.Protect.class::isInstance)
            .map(Verdict.Protect.class::cast)
            .toList();
    Subject subject = new Subject(redactor);
    List<TableProposal> tables = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      tables.add(proposal(connection, subject, inside.get(i), i + 1));
      progress.tables(i + 1, inside.size());
    }
    return new Proposal(
        read,
        verdicts,
        tables,
        new Questions(verdicts, deciding.tenant(), deciding.owner()).all(),
        ChoiceCheck.warnings(inside),
        keepRoles.isEmpty() ? Map.of() : users(connection, keepRoles));
  }

  private TableProposal proposal(
      Connection connection, Subject subject, Verdict.Protect verdict, int number)
      throws SQLException {
    ColumnGuesses guesses = new ColumnGuesses(verdict);
    Map<String, Sampled> sampled = samples.get(verdict.table().id());
    if (sampled == null) {
      sampled =
          new SampleReader(connection, redactor).read(verdict.table(), guesses.worthSampling());
      samples.put(verdict.table().id(), sampled);
    }
    List<ColumnGuess> columns = guesses.all(sampled);
    return new TableProposal(
        verdict, columns, new ToolDrafter(subject, verdict, columns, number).drafts());
  }

  /** Which of some roles hold a right on a table today. */
  private static Map<TableId, Set<String>> users(Connection connection, Set<String> roles)
      throws SQLException {
    Map<TableId, Set<String>> users = new HashMap<>();
    Array names = connection.createArrayOf("text", roles.toArray());
    try (PreparedStatement statement = connection.prepareStatement(SchemaQueries.USERS)) {
      statement.setArray(1, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          users
              .computeIfAbsent(
                  new TableId(rows.getString("nspname"), rows.getString("relname")),
                  _ -> new TreeSet<>())
              .add(rows.getString("rolname"));
        }
      }
    }
    return users;
  }
}
