package dev.ringfence.bench;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.SealKey;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.proposal.Choices;
import dev.ringfence.proposal.Proposal;
import dev.ringfence.proposal.Proposer;
import dev.ringfence.protect.TableProtection;
import dev.ringfence.redaction.Redactor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures what `init` does to a database of 200 tables with 200 rows each: the schema read, values
 * sampled, tools proposed, and each table planned as `protect` would.
 */
final class InitBench {
  private static final int TABLES = 200;
  private static final String PASSWORD = "of-the-benchmark";

  private static final String FILL =
      """
      CREATE SCHEMA many;
      CREATE TABLE many.organizations (id bigint PRIMARY KEY);
      CREATE TABLE many.customers (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES many.organizations, email text);
      INSERT INTO many.organizations SELECT generate_series(1, 10);
      INSERT INTO many.customers SELECT n, mod(n, 10) + 1, 'c' || n || '@shop.example' FROM generate_series(1, 50) AS n;
      DO $$
      BEGIN
        FOR i IN 1..%d LOOP
          EXECUTE format('CREATE TABLE many.thing_%%s (id bigserial PRIMARY KEY, org_id bigint NOT NULL'
            ' REFERENCES many.organizations, customer_id bigint NOT NULL REFERENCES many.customers, number text'
            ' NOT NULL, state text NOT NULL CHECK (state IN (''open'', ''paid'')), total numeric NOT NULL,'
            ' contact_email text, remark text, delivery text, reason text, created_at timestamptz NOT NULL DEFAULT now())', i);
          EXECUTE format('INSERT INTO many.thing_%%s (org_id, customer_id, number, state, total, contact_email, remark,'
            ' delivery, reason) SELECT mod(n, 10) + 1, mod(n, 50) + 1, ''N-'' || n, ''open'', n, ''c@shop.example'','
            ' ''They asked for the blue one, and to be called before noon, order '' || n,'
            ' ''write to c'' || n || ''@shop.example'', md5(n::text) FROM generate_series(1, 200) AS n', i);
        END LOOP;
      END
      $$;
      ANALYZE"""
          .formatted(TABLES - 2);

  private final Path folder;
  private final Consumer<String> progress;

  InitBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (EmbeddedPostgres postgres = BenchPostgres.start(folder.resolve("init"), progress)) {
      progress.accept(TABLES + " tables");
      PostgresUri admin = postgres.admin();
      new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, new SealKey(1, new byte[32]));
      execute(admin);
      List<Sample> times = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        progress.accept("init: round " + round);
        times.add(new Sample(List.of(propose(admin))));
      }
      Series proposed = Series.of("init, " + TABLES + " tables, s", Series.Unit.SECONDS, times);
      draft.add(proposed);
      draft.goal("init on " + TABLES + " tables", 10, proposed, proposed.all().median());
    }
  }

  private static void execute(PostgresUri admin) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(FILL);
    } catch (SQLException e) {
      throw new BenchException("the tables could not be made", e);
    }
  }

  /** In seconds; the first of a process is counted too, as it is what a command does. */
  private static double propose(PostgresUri admin) {
    long begin = System.nanoTime();
    try {
      Proposal proposal =
          new Proposer(admin, Redactor.standard(), (_, _) -> {}).propose(Choices.NONE, Set.of());
      var planned =
          new TableProtection(admin).planAll(List.copyOf(proposal.requests().values()), _ -> {});
      if (planned.size() != TABLES || proposal.toolFile().isEmpty()) {
        throw new BenchException("it proposed " + planned.size() + " tables");
      }
      return (System.nanoTime() - begin) / 1e9;
    } catch (SQLException e) {
      throw new BenchException("the database could not be read", e);
    }
  }
}
