package dev.ringfence.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code fence.tsv} to what the migrations make. */
final class FenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("ringfence.build.root"))
          .resolve("retrieval/src/main/resources/dev/ringfence/doctor/fence.tsv");

  private static final String REFRESH =
      "mvn -pl retrieval -am test -Dtest=FenceTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dringfence.fence.refresh=true";

  @Test
  void fenceIsWhatTheMigrationsMake() throws SQLException, IOException {
    String made = made();
    if (Boolean.getBoolean("ringfence.fence.refresh")) {
      Files.writeString(FILE, made);
    }
    assertThat(Files.readString(FILE, UTF_8))
        .as("migrations make another schema than fence.tsv says; look at it, then run: %s", REFRESH)
        .isEqualTo(made);
  }

  private static String made() throws SQLException {
    try (Connection connection = TestDatabases.create().admin().connect()) {
      String query = Rulebook.standard().facts().before(FenceReading.QUERY);
      return JdbcCatalogue.open(connection).ask(query).stream()
          .map(row -> String.join("\t", row) + "\n")
          .collect(Collectors.joining());
    }
  }
}
