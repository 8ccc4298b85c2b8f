package dev.ringfence.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin in the one form browsers send it: scheme, whole host, and the port unless it is the
 * scheme's own. Two are the same only as a whole; there are no wildcards and no {@code null}.
 */
public record WebOrigin(String value) {
  private static final int MAX_LENGTH = 300;
  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://([a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?",
          Pattern.CASE_INSENSITIVE);

  public WebOrigin {
    if (!normalized(value).filter(value::equals).isPresent()) {
      throw new IllegalArgumentException("not an origin in its normal form");
    }
  }

  /** The origin written here, or nothing when this is none. */
  public static Optional<WebOrigin> parse(String text) {
    return normalized(text).map(WebOrigin::new);
  }

  private static Optional<String> normalized(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !form.matches() || text.contains("..")) {
      return Optional.empty();
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    String host = form.group(2).toLowerCase(Locale.ROOT);
    if (form.group(3) == null) {
      return Optional.of(scheme + "://" + host);
    }
    int port = Integer.parseInt(form.group(3));
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return Optional.of(scheme + "://" + host + (usual ? "" : ":" + port));
  }
}
