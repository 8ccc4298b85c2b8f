package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What one tenant's work can leave behind for the next tenant's on the same connection: nothing.
 * Subclasses put a pooler in between, or take another server.
 */
class CleanHandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final long seed = Long.getLong("ringfence.seed", 20261121L);
  private final Vertx vertx = Vertx.vertx();
  private TenantWorld world;

  /** The settings of the service for a database. */
  DatabaseSettings settings(TestDatabase database) {
    return database.settings();
  }

  /** The server to try. */
  TestDatabase create() {
    return TestDatabases.create();
  }

  /** How often the work of two tenants takes turns for each residue. */
  int alternations() {
    return 1_000;
  }

  @BeforeEach
  void open() {
    world = TenantWorld.on(create(), 64);
    System.out.println("  clean hands with -Dringfence.seed=" + seed);
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  private TenantDatabase database(int connections) {
    return new TenantDatabase(
        vertx, settings(world.database()).withConnections(connections), Clock.systemUTC());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftOnTheOneConnectionThatTwoTenantsShare(Residue residue) {
    try (TenantDatabase tenants = database(1)) {
      Interruption interruption = new Interruption(tenants, world, new Random(seed));
      for (int i = 0; i < alternations(); i++) {
        leave(tenants, i % 2, residue, i % 4 < 2);
        if (i % 50 == 49) {
          interruption.happens(i % 2);
        }
        int other = (i + 1) % 2;
        assertThat(look(tenants, other, residue))
            .isEqualTo(residue.cleanFor(world.numberOf(other)));
      }
    }
  }

  @Test
  void nothingIsLeftOnEightConnectionsThatEverybodyShares() throws InterruptedException {
    var seen = new ConcurrentLinkedQueue<String>();
    AtomicInteger looks = new AtomicInteger();
    int each = alternations() * Residue.values().length / 16;
    try (TenantDatabase tenants = database(8)) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        // Neighbouring seeds begin alike, and everybody would be interrupted at once.
        Random random = new Random(new SplittableRandom(seed + thread).nextLong());
        int tenant = thread;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      Interruption interruption = new Interruption(tenants, world, random);
                      for (int i = 0; i < each; i++) {
                        Residue residue = Residue.values()[i % Residue.values().length];
                        leave(tenants, tenant, residue, random.nextBoolean());
                        if (random.nextInt(100) == 0) {
                          interruption.happens(tenant);
                        }
                        String found = look(tenants, tenant + 16, residue);
                        looks.incrementAndGet();
                        if (!found.equals(residue.cleanFor(world.numberOf(tenant + 16)))) {
                          seen.add(residue + ": " + found);
                        }
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(seen).isEmpty();
    assertThat(looks).hasValue(16 * each);
  }

  @Test
  void eachOfSixtyFourTenantsSeesOnlyItsOwnInAThousandPiecesOfWork() throws InterruptedException {
    var foreign = new ConcurrentLinkedQueue<String>();
    AtomicInteger rows = new AtomicInteger();
    try (TenantDatabase tenants = database(8)) {
      List<Thread> threads = new ArrayList<>();
      for (int tenant = 0; tenant < 64; tenant++) {
        int own = tenant;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < alternations(); i++) {
                        for (String number : numbersAtLast(tenants, own)) {
                          rows.incrementAndGet();
                          if (!number.equals(world.numberOf(own))) {
                            foreign.add(own + " saw " + number);
                          }
                        }
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(foreign).isEmpty();
    assertThat(rows).hasValue(64 * alternations());
  }

  /** A lost answer must not be taken for a written row. */
  @Test
  void failedStatementThatTheWorkSwallowedIsNoCommit() {
    try (TenantDatabase tenants = database(1)) {
      UUID id = UUID.randomUUID();
      assertThatThrownBy(
              () ->
                  tenants.inTransaction(
                      world.customer(0),
                      Access.WRITE,
                      connection -> {
                        connection.query(
                            "INSERT INTO demo.invoice (tenant_id, customer_id, id, number) VALUES"
                                + " ($1, $2, $3, 'new')",
                            world.customer(0).tenant(),
                            world.customer(0).subject(),
                            id);
                        try {
                          connection.query("SELECT 1 / 0");
                        } catch (DatabaseException swallowed) {
                          assertThat(swallowed.kind()).isEqualTo(DatabaseException.Kind.INVALID);
                        }
                        return id;
                      }))
          .isInstanceOf(DatabaseException.class);
      assertThat(numbers(tenants, 0)).containsExactly(world.numberOf(0));
    }
  }

  /** Else it could also cut the wiping behind the commit. */
  @Test
  void limitThatSqlLeftDoesNotCutTheCommit() {
    world
        .database()
        .execute(
            """
            CREATE FUNCTION demo.slow() RETURNS trigger LANGUAGE plpgsql
              AS 'BEGIN PERFORM pg_sleep(0.4); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON demo.invoice
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION demo.slow()""");
    try (TenantDatabase tenants = database(1)) {
      tenants.inTransaction(
          world.customer(0),
          Access.WRITE,
          connection -> {
            connection.queryDeclared(
                "INSERT INTO demo.invoice (tenant_id, customer_id, id, number) VALUES ($1, $2, $3,"
                    + " 'new')",
                List.of(world.customer(0).tenant(), world.customer(0).subject(), UUID.randomUUID()),
                LIMIT);
            return connection.queryDeclared(
                "SELECT set_config('statement_timeout', '200', false)", List.of(), LIMIT);
          });
      assertThat(numbers(tenants, 0)).containsExactlyInAnyOrder(world.numberOf(0), "new");
    }
  }

  private List<String> numbers(TenantDatabase tenants, int tenant) {
    return tenants.read(world.customer(tenant), "SELECT number FROM demo.invoice").stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** On a machine that is very busy, who waited for a connection in vain asks again. */
  private List<String> numbersAtLast(TenantDatabase tenants, int tenant) {
    for (int again = 0; again < 20; again++) {
      try {
        return numbers(tenants, tenant);
      } catch (DatabaseException e) {
        assertThat(e.kind())
            .isIn(DatabaseException.Kind.TIMEOUT, DatabaseException.Kind.UNAVAILABLE);
      }
    }
    throw new AssertionError("asked twenty times in vain");
  }

  /** In one transaction, or each statement in one of its own. */
  private void leave(TenantDatabase tenants, int tenant, Residue residue, boolean together) {
    if (together) {
      leave(tenants, tenant, residue);
      return;
    }
    for (String sql : residue.leave()) {
      try {
        tenants.readDeclared(
            world.customer(tenant),
            // What is no query reaches such a transaction inside of a function.
            sql.startsWith("SELECT") ? sql : "SELECT demo.run($stash$" + sql + "$stash$)",
            List.of(),
            LIMIT);
      } catch (DatabaseException e) {
        // Left or refused: the one who looks will see.
        assertThat(e.kind()).isNotNull();
      }
    }
  }

  private void leave(TenantDatabase tenants, int tenant, Residue residue) {
    try {
      tenants.inTransaction(
          world.customer(tenant),
          Access.WRITE,
          connection -> {
            for (String sql : residue.leave()) {
              connection.queryDeclared(sql, List.of(), LIMIT);
            }
            return residue;
          });
    } catch (DatabaseException e) {
      // Left or refused: the one who looks will see.
      assertThat(e.kind()).isNotNull();
    }
  }

  /** On a machine that is very busy, what took its whole limit and showed nothing looks again. */
  private String look(TenantDatabase tenants, int tenant, Residue residue) {
    for (int again = 0; again < 5; again++) {
      long begin = System.nanoTime();
      String seen = lookOnce(tenants, tenant, residue);
      boolean ownLimit = System.nanoTime() - begin >= LIMIT.toNanos();
      if (!ownLimit || !seen.equals("database_timeout")) {
        return seen;
      }
    }
    return "looked five times in vain";
  }

  private String lookOnce(TenantDatabase tenants, int tenant, Residue residue) {
    try {
      return tenants.inTransaction(
          world.customer(tenant),
          Access.READ,
          connection -> {
            String seen = "nothing";
            for (String sql : residue.look()) {
              for (Row row : connection.queryDeclared(sql, List.of(), LIMIT)) {
                seen = String.valueOf(row.getValue(0));
              }
            }
            return seen;
          });
    } catch (DatabaseException e) {
      return e.kind() == DatabaseException.Kind.INVALID ? Residue.REFUSED : e.code();
    }
  }
}
