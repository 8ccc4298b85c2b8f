package dev.ringfence.eval;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a live run goes.
 *
 * @param url without a slash at its end, and without {@code /v1}
 * @param origin as a page of the service's own would send it
 */
record LiveTarget(String url, String origin) {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /**
   * Reads an address.
   *
   * @param permitted whether somebody said that it may be attacked wherever it is
   * @throws LabException for what is no such address, or may not be attacked
   */
  static LiveTarget of(String text, boolean permitted) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new LabException("--url is no address", e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !Set.of("http", "https").contains(scheme)) {
      throw new LabException("--url begins with http:// or https:// and a host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new LabException("--url has neither a name, a query nor a fragment");
    }
    boolean here = HERE.contains(host.toLowerCase(Locale.ROOT));
    if (!here && !permitted) {
      throw new LabException(
          host + " is another machine: say --i-may-attack-this-host if you may attack it");
    }
    if (!here && scheme.equals("http")) {
      throw new LabException(host + " is another machine: tokens go there by https:// alone");
    }
    String origin = scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String path = uri.getRawPath().replaceAll("/+$", "").replaceAll("/v1$", "");
    return new LiveTarget(origin + path, origin);
  }
}
