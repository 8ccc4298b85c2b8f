package dev.ringfence.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Which addresses an answer may link to: those cited to this principal, and those on known hosts.
 */
@FunctionalInterface
interface LinkPolicy {
  boolean allows(String url);

  static LinkPolicy none() {
    return url -> false;
  }

  /**
   * Allows what was cited, and some hosts.
   *
   * @param cited the addresses of the sources this answer was given, exactly
   * @param hosts whole host names, in lower case, that may be linked to over https
   */
  static LinkPolicy of(Set<String> cited, Set<String> hosts) {
    Set<String> exact = Set.copyOf(cited);
    Set<String> allowed = Set.copyOf(hosts);
    return url -> exact.contains(url) || onHost(url, allowed);
  }

  private static boolean onHost(String url, Set<String> hosts) {
    try {
      URI uri = new URI(url);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getHost() != null
          && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
