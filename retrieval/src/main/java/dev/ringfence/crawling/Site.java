package dev.ringfence.crawling;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scheme, host and port.
 *
 * @param start where it is entered
 */
public record Site(URI start) {
  private static final int LONGEST_ADDRESS = 900;

  /**
   * The site of an address.
   *
   * @throws IllegalArgumentException when it is none that can be fetched
   */
  public static Site of(String address) {
    try {
      URI start = normal(new URI(address.strip()));
      if (start != null) {
        return new Site(start);
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "a site is an http:// or https:// address without a password in it");
  }

  /** What the addresses of all its pages begin with. */
  public String root() {
    return start.getScheme() + "://" + start.getRawAuthority() + "/";
  }

  URI at(String path) {
    return URI.create(root()).resolve(path);
  }

  /**
   * Where a link of a page leads, without its fragment; empty where that is no page of the site.
   */
  Optional<URI> page(URI from, String link) {
    try {
      URI page = normal(from.resolve(new URI(link.strip().replace(" ", "%20"))));
      return Optional.ofNullable(page)
          .filter(address -> address.toString().startsWith(root()))
          .filter(address -> address.toString().length() <= LONGEST_ADDRESS);
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** In one form for each page; null for what is no address of the web. */
  private static @Nullable URI normal(URI address) throws URISyntaxException {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || address.getHost() == null
        || address.getRawUserInfo() != null) {
      return null;
    }
    boolean usual = address.getPort() == (scheme.equals("http") ? 80 : 443);
    String authority =
        address.getHost().toLowerCase(Locale.ROOT)
            + (address.getPort() < 0 || usual ? "" : ":" + address.getPort());
    String path = address.normalize().getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return new URI(
        scheme + "://" + authority + (path == null || path.isEmpty() ? "/" : path) + query);
  }
}
