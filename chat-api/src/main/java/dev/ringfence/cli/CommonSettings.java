package dev.ringfence.cli;

import dev.ringfence.chat.AnswerLimits;
import dev.ringfence.chat.ServiceSettings.Listening;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.Pooler;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.identity.WebOrigin;
import dev.ringfence.redaction.CustomPattern;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.RedactionSettings;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code up} and {@code serve} take from the settings in the same way. */
final class CommonSettings {
  /** Tokens travel to it, so it is encrypted unless it is this machine. */
  private static final Pattern PUBLIC =
      Pattern.compile("^(?:https://|http://(?:127\\.0\\.0\\.1|localhost)(?::|$))");

  private static final Logger LOG = LoggerFactory.getLogger(CommonSettings.class);

  private CommonSettings() {}

  /**
   * How the service reaches its database.
   *
   * @param app the login for signed-in people
   */
  static DatabaseSettings database(
      Configuration configuration, DataFolder folder, PostgresUri app) {
    String pooler = configuration.get(Setting.DATABASE_POOLER);
    try {
      return new DatabaseSettings(
          app,
          configuration
              .uri(Setting.VISITOR_DATABASE_URL)
              .orElseGet(() -> app.withLogin("ringfence_public", folder.password("public"))),
          InstanceKeys.seal(configuration, folder),
          configuration.duration(Setting.SEAL_ROTATION),
          configuration.number(Setting.DATABASE_CONNECTIONS, 1, 200),
          Pooler.of(pooler)
              .orElseThrow(
                  () -> Configuration.wrong("RINGFENCE_DATABASE_POOLER is none or transaction")));
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong("RINGFENCE_SEAL_ROTATION: " + e.getMessage());
    }
  }

  /**
   * The service's own database with its own logins, which a command uses instead of it: those that
   * are configured, else those of the instance which runs in {@code --data}.
   *
   * @throws CommandException when there are neither
   */
  static DatabaseSettings service(Configuration configuration, DataFolder folder) {
    PostgresUri app =
        configuration
            .uri(Setting.DATABASE_URL)
            .or(
                () ->
                    folder
                        .adminDatabaseUri()
                        .map(PostgresUri::parse)
                        .map(admin -> admin.withLogin("ringfence_app", folder.password("app"))))
            .orElseThrow(
                () -> Configuration.wrong("set DATABASE_URL, or --data of a running instance"));
    return database(configuration, folder, app);
  }

  /** What is masked beside what everybody masks. */
  static RedactionSettings redaction(Configuration configuration) {
    String file = configuration.get(Setting.REDACTION_PATTERNS);
    List<CustomPattern> patterns = file.isEmpty() ? List.of() : PatternFile.read(Path.of(file));
    List<String> regions = configuration.list(Setting.PHONE_REGIONS);
    try {
      RedactionSettings settings =
          new RedactionSettings(
              regions, policy(configuration.get(Setting.REDACTION_POLICY)), patterns);
      var _ = Redactor.of(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong(
          "RINGFENCE_PHONE_REGIONS, RINGFENCE_REDACTION_PATTERNS: " + e.getMessage());
    }
  }

  /**
   * The models that passages are found by, for a command that runs beside the service.
   *
   * @param bundled is closed with them
   */
  static EmbeddingModels embedders(Configuration configuration, BundledEmbedder bundled) {
    return new EmbeddingModels(
        bundled,
        configuration.embeddings(),
        Redactor.of(redaction(configuration)),
        block -> LOG.warn("{}", block.getMessage()),
        Clock.systemUTC());
  }

  private static Policy policy(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "strict" -> Policy.STRICT;
      case "balanced" -> Policy.BALANCED;
      default -> throw Configuration.wrong("RINGFENCE_REDACTION_POLICY is strict or balanced");
    };
  }

  /**
   * The tools that a command is about: those of a file that it was given, else those that are set,
   * else the demo's.
   */
  static ToolFile tools(Configuration configuration, @Nullable Path named) {
    if (named == null) {
      return ServeCommand.tools(configuration).orElseGet(DemoInstance::demoTools);
    }
    try {
      return ToolFile.read(named);
    } catch (IOException e) {
      throw new CommandException(Configuration.EXIT_CODE, named + " cannot be read");
    }
  }

  /**
   * Where the service listens, and where it is reached.
   *
   * @param port 0 to 65535
   */
  static Listening listening(Configuration configuration, int port) {
    String host = configuration.get(Setting.HOST);
    String address = configuration.get(Setting.PUBLIC_URL);
    if (address.isEmpty()) {
      return new Listening(host, port);
    }
    Optional<WebOrigin> origin =
        WebOrigin.parse(address).filter(parsed -> PUBLIC.matcher(parsed.value()).find());
    return new Listening(
        host,
        port,
        Optional.of(
            origin.orElseThrow(
                () ->
                    Configuration.wrong(
                        "RINGFENCE_PUBLIC_URL is https:// and a host, without a path; http:// is"
                            + " for 127.0.0.1 and localhost alone"))));
  }

  static AnswerLimits limits(Configuration configuration) {
    AnswerLimits standard = AnswerLimits.STANDARD;
    return new AnswerLimits(
        standard.rounds(),
        standard.calls(),
        standard.rows(),
        standard.bytes(),
        standard.history(),
        configuration.duration(Setting.ANSWER_TIMEOUT));
  }
}
