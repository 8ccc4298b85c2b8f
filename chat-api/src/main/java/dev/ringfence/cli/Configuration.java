package dev.ringfence.cli;

import dev.ringfence.chat.ModelSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedding.EmbeddingSettings;
import dev.ringfence.identity.IssuerConfiguration;
import dev.ringfence.identity.IssuerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The settings of this process, from the environment and from {@code ringfence.yaml}. */
public final class Configuration {
  /** A configuration that cannot be used: exit code 2 of every command, 3 of the lab. */
  static final int EXIT_CODE = 2;

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m|h)");
  private static final String ISSUERS = "identity";

  private final Map<String, String> environment;
  private final Map<String, Object> file;

  private Configuration(Map<String, String> environment, Map<String, Object> file) {
    this.environment = Map.copyOf(environment);
    this.file = file;
  }

  /**
   * Reads the file, if there is one.
   *
   * @param path the file that was asked for; null for {@code ringfence.yaml} in the current folder,
   *     which may be missing
   * @throws CommandException when the file cannot be read or has an unknown key
   */
  public static Configuration load(Map<String, String> environment, @Nullable Path path) {
    Path file = path == null ? Path.of("ringfence.yaml") : path;
    if (!Files.exists(file)) {
      if (path != null) {
        throw wrong("there is no file " + path);
      }
      return new Configuration(environment, Map.of());
    }
    try {
      return new Configuration(environment, read(file));
    } catch (MarkedYamlEngineException e) {
      String at =
          e.getProblemMark()
              .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse("");
      throw wrong(file + at + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw wrong(file + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw wrong(file + " cannot be read");
    }
  }

  private static Map<String, Object> read(Path file) throws IOException {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    if (root == null) {
      return Map.of();
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw wrong(file + ": the file is a map of settings");
    }
    Map<String, Object> settings = new HashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      boolean known =
          key.equals(ISSUERS) || Arrays.stream(Setting.values()).anyMatch(s -> s.key().equals(key));
      if (!known) {
        throw wrong(file + ": there is no setting '" + key + "'; docs/configuration.md lists them");
      }
      if (entry.getValue() != null) {
        settings.put(key, entry.getValue());
      }
    }
    return settings;
  }

  static CommandException wrong(String message) {
    return new CommandException(EXIT_CODE, message);
  }

  String get(Setting setting) {
    String set = environment.get(setting.variable());
    if (set != null && !set.isBlank()) {
      return set.strip();
    }
    Object written = file.get(setting.key());
    return written == null ? setting.byDefault() : String.valueOf(written).strip();
  }

  Optional<PostgresUri> uri(Setting setting) {
    String text = get(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PostgresUri.parse(text));
    } catch (IllegalArgumentException e) {
      throw wrong(setting.variable() + ": " + e.getMessage());
    }
  }

  int number(Setting setting, int least, int most) {
    try {
      int number = Integer.parseInt(get(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(setting.variable() + " is a whole number from " + least + " to " + most);
  }

  Duration duration(Setting setting) {
    return duration(setting.variable(), get(setting));
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 2m} or {@code 1h}. */
  static Duration duration(String name, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw wrong(name + " is a time such as 30s, 2m or 1h, not '" + text + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  List<String> list(Setting setting) {
    return Arrays.stream(get(setting).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** The language model; empty where neither its server nor its key is set. */
  Optional<ModelSettings> model() {
    String baseUrl = get(Setting.OPENAI_BASE_URL);
    String key = get(Setting.OPENAI_API_KEY);
    if (baseUrl.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ModelSettings(
              baseUrl.isEmpty() ? ModelSettings.DEFAULT_BASE_URL : baseUrl,
              key,
              get(Setting.OPENAI_MODEL),
              duration(Setting.MODEL_TIMEOUT)));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** The server of the embedding model; empty where none is set, and the bundled one serves. */
  Optional<EmbeddingSettings> embeddings() {
    String model = get(Setting.EMBEDDING_MODEL);
    String baseUrl = get(Setting.EMBEDDING_BASE_URL);
    if (model.isEmpty()) {
      if (!baseUrl.isEmpty()) {
        throw wrong("RINGFENCE_EMBEDDING_BASE_URL needs RINGFENCE_EMBEDDING_MODEL");
      }
      return Optional.empty();
    }
    // The key of one server is never sent to another.
    boolean own = !baseUrl.isEmpty();
    String key = get(Setting.EMBEDDING_API_KEY);
    String shared = get(Setting.OPENAI_BASE_URL);
    try {
      return Optional.of(
          new EmbeddingSettings(
              own ? baseUrl : shared.isEmpty() ? ModelSettings.DEFAULT_BASE_URL : shared,
              own || !key.isEmpty() ? key : get(Setting.OPENAI_API_KEY),
              model,
              duration(Setting.EMBEDDING_TIMEOUT),
              spaced(get(Setting.EMBEDDING_QUESTION_PREFIX)),
              spaced(get(Setting.EMBEDDING_PASSAGE_PREFIX))));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Settings are stripped, and what stands before a text is not glued to it. */
  private static String spaced(String before) {
    return before.isEmpty() ? "" : before + " ";
  }

  boolean fallback() {
    return switch (get(Setting.MODEL_FALLBACK)) {
      case "extractive" -> true;
      case "none" -> false;
      default -> throw wrong("RINGFENCE_MODEL_FALLBACK is extractive or none");
    };
  }

  /** The identity providers of {@code identity.issuers}. */
  List<IssuerSettings> issuers() {
    Object identity = file.get(ISSUERS);
    if (identity == null) {
      return List.of();
    }
    if (!(identity instanceof Map<?, ?> map)) {
      throw wrong("identity: is a map with the key issuers");
    }
    try {
      return IssuerConfiguration.read(map.get("issuers"));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }
}
