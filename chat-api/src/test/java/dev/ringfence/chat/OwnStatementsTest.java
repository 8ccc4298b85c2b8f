package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Behind the service's own statements a session is not wiped, since they leave nothing in it: here
 * every route is used, and then every connection is looked at.
 */
class OwnStatementsTest {
  private static final Principal.Customer NOBODY =
      new Principal.Customer(new UUID(0, 0), new UUID(0, 0));

  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void nothingIsLeftInAnySession() throws InterruptedException {
    List<String> tokens =
        List.of(
            world.tokenOf("acme", "ana"),
            world.tokenOf("acme", "sam"),
            world.tokenOf("globex", "gil"),
            world.visitorToken("pk_demo_acme"));
    for (String token : tokens) {
      String conversation =
          world.ask(token, "What are your opening hours?").get("conversation").asText();
      world.chat(token, conversation, "Which invoices are open?", "text/event-stream");
      Completions completions = new Completions(world, token);
      completions.asks("What are your opening hours?");
      completions.asks("And on Sundays?");
      for (String path : List.of("/v1/me", "/v1/models", "/v1/conversations")) {
        world.request("GET", path, token, null, "application/json");
      }
      String own = "/v1/conversations/" + conversation;
      assertThat(world.request("GET", own, token, null, "application/json").statusCode())
          .isEqualTo(200);
      assertThat(world.request("DELETE", own, token, null, "application/json").statusCode())
          .isEqualTo(204);
      assertThat(world.request("GET", own, token, null, "application/json").statusCode())
          .isEqualTo(404);
      assertThat(leftInSessions(NOBODY)).isEmpty();
      assertThat(leftInSessions(new Principal.Visitor(new UUID(0, 0), new UUID(0, 0)))).isEmpty();
    }
  }

  /** What an own statement leaves is found, and none of them is wiped behind. */
  @Test
  void residueWouldBeSeen() throws InterruptedException {
    try (ServiceWorld other = new ServiceWorld(Optional.empty(), false)) {
      other
          .service
          .database()
          .inTransaction(
              NOBODY,
              Access.READ,
              connection ->
                  connection
                      .query("SELECT pg_advisory_lock(1), set_config('lock_timeout', '7s', false)")
                      .size());
      assertThat(leftInSessions(other, NOBODY)).containsExactly("lock", "lock_timeout");
    }
  }

  private static Set<String> leftInSessions(Principal principal) throws InterruptedException {
    return leftInSessions(world, principal);
  }

  /** Over as many connections at once as the pool has. */
  private static Set<String> leftInSessions(ServiceWorld world, Principal principal)
      throws InterruptedException {
    int connections = world.database.settings().connections();
    Set<String> left = new ConcurrentSkipListSet<>();
    CyclicBarrier all = new CyclicBarrier(connections);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(Thread.ofVirtual().start(() -> left.addAll(left(world, principal, all))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(all.isBroken()).isFalse();
    return left;
  }

  private static List<String> left(ServiceWorld world, Principal principal, CyclicBarrier all) {
    return world
        .service
        .database()
        .inTransaction(
            principal,
            Access.READ,
            connection -> {
              List<String> found =
                  connection
                      .query(
                          """
                          SELECT name FROM pg_settings
                           WHERE source = 'session' AND name <> 'ringfence.context'
                             AND name NOT LIKE 'transaction_%'
                          UNION ALL SELECT 'cursor' FROM pg_cursors WHERE is_holdable
                          UNION ALL SELECT 'prepared' FROM pg_prepared_statements WHERE from_sql
                          UNION ALL SELECT 'channel' FROM pg_listening_channels()
                          UNION ALL SELECT 'lock' FROM pg_locks
                           WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                          UNION ALL SELECT 'table' FROM pg_class
                           WHERE relnamespace = pg_my_temp_schema()
                          """)
                      .stream()
                      .map(row -> row.getString(0))
                      .toList();
              try {
                all.await();
              } catch (java.util.concurrent.BrokenBarrierException e) {
                throw new IllegalStateException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return found;
            });
  }
}
