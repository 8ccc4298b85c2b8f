package dev.ringfence.chat;

import dev.ringfence.identity.DemoIssuer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} shows beside the service: the demo page, its identities and the companies' public
 * documents.
 *
 * @param documents by path, such as {@code /demo/docs/acme/prices}
 */
public record DemoSite(DemoIssuer issuer, List<Identity> identities, Map<String, Page> documents) {
  public DemoSite {
    identities = List.copyOf(identities);
    documents = Map.copyOf(documents);
  }

  /**
   * Somebody one can be on the demo page.
   *
   * @param user null for a visitor
   * @param site the key of a visitor's site, null for a user
   */
  public record Identity(
      String id,
      String tenant,
      @Nullable String user,
      @Nullable String site,
      String label,
      String role) {}

  /** A public document, ready to be shown. */
  @SuppressWarnings("ArrayRecordComponent") // read-only by agreement inside this package
  public record Page(String contentType, byte[] content) {}
}
