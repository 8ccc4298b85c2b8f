package dev.ringfence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Finds a PostgreSQL with pgvector on the machine, or puts one together in a cache of its own: the
 * server from an artifact on the class path, pgvector compiled from its source package. Several
 * processes may install at the same time; one does the work.
 */
public final class PostgresInstaller {
  private final Path cache;
  private final Progress progress;
  private final PostgresRelease release;
  private final ClassLoader artifacts;

  /**
   * @param cache the folder for what is built, shared by all uses on this machine
   */
  public PostgresInstaller(Path cache, Progress progress) {
    this(cache, progress, PostgresRelease.EMBEDDED, PostgresInstaller.class.getClassLoader());
  }

  /**
   * @param artifacts where the server's artifact of that release is found
   */
  PostgresInstaller(Path cache, Progress progress, PostgresRelease release, ClassLoader artifacts) {
    this.cache = cache;
    this.progress = progress;
    this.release = release;
    this.artifacts = artifacts;
  }

  /** {@code RINGFENCE_CACHE}, else {@code ringfence} in the user's cache folder. */
  public static Path defaultCache() {
    String own = System.getenv("RINGFENCE_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && xdg.startsWith("/")
        ? Path.of(xdg, "ringfence")
        : Path.of(System.getProperty("user.home"), ".cache", "ringfence");
  }

  /**
   * The installation to use.
   *
   * @throws PostgresUnavailableException with what to install, when neither is possible
   */
  public PostgresInstallation install() {
    return PostgresInstallation.ofMachine().orElseGet(this::cached);
  }

  /** The release itself, whatever else the machine has. */
  PostgresInstallation cached() {
    Path home = cache.resolve(release.folder());
    PostgresInstallation installation = new PostgresInstallation(home.resolve("bin"));
    if (Files.exists(home)) {
      return installation;
    }
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(release.folder() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(home)) {
          build(home);
        }
      }
      return installation;
    } catch (IOException e) {
      throw new PostgresUnavailableException(
          "PostgreSQL could not be unpacked into " + cache + ": " + e.getMessage(), e);
    }
  }

  /**
   * Builds beside the final place and moves it there whole, so that a crash leaves nothing half.
   */
  private void build(Path home) throws IOException {
    Path work = Files.createTempDirectory(cache, "building-");
    // Another user may have to enter: PostgreSQL does not run as root.
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Path unpacked = Files.createDirectory(work.resolve("postgresql"));
      progress.step("unpacking PostgreSQL");
      unpack(unpacked);
      if (!release.pgvector().isEmpty()) {
        new PgvectorBuild(work, progress, release).into(unpacked);
      }
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  private void unpack(Path into) throws IOException {
    String archive = "postgres-" + system() + "-" + architecture() + ".txz";
    try (InputStream packed = artifacts.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new PostgresUnavailableException(
            "there is no embedded PostgreSQL for this machine ("
                + archive
                + "); install PostgreSQL 15 to 18 with pgvector, or set DATABASE_URL and"
                + " RINGFENCE_ADMIN_DATABASE_URL",
            null);
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(tar, entry, into);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("an entry of the archive leaves its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(
          target,
          PosixFilePermissions.fromString(
              (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : "linux";
  }

  /** As the artifacts name it. */
  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> System.getProperty("os.arch");
    };
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
