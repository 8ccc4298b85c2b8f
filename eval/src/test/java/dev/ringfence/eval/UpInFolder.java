package dev.ringfence.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ringfence up} in a process and a folder of its own, of which nothing is left. */
final class UpInFolder implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ringfence is ready at (\\S+)");
  private static final int START_SECONDS = 400;
  private static final int STOP_SECONDS = 20;

  private final Path folder;
  private final Process process;
  private String url = "";

  private UpInFolder(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param settings variables of its environment, in which no other setting stands
   */
  static UpInFolder start(Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("ringfence-up-");
      // PostgreSQL does not run as root, and its other user has to enter.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      ProcessBuilder builder =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.ringfence.cli.Main",
                  "up",
                  "--port",
                  "0",
                  "--data",
                  folder.resolve("data").toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile());
      builder.environment().keySet().removeIf(UpInFolder::isSetting);
      builder.environment().putAll(settings);
      UpInFolder up = new UpInFolder(folder, builder.start());
      up.awaitReady();
      return up;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSetting(String variable) {
    return variable.equals("DATABASE_URL")
        || variable.startsWith("OPENAI_")
        || (variable.startsWith("RINGFENCE_") && !variable.equals("RINGFENCE_CACHE"));
  }

  private void awaitReady() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < until) {
      Matcher ready = READY.matcher(said());
      if (ready.find()) {
        url = ready.group(1);
        return;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    String said = said();
    close();
    throw new AssertionError("it did not become ready: " + said);
  }

  String url() {
    return url;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** What it wrote to the console. */
  String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
