package dev.ringfence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.database.PostgresUri;
import java.io.IOException;
import java.nio.file.Path;

/** The {@code state.json} of a running instance. */
final class StateFile {
  private StateFile() {}

  /** The superuser's way to its database. */
  static PostgresUri database(Path data) {
    try {
      return PostgresUri.parse(
          new ObjectMapper()
              .readTree(data.resolve("state.json").toFile())
              .path("adminDatabaseUri")
              .asText());
    } catch (IOException e) {
      throw new BenchException("the instance does not say where its database is", e);
    }
  }
}
