package dev.ringfence.database;

import dev.ringfence.embedded.OtherPostgres;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/** The same statements, planned by the newest server that the service runs on. */
class SingleReadOnNewestTest extends SingleReadTest {
  private final OtherPostgres postgres = OtherPostgres.newest();

  @Override
  TestDatabase create() {
    return postgres.database();
  }

  @AfterAll
  void stop() {
    postgres.close();
  }
}
