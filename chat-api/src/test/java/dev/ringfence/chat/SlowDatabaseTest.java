package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that answers late is no reason not to start. */
class SlowDatabaseTest {
  /** Longer than one look may take, which is 30 seconds, and shorter than two. */
  private static final Duration LATE = Duration.ofSeconds(45);

  private final TestDatabase database =
      TestDatabases.create("ringfence_demo_template", ServiceWorld::fill);

  @Test
  void aDatabaseThatIsSlowAtFirstIsLookedAtAgain() throws Exception {
    try (Connection keeper = keysTaken()) {
      Thread.ofVirtual().start(() -> release(keeper));
      try (ServiceWorld world = new ServiceWorld(database, Optional.empty(), true)) {
        assertThat(world.request("GET", "/readyz", null, null, "*/*").statusCode()).isEqualTo(200);
      }
    }
  }

  /** Every context is read with the keys, which nobody else can read until this ends. */
  private Connection keysTaken() throws SQLException {
    Connection keeper = database.admin().connect();
    keeper.setAutoCommit(false);
    try (Statement statement = keeper.createStatement()) {
      statement.execute("LOCK TABLE ringfence.seal_key IN ACCESS EXCLUSIVE MODE");
    }
    return keeper;
  }

  private static void release(Connection keeper) {
    try {
      Thread.sleep(LATE);
      keeper.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
