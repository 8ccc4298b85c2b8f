package dev.ringfence.database;

import dev.ringfence.embedded.PgBouncer;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * The same behind a real PgBouncer in transaction mode, where a connection of the service is
 * another session of the server each time, and eight share two.
 */
class PooledCleanHandsTest extends CleanHandsTest {
  private static final int SERVERS = 2;

  private final List<PgBouncer> poolers = new ArrayList<>();

  @Override
  DatabaseSettings settings(TestDatabase database) {
    PgBouncer pooler = PgBouncer.start(SERVERS, List.of(database.app(), database.visitors()));
    poolers.add(pooler);
    DatabaseSettings direct = database.settings();
    return new DatabaseSettings(
        pooler.through(direct.app()),
        pooler.through(direct.visitors()),
        direct.sealKey(),
        direct.sealRotation(),
        direct.connections(),
        Pooler.TRANSACTION);
  }

  @AfterEach
  void stop() {
    poolers.forEach(PgBouncer::close);
  }
}
