package dev.ringfence.database;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Work that comes to a bad end: given up by its thread, killed at the server, or out of time. */
final class Interruption {
  private static final Duration LONG = Duration.ofSeconds(5);

  private final TenantDatabase tenants;
  private final TenantWorld world;
  private final Random random;

  Interruption(TenantDatabase tenants, TenantWorld world, Random random) {
    this.tenants = tenants;
    this.world = world;
    this.random = random;
  }

  void happens(int tenant) {
    switch (random.nextInt(3)) {
      case 0 -> work(tenant, "SELECT set_config('app.stash', 'late', false), pg_sleep(3)", 20);
      case 1 -> {
        String mark = UUID.randomUUID().toString();
        Thread work = Thread.ofVirtual().start(() -> sleep(tenant, mark));
        world.endBackend(mark);
        join(work);
      }
      default -> {
        String mark = UUID.randomUUID().toString();
        Thread work = Thread.ofVirtual().start(() -> sleep(tenant, mark));
        world.awaitBackend(mark);
        work.interrupt();
        join(work);
        // The server goes on until it is told; the connection must not be lent before.
        world.cancelBackend(mark);
      }
    }
  }

  private void sleep(int tenant, String mark) {
    work(
        tenant,
        "SELECT set_config('app.stash', 'late', false), pg_sleep(5) /* " + mark + " */",
        LONG.toMillis());
  }

  private void work(int tenant, String sql, long milliseconds) {
    try {
      Duration limit = Duration.ofMillis(milliseconds);
      if (random.nextBoolean()) {
        tenants.readDeclared(world.customer(tenant), sql, List.of(), limit);
      } else {
        tenants.inTransaction(
            world.customer(tenant),
            Access.WRITE,
            connection -> connection.queryDeclared(sql, List.of(), limit).size());
      }
    } catch (DatabaseException e) {
      // That is what it is for.
      if (e.kind() == DatabaseException.Kind.INVALID) {
        throw e;
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
