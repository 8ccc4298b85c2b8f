package dev.ringfence.protect;

import dev.ringfence.embedded.OtherPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same styles of schema, on the newest server that the service runs on. */
class TableProtectionOnNewestTest extends TableProtectionTest {
  private static OtherPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = OtherPostgres.newest();
  }

  @Override
  OperatorDatabase create(SchemaStyle style) {
    return style.on(postgres.database());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }
}
