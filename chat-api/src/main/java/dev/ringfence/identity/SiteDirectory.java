package dev.ringfence.identity;

import java.util.Optional;

/** The sites there are, found by their exact public key. */
@FunctionalInterface
public interface SiteDirectory {
  Optional<Site> find(String siteKey);
}
