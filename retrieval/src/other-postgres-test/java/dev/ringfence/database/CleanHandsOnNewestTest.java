package dev.ringfence.database;

import dev.ringfence.embedded.OtherPostgres;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same residues, in sessions of the newest server that the service runs on. */
class CleanHandsOnNewestTest extends CleanHandsTest {
  private static OtherPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = OtherPostgres.newest();
  }

  @Override
  TestDatabase create() {
    return postgres.database();
  }

  @Override
  int alternations() {
    return 100;
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }
}
