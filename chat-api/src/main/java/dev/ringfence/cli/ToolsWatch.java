package dev.ringfence.cli;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolFileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of tools again when it has changed, and has its tools offered: all of them, or
 * those that were offered before.
 */
final class ToolsWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToolsWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Path file;
  private final Consumer<ToolFile> reload;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tools-watch").daemon().factory());
  private byte[] seen = new byte[0];

  /**
   * @param reload offers the tools of a file, or throws and changes nothing
   */
  ToolsWatch(Path file, Consumer<ToolFile> reload) {
    this.file = file;
    this.reload = reload;
    this.seen = read();
  }

  /** A watch over the file that is set; over nothing where none is. */
  static ToolsWatch over(Configuration configuration, Consumer<ToolFile> reload) {
    String file = configuration.get(Setting.TOOLS);
    ToolsWatch watch = new ToolsWatch(Path.of(file), reload);
    if (!file.isEmpty()) {
      watch.looking.scheduleWithFixedDelay(
          watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
    return watch;
  }

  /** Looks at the file once; a change that cannot be taken now is looked at again. */
  void look() {
    byte[] now = read();
    if (Arrays.equals(now, seen)) {
      return;
    }
    try {
      ToolFile tools = ToolFile.parse(String.valueOf(file.getFileName()), now);
      reload.accept(tools);
      LOG.info("{} has changed: {} tools are offered now", file, tools.tools().size());
    } catch (ToolFileError | RefusedTools e) {
      LOG.warn("{} has changed, and the tools stay as they were: {}", file, e.getMessage());
    } catch (DatabaseException e) {
      LOG.warn("{} has changed, and could not be checked: {}", file, e.code());
      return;
    } catch (RuntimeException e) {
      LOG.error("{} has changed, and the tools stay as they were: {}", file, e.getClass());
    }
    seen = now;
  }

  /** What the file holds; what was seen last where it cannot be read. */
  private byte[] read() {
    try {
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : seen;
    } catch (IOException e) {
      return seen;
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
