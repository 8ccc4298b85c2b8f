package dev.ringfence.embedding;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An embedding model behind a server.
 *
 * @param baseUrl of an OpenAI-compatible server, up to and with {@code /v1}
 * @param apiKey sent as a bearer token; may be empty for a server that asks for none
 * @param model its name there
 * @param timeout how long one request may take
 * @param beforeQuestions what the model wants before a question, such as {@code query: }
 * @param beforePassages what it wants before a passage
 */
public record EmbeddingSettings(
    String baseUrl,
    String apiKey,
    String model,
    Duration timeout,
    String beforeQuestions,
    String beforePassages) {
  /** What every stored name of such a model begins with: no bundled model is called so. */
  private static final String PREFIX = "server/";

  public EmbeddingSettings {
    URI uri;
    try {
      uri = URI.create(baseUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("RINGFENCE_EMBEDDING_BASE_URL is no address", e);
    }
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "RINGFENCE_EMBEDDING_BASE_URL begins with http:// or https://");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("RINGFENCE_EMBEDDING_MODEL is empty");
    }
    if ((model + beforeQuestions + beforePassages).contains("|")) {
      throw new IllegalArgumentException(
          "RINGFENCE_EMBEDDING_MODEL and what stands before texts have no | in them");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("RINGFENCE_EMBEDDING_TIMEOUT is more than nothing");
    }
  }

  /** The name under which its vectors are stored: with another word before them they are others. */
  String storedName() {
    return PREFIX + model + "|" + beforeQuestions + "|" + beforePassages;
  }

  /** A model of the same server, by the name that its vectors are stored under. */
  Optional<EmbeddingSettings> named(String stored) {
    String[] parts = stored.startsWith(PREFIX) ? stored.split("\\|", -1) : new String[0];
    return parts.length == 3
        ? Optional.of(
            new EmbeddingSettings(
                baseUrl, apiKey, parts[0].substring(PREFIX.length()), timeout, parts[1], parts[2]))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "EmbeddingSettings[baseUrl=" + baseUrl + ", apiKey=***, model=" + model + "]";
  }
}
