package dev.ringfence.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine, run to its end with its output in a file. */
final class ShellCommand {
  private final Path folder;
  private final Path log;

  /**
   * @param folder where the programs run
   * @param log what they print is appended here
   */
  ShellCommand(Path folder, Path log) {
    this.folder = folder;
    this.log = log;
  }

  /**
   * Runs a program and waits for it.
   *
   * @throws PostgresUnavailableException when it cannot be started, fails or takes too long
   */
  void run(Duration limit, List<String> command) {
    Process process = start(command);
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(command, "took longer than " + limit.toSeconds() + " s", null);
      }
      if (process.exitValue() != 0) {
        throw failed(command, "failed: " + lastLine(), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      throw failed(command, "was interrupted", e);
    }
  }

  private Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw failed(command, "could not be started", e);
    }
  }

  private PostgresUnavailableException failed(
      List<String> command, String how, @org.jspecify.annotations.Nullable Throwable cause) {
    return new PostgresUnavailableException(
        Path.of(command.getFirst()).getFileName() + " " + how + " (its output is in " + log + ")",
        cause);
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return lines.isEmpty() ? "no output" : lines.getLast();
    } catch (IOException e) {
      return "its output cannot be read";
    }
  }

  /** Whether a program of this name is on the PATH. */
  static boolean exists(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * PostgreSQL refuses to run as root. As root it is started in a user namespace of its own, where
   * it is nobody and still owns its files.
   */
  static List<String> unprivileged(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }
}
