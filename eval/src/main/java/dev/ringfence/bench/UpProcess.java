package dev.ringfence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ringfence up} in a process of its own, with the options of the virtual machine that runs
 * this, and with the time at which it said each of its steps.
 */
public final class UpProcess implements AutoCloseable {
  private static final String READY = "ringfence is ready at ";
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final int START_SECONDS = 400;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Thread onExit;
  private final long began;
  private final Map<String, Double> steps = new LinkedHashMap<>();

  /** Whether the classes of a start are mapped from the launcher's archive, where there is one. */
  public enum Archive {
    AS_LAUNCHED,
    WITHOUT
  }

  private UpProcess(Process process, long began) {
    this.process = process;
    this.began = began;
    this.onExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param settings variables beside those of this process, of which no setting is inherited
   */
  public static UpProcess start(Path folder, Archive archive, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (archive == Archive.AS_LAUNCHED || !option.startsWith(ARCHIVE)) {
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.ringfence.cli.Main", "up", "--port", "0"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    // Not where somebody's ringfence.yaml may stand.
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(UpProcess::isSetting);
    builder.environment().putAll(settings);
    try {
      long began = System.nanoTime();
      UpProcess up = new UpProcess(builder.start(), began);
      up.awaitReady();
      return up;
    } catch (IOException e) {
      throw new BenchException("up could not be started: " + e.getMessage(), e);
    }
  }

  static boolean hasArchive() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(option -> option.startsWith(ARCHIVE));
  }

  private static boolean isSetting(String variable) {
    return variable.equals("DATABASE_URL")
        || variable.startsWith("OPENAI_")
        || (variable.startsWith("RINGFENCE_") && !variable.equals("RINGFENCE_CACHE"));
  }

  private void awaitReady() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(ready));
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new BenchException("up did not become ready: " + said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new BenchException("interrupted", e);
    }
  }

  private void read(CompletableFuture<Void> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        synchronized (steps) {
          steps.put(line.strip(), (System.nanoTime() - began) / 1e9);
        }
        if (line.startsWith(READY)) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** All that it wrote to the console, a line each. */
  public String said() {
    synchronized (steps) {
      return String.join("\n", steps.keySet());
    }
  }

  /** The line that it said, from these words on, and when: seconds after it was started. */
  private Map.Entry<String, Double> step(String beginning) {
    synchronized (steps) {
      return steps.entrySet().stream()
          .filter(step -> step.getKey().startsWith(beginning))
          .findFirst()
          .orElseThrow(() -> new BenchException("up did not say '" + beginning + "'"));
    }
  }

  /** Where it is reached. */
  public String url() {
    return step(READY).getKey().substring(READY.length());
  }

  /** Seconds until it was ready. */
  double seconds() {
    return step(READY).getValue();
  }

  /** Of these, the seconds that its PostgreSQL took to start. */
  double databaseSeconds() {
    return step("migrating the database").getValue() - step("starting PostgreSQL").getValue();
  }

  /** Resident memory of the process without its PostgreSQL; empty where the platform hides it. */
  OptionalDouble residentMegabytes() {
    try {
      return ProcStatus.residentMegabytes(
          Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // This process is ending itself; the hook has run.
    }
  }
}
