package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command as people run it: a Java of its own, whose end is waited for. */
final class CommandProcess implements AutoCloseable {
  private static final long MOST_MINUTES = 10;

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private CommandProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts one.
   *
   * @param shadow classes that take the place of the service's; none where it is empty
   */
  static CommandProcess start(List<Path> shadow, Map<String, String> environment, String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (ignoresInterrupts()) {
      // What is ignored here is ignored by children, and a Java that finds it so does not listen.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx768m"));
    String path =
        String.join(
            File.pathSeparator,
            Stream.concat(
                    shadow.stream().map(Path::toString),
                    Stream.of(System.getProperty("java.class.path")))
                .toList());
    command.addAll(List.of("-cp", path, "dev.ringfence.cli.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new CommandProcess(builder.start());
  }

  /** As it is where whatever runs the tests was put into the background by a script. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 2) != 0;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has written a line with these words. */
  void awaitWords(String words) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    synchronized (lines) {
      while (lines.stream().noneMatch(line -> line.contains(words))) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("it did not write '" + words + "':\n" + text());
        }
        lines.wait(200);
      }
    }
  }

  /** Sends it a signal, as a terminal or a supervisor does. */
  void signal(String name) throws IOException, InterruptedException {
    int sent =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    if (sent != 0) {
      throw new AssertionError("kill ended with " + sent);
    }
  }

  /** Its exit code, once it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end:\n" + text());
    }
    reader.join();
    return process.exitValue();
  }

  /** What it has written by now, to standard output and error. */
  String text() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
