package dev.ringfence.chat;

import java.net.URI;
import java.time.Duration;

/**
 * The language model to use.
 *
 * @param baseUrl of an OpenAI-compatible server, up to and with {@code /v1}
 * @param apiKey sent as a bearer token; may be empty for a server that asks for none
 * @param silence how long it may say nothing before the answer is given up
 */
public record ModelSettings(String baseUrl, String apiKey, String model, Duration silence) {
  public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
  public static final String DEFAULT_MODEL = "gpt-5-mini";
  public static final Duration DEFAULT_SILENCE = Duration.ofSeconds(30);

  public ModelSettings {
    URI uri;
    try {
      uri = URI.create(baseUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("OPENAI_BASE_URL is no address");
    }
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("OPENAI_BASE_URL begins with http:// or https://");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("OPENAI_MODEL is empty");
    }
    if (!silence.isPositive()) {
      throw new IllegalArgumentException("RINGFENCE_MODEL_TIMEOUT is more than nothing");
    }
  }

  @Override
  public String toString() {
    return "ModelSettings[baseUrl=" + baseUrl + ", apiKey=***, model=" + model + "]";
  }
}
