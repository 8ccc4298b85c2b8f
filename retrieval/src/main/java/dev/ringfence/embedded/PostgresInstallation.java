package dev.ringfence.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The programs of a PostgreSQL that has pgvector.
 *
 * @param bin the folder with {@code initdb}, {@code postgres} and {@code pg_ctl}
 */
public record PostgresInstallation(Path bin) {

  Path program(String name) {
    return bin.resolve(name);
  }

  /**
   * What the machine itself has: Debian's and Ubuntu's packages, or Homebrew's. PostgreSQL 17 comes
   * first, since the service is tried most with it.
   */
  static Optional<PostgresInstallation> ofMachine() {
    for (int version : new int[] {17, 18, 16, 15}) {
      List<Path[]> places =
          List.of(
              new Path[] {
                Path.of("/usr/lib/postgresql/" + version + "/bin"),
                Path.of("/usr/share/postgresql/" + version + "/extension")
              },
              new Path[] {
                Path.of("/opt/homebrew/opt/postgresql@" + version + "/bin"),
                Path.of("/opt/homebrew/share/postgresql@" + version + "/extension")
              },
              new Path[] {
                Path.of("/usr/local/opt/postgresql@" + version + "/bin"),
                Path.of("/usr/local/share/postgresql@" + version + "/extension")
              });
      for (Path[] place : places) {
        if (Files.isExecutable(place[0].resolve("postgres"))
            && Files.exists(place[1].resolve("vector.control"))) {
          return Optional.of(new PostgresInstallation(place[0]));
        }
      }
    }
    return Optional.empty();
  }
}
