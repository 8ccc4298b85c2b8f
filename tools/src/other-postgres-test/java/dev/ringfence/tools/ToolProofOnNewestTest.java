package dev.ringfence.tools;

import dev.ringfence.embedded.OtherPostgres;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/** The same tools, read by the newest server that the service runs on. */
class ToolProofOnNewestTest extends ToolProofTest {
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
