package dev.ringfence.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder the instance lives in (default: ${DEFAULT-VALUE})")
  Path data = Path.of(".ringfence");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings file (default: ringfence.yaml, where there is one)")
  @Nullable Path config;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  DataFolder folder() {
    return new DataFolder(data);
  }

  Configuration configuration() {
    return Configuration.load(System.getenv(), config);
  }
}
