package dev.ringfence.embedded;

import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server of another release than the build's, put together in the same way, for one test class.
 */
public final class OtherPostgres implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Path folder;

  private OtherPostgres(EmbeddedPostgres postgres, Path folder) {
    this.postgres = postgres;
    this.folder = folder;
  }

  /** PostgreSQL 15, the oldest that the service runs on. */
  public static OtherPostgres oldest() {
    return start(
        new PostgresRelease("15.19", List.of("bookworm", "trixie"), "0.8.0"), "oldest.jar");
  }

  /**
   * PostgreSQL 18. No pgvector for it can be had where the library of C is as old as Debian 12's,
   * so its types are stood in for: what is tried here is the fence, and no search.
   */
  public static OtherPostgres newest() {
    return start(new PostgresRelease("18.6", List.of(), ""), "newest.jar");
  }

  private static OtherPostgres start(PostgresRelease release, String artifact) {
    try (URLClassLoader artifacts = new URLClassLoader(new URL[] {url(artifact)}, null)) {
      PostgresInstallation installation =
          new PostgresInstaller(
                  PostgresInstaller.defaultCache(),
                  what -> System.out.println("  PostgreSQL " + release.server() + ": " + what),
                  release,
                  artifacts)
              .cached();
      if (release.pgvector().isEmpty()) {
        standIn(installation.bin().resolveSibling("share/postgresql/extension"));
      }
      Path folder = Files.createTempDirectory("postgres-" + release.major() + "-");
      return new OtherPostgres(
          EmbeddedPostgres.start(installation, folder.resolve("server"), Map.of("fsync", "off")),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void standIn(Path extensions) throws IOException {
    Files.writeString(
        extensions.resolve("vector.control"), "default_version = '0'\nrelocatable = true\n");
    Files.writeString(
        extensions.resolve("vector--0.sql"),
        """
        CREATE DOMAIN vector AS text;
        CREATE DOMAIN halfvec AS text;
        CREATE FUNCTION distance(text, text) RETURNS float8 LANGUAGE sql IMMUTABLE
          AS $$ SELECT abs(length($1) - length($2))::float8 $$;
        CREATE OPERATOR <-> (LEFTARG = text, RIGHTARG = text, FUNCTION = distance);
        """);
  }

  private static URL url(String artifact) throws MalformedURLException {
    // The modules stand side by side, and this one's profile brings them.
    Path jar =
        Path.of("..", "retrieval", "target", "other-postgres", artifact)
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("the build's profile other-postgres brings " + jar);
    }
    return jar.toUri().toURL();
  }

  public TestDatabase database() {
    return TestDatabases.createOn(postgres.admin());
  }

  @Override
  public void close() {
    postgres.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
