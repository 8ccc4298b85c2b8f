package dev.ringfence.bench;

import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** The PostgreSQL of one part of a benchmark, alike for all of them. */
final class BenchPostgres {
  private BenchPostgres() {}

  /** Starts one in a folder of its own. */
  static EmbeddedPostgres start(Path folder, Consumer<String> progress) {
    return start(folder, progress, Map.of("shared_buffers", "64MB"));
  }

  /** The same with other settings of the server. */
  static EmbeddedPostgres start(
      Path folder, Consumer<String> progress, Map<String, String> settings) {
    return EmbeddedPostgres.start(
        new PostgresInstaller(PostgresInstaller.defaultCache(), progress::accept).install(),
        folder,
        settings);
  }
}
