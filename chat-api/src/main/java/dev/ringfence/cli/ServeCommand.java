package dev.ringfence.cli;

import ch.qos.logback.classic.Level;
import dev.ringfence.chat.RingfenceService;
import dev.ringfence.chat.ServiceSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the service on your own database (DATABASE_URL) and identity provider"
          + " (identity.issuers in ringfence.yaml).",
      "It refuses to start on a database that is not safe."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--port", description = "port to listen on (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Override
  public Integer call() throws InterruptedException {
    Log.toStandardError(Level.INFO);
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    ServiceSettings settings = settings(configuration, folder);
    Running running = new Running();
    try (RingfenceService service =
            RingfenceService.start(
                settings, Clock.systemUTC(), UUID::randomUUID, _ -> running.goOn());
        ToolsWatch _ = ToolsWatch.over(configuration, service::reload)) {
      System.out.println(
          "ringfence listens on http://" + settings.listening().host() + ":" + service.port());
      running.untilStopped();
    }
    return 0;
  }

  private ServiceSettings settings(Configuration configuration, DataFolder folder) {
    PostgresUri app =
        configuration
            .uri(Setting.DATABASE_URL)
            .orElseThrow(() -> Configuration.wrong("serve needs DATABASE_URL; `up` needs nothing"));
    if (configuration.issuers().isEmpty()) {
      throw Configuration.wrong(
          "serve needs an identity provider: identity.issuers in ringfence.yaml"
              + " (docs/identity.md)");
    }
    folder.create();
    return new ServiceSettings(
        CommonSettings.listening(configuration, port),
        CommonSettings.database(configuration, folder, app),
        configuration.model(),
        configuration.embeddings(),
        configuration.fallback(),
        configuration.issuers(),
        InstanceKeys.visitor(configuration, folder),
        configuration.get(Setting.ENVIRONMENT),
        InstanceKeys.vault(configuration, folder),
        InstanceKeys.audit(configuration, folder),
        tools(configuration).orElseGet(() -> new ToolFile("no tools", java.util.List.of())),
        CommonSettings.limits(configuration),
        Set.copyOf(configuration.list(Setting.LINK_HOSTS)),
        CommonSettings.redaction(configuration),
        Optional.empty());
  }

  /** The file of tools that is set; empty where none is. */
  static Optional<ToolFile> tools(Configuration configuration) {
    String file = configuration.get(Setting.TOOLS);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ToolFile.read(Path.of(file)));
    } catch (IOException e) {
      throw Configuration.wrong("RINGFENCE_TOOLS: " + file + " cannot be read");
    }
  }
}
