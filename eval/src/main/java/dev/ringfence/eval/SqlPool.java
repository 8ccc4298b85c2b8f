package dev.ringfence.eval;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.Principal;
import dev.ringfence.database.SealKey;
import dev.ringfence.database.TenantDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The service's own pool with one connection for each login, so that whoever borrows next has the
 * connection that the random SQL ran on.
 */
final class SqlPool implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final Duration PATIENT = Duration.ofSeconds(5);

  /** What the next borrower looks at; each has to look as it did before anything ran. */
  private static final List<String> CARRIERS =
      List.of(
          "SELECT coalesce(current_setting('app.stash', true), '')",
          "SELECT current_user || ' ' || session_user",
          "SELECT current_setting('search_path')",
          "SELECT current_setting('lock_timeout') || current_setting('row_security')",
          "SELECT current_setting('transaction_isolation')",
          "SELECT count(*)::text FROM pg_cursors",
          "SELECT count(*)::text FROM pg_prepared_statements WHERE from_sql",
          "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
          "SELECT count(*)::text FROM pg_listening_channels()",
          "SELECT count(*)::text FROM pg_class WHERE relnamespace = pg_my_temp_schema()",
          "SELECT lastval()::text",
          "SELECT count(*)::text FROM ringfence.chunk",
          "SELECT split_part(current_setting('ringfence.context'), '|', 4)");

  private static final Set<String> BUSY =
      Set.of(DatabaseException.Kind.TIMEOUT.name(), DatabaseException.Kind.UNAVAILABLE.name());

  private final Vertx vertx = Vertx.vertx();
  private final TenantDatabase database;
  private final Principal principal;
  private final Principal next;
  private final List<String> clean;

  /** Takes back what random SQL did. */
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param next who borrows the connection afterwards
   */
  SqlPool(Experiment lab, Person person, Person next) {
    this.database =
        new TenantDatabase(
            vertx,
            new DatabaseSettings(
                lab.database.admin().withLogin("ringfence_app", InProcessService.APP_PASSWORD),
                lab.database
                    .admin()
                    .withLogin("ringfence_public", InProcessService.PUBLIC_PASSWORD),
                new SealKey(1, lab.sealSecret),
                1),
            Clock.systemUTC());
    this.principal = principal(person, person.subject());
    this.next =
        person.persona().kind == Persona.Kind.VISITOR
            ? principal(person, new UUID(0x4000, 7))
            : principal(next, next.subject());
    this.clean = looks();
  }

  private static Principal principal(Person person, UUID subject) {
    return switch (person.persona().kind) {
      case VISITOR -> new Principal.Visitor(person.tenant(), subject);
      case CUSTOMER -> new Principal.Customer(person.tenant(), subject);
      case STAFF -> new Principal.Staff(person.tenant(), subject);
    };
  }

  /**
   * Runs statements on the connection of a transaction of the service's.
   *
   * @param keeps whether the transaction, which then only reads, ends well
   * @return all that was shown; errors say nothing there
   */
  String run(List<String> statements, boolean keeps) {
    StringBuilder shown = new StringBuilder();
    try {
      database.inTransaction(
          principal,
          keeps ? Access.READ : Access.WRITE,
          connection -> {
            for (String sql : statements) {
              for (Row row : connection.queryDeclared(sql, List.of(), LIMIT)) {
                shown.append(row.deepToString()).append('\n');
              }
            }
            if (!keeps) {
              throw new TakenBack();
            }
            return shown;
          });
    } catch (RuntimeException e) {
      // Refused, taken back, or of a type that the driver does not read.
      shown.append(e.getMessage());
    }
    return shown.toString();
  }

  /** Some work of the service's, with which it brings the next sealing key when it is time. */
  void work() {
    var _ = look(CARRIERS.getFirst());
  }

  /** What the next borrower sees that it did not see before. */
  List<String> left() {
    List<String> found = new ArrayList<>();
    List<String> now = looks();
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).equals(clean.get(i))) {
        found.add(CARRIERS.get(i) + " was " + clean.get(i) + " and is " + now.get(i));
      }
    }
    return found;
  }

  private List<String> looks() {
    return CARRIERS.stream().map(this::look).toList();
  }

  /** On a machine that is very busy, who got no answer in time asks again. */
  private String look(String sql) {
    String seen = lookOnce(sql);
    for (int again = 0; again < 5 && BUSY.contains(seen); again++) {
      seen = lookOnce(sql);
    }
    return seen;
  }

  private String lookOnce(String sql) {
    try {
      return database.inTransaction(
          next,
          Access.READ,
          connection ->
              connection.queryDeclared(sql, List.of(), PATIENT).iterator().next().getString(0));
    } catch (DatabaseException e) {
      return e.kind().name();
    }
  }

  @Override
  public void close() {
    database.close();
    vertx.close();
  }
}
