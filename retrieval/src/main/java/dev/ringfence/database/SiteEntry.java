package dev.ringfence.database;

import java.util.List;
import java.util.UUID;

/**
 * A row of the directory of sites, found by its exact public key.
 *
 * @param tenantStatus {@code active} or {@code suspended}
 * @param origins the origins whose pages may open a session; none blocks all
 */
public record SiteEntry(
    UUID tenantId, String tenantSlug, String tenantStatus, List<String> origins) {
  public SiteEntry {
    origins = List.copyOf(origins);
  }
}
