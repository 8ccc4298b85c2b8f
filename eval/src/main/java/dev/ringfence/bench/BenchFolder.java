package dev.ringfence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for services that are tried, of which nothing is left when it is closed. */
public record BenchFolder(Path path) implements AutoCloseable {
  /** A new one. */
  public static BenchFolder create() {
    try {
      Path folder = Files.createTempDirectory("ringfence-bench-");
      // PostgreSQL does not run as root, and its other user has to enter.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      return new BenchFolder(folder);
    } catch (IOException e) {
      throw new BenchException("no folder can be made for it: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BenchException(path + " could not be deleted: " + e.getMessage(), e);
    }
  }
}
