package dev.ringfence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresTest {
  @TempDir private Path folder;

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(
        new PostgresInstaller(PostgresInstaller.defaultCache(), what -> {}).install(),
        folder.resolve("instance"),
        Map.of());
  }

  private static long number(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.admin().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aServerThatCannotEndInGoodOrderIsEndedAllTheSameAndKeepsWhatWasCommitted()
      throws SQLException, IOException, InterruptedException {
    EmbeddedPostgres first = start();
    List<ProcessHandle> all = processes(first);
    try (Connection connection = first.admin().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 7 AS number");
    }
    long checkpointer =
        number(first, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(checkpointer)).start().waitFor())
        .isZero();

    first.close();

    assertThat(all).hasSizeGreaterThan(3);
    for (int i = 0; i < 50 && all.stream().anyMatch(EmbeddedPostgresTest::isRunning); i++) {
      Thread.sleep(20);
    }
    assertThat(all).noneMatch(EmbeddedPostgresTest::isRunning);
    try (EmbeddedPostgres second = start()) {
      assertThat(number(second, "SELECT number FROM kept")).isEqualTo(7);
    }
  }

  private static List<ProcessHandle> processes(EmbeddedPostgres postgres) {
    return Stream.concat(Stream.of(postgres.process()), postgres.process().descendants()).toList();
  }

  /** Whether a process still runs; one that has ended and that nobody asked for yet does not. */
  private static boolean isRunning(ProcessHandle process) {
    try {
      String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !state.substring(state.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }
}
