package dev.ringfence.identity;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list {@code identity.issuers} of the configuration file. A key that is unknown, missing or of
 * another form is an error that names it; nothing has a silent default that would accept more.
 */
public final class IssuerConfiguration {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h)");
  private static final Set<String> KEYS =
      Set.of(
          "issuer",
          "audience",
          "other-audiences",
          "jwks-uri",
          "jwks",
          "algorithms",
          "subject-claim",
          "tenant-claim",
          "tenant",
          "authorized-parties",
          "leeway",
          "max-lifetime");

  private final Map<?, ?> entry;

  private IssuerConfiguration(Map<?, ?> entry) {
    this.entry = entry;
  }

  /** The issuers in a YAML sequence as a YAML reader returns it. */
  public static List<IssuerSettings> read(@Nullable Object sequence) {
    if (!(sequence instanceof List<?> entries)) {
      throw new IllegalArgumentException("identity.issuers is a list");
    }
    List<IssuerSettings> issuers = new ArrayList<>();
    for (Object each : entries) {
      if (!(each instanceof Map<?, ?> entry)) {
        throw new IllegalArgumentException("each entry of identity.issuers is a mapping");
      }
      issuers.add(new IssuerConfiguration(entry).settings());
    }
    return List.copyOf(issuers);
  }

  private IssuerSettings settings() {
    for (Object key : entry.keySet()) {
      if (!(key instanceof String name && KEYS.contains(name))) {
        throw new IllegalArgumentException("identity.issuers has no key " + key);
      }
    }
    return new IssuerSettings(
        text("issuer"),
        text("audience"),
        texts("other-audiences"),
        has("jwks", "jwks-uri")
            ? new KeyLocation.Inline(text("jwks"))
            : new KeyLocation.Endpoint(URI.create(text("jwks-uri"))),
        algorithms(),
        new ClaimPath(entry.containsKey("subject-claim") ? text("subject-claim") : "sub"),
        has("tenant", "tenant-claim")
            ? new TenantClaim.Always(text("tenant"))
            : new TenantClaim.At(new ClaimPath(text("tenant-claim"))),
        texts("authorized-parties"),
        duration("leeway", IssuerSettings.DEFAULT_LEEWAY),
        duration("max-lifetime", IssuerSettings.DEFAULT_MAX_LIFETIME));
  }

  /** Whether the first of two keys is there, of which there is exactly one. */
  private boolean has(String key, String alternative) {
    if (entry.containsKey(key) == entry.containsKey(alternative)) {
      throw new IllegalArgumentException(
          "an issuer has either %s or %s".formatted(key, alternative));
    }
    return entry.containsKey(key);
  }

  private String text(String key) {
    if (entry.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException("an issuer's " + key + " is a text");
  }

  private Set<String> texts(String key) {
    Object value = entry.containsKey(key) ? entry.get(key) : List.of();
    Set<String> texts = new HashSet<>();
    if (value instanceof List<?> values) {
      for (Object each : values) {
        if (!(each instanceof String text && !text.isBlank())) {
          throw new IllegalArgumentException("an issuer's " + key + " are texts");
        }
        texts.add(text);
      }
      return texts;
    }
    throw new IllegalArgumentException("an issuer's " + key + " are a list");
  }

  private Set<SigningAlgorithm> algorithms() {
    Set<SigningAlgorithm> algorithms = new HashSet<>();
    for (String name : texts("algorithms")) {
      algorithms.add(
          SigningAlgorithm.named(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "an issuer's algorithms are of RS256, ES256 and EdDSA")));
    }
    return algorithms;
  }

  private Duration duration(String key, Duration otherwise) {
    if (!entry.containsKey(key)) {
      return otherwise;
    }
    Matcher form = DURATION.matcher(text(key));
    if (!form.matches()) {
      throw new IllegalArgumentException("an issuer's %s is a time like 30s".formatted(key));
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
