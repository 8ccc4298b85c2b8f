package dev.ringfence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles pgvector from Debian's source package, with the headers of the release's PostgreSQL and
 * a private package configuration: nothing on the machine changes.
 */
final class PgvectorBuild {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Path work;
  private final Path log;
  private final Progress progress;
  private final PostgresRelease release;

  PgvectorBuild(Path work, Progress progress, PostgresRelease release) {
    this.work = work;
    this.log = work.resolveSibling("pgvector-build.log");
    this.progress = progress;
    this.release = release;
  }

  /** Adds pgvector to an unpacked PostgreSQL. */
  void into(Path postgres) throws IOException {
    for (String program : List.of("apt-get", "dpkg", "gcc")) {
      if (!ShellCommand.exists(program)) {
        throw new PostgresUnavailableException(
            "pgvector must be built once and "
                + program
                + " is missing here: install PostgreSQL"
                + " 17 with pgvector (Debian 13, Ubuntu: postgresql-17-pgvector; Homebrew:"
                + " pgvector), or gcc on Debian, or set DATABASE_URL and"
                + " RINGFENCE_ADMIN_DATABASE_URL",
            null);
      }
    }
    progress.step("fetching pgvector's source and PostgreSQL's headers");
    Path parts = Files.createDirectory(work.resolve("parts"));
    Files.createDirectories(work.resolve("lists/partial"));
    Path source = Files.createDirectory(work.resolve("source"));
    writeSources(parts.resolve("debian.sources"));
    ShellCommand shell = new ShellCommand(source, log);
    shell.run(LIMIT, apt("update"));
    shell.run(LIMIT, apt("source", "--download-only", "pgvector"));
    shell.run(LIMIT, apt("download", "postgresql-server-dev-" + release.major(), "libpq-dev"));
    Path headers = work.resolve("headers");
    for (Path archive : find(source, ".deb")) {
      shell.run(LIMIT, List.of("dpkg", "-x", archive.toString(), headers.toString()));
    }
    shell.run(
        LIMIT,
        List.of(
            "tar",
            "-xzf",
            find(source, ".orig.tar.gz").getFirst().toString(),
            "--strip-components=1"));
    progress.step("compiling pgvector");
    compile(shell, source, headers);
    Path extensions = postgres.resolve("share/postgresql/extension");
    Files.copy(source.resolve("vector.so"), postgres.resolve("lib/postgresql/vector.so"));
    Files.copy(source.resolve("vector.control"), extensions.resolve("vector.control"));
    Files.copy(
        source.resolve("sql/vector.sql"),
        extensions.resolve("vector--" + release.pgvector() + ".sql"));
  }

  private void compile(ShellCommand shell, Path source, Path headers) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-O2",
                "-ftree-vectorize",
                "-fassociative-math",
                "-fno-signed-zeros",
                "-fno-trapping-math",
                "-march=native",
                "-I" + headers.resolve("usr/include/postgresql/" + release.major() + "/server"),
                "-I" + headers.resolve("usr/include/postgresql"),
                "-Isrc"));
    find(source.resolve("src"), ".c").forEach(file -> command.add(file.toString()));
    command.addAll(List.of("-o", "vector.so"));
    shell.run(LIMIT, command);
  }

  /** The machine's own package sources, pointed at the release that has the source. */
  private void writeSources(Path target) throws IOException {
    Path own = Path.of("/etc/apt/sources.list.d/debian.sources");
    if (!Files.exists(own)) {
      throw new PostgresUnavailableException(
          "pgvector can be built on Debian alone, and "
              + own
              + " is not there: install PostgreSQL"
              + " 15 to 18 with pgvector, or set DATABASE_URL and RINGFENCE_ADMIN_DATABASE_URL",
          null);
    }
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(own)) {
      if (line.startsWith("Types:")) {
        lines.add("Types: deb deb-src");
      } else if (line.startsWith("Suites:")) {
        String pocket = line.contains("-security") ? "-security" : "";
        lines.add(
            release.suites().stream()
                .map(suite -> suite + pocket)
                .collect(Collectors.joining(" ", "Suites: ", "")));
      } else {
        lines.add(line);
      }
    }
    Files.write(target, lines);
  }

  private List<String> apt(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get", "-qq",
                "-o", "Dir::Etc::SourceList=/dev/null",
                "-o", "Dir::Etc::SourceParts=" + work.resolve("parts"),
                "-o", "Dir::State::Lists=" + work.resolve("lists"),
                "-o", "Dir::Cache=" + work,
                "-o", "APT::Sandbox::User=root",
                "-o", "Acquire::Languages=none"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<Path> find(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
