package dev.ringfence.crawling;

import java.net.URI;

/** Takes what a crawl finds. */
public interface PageVisitor {
  /** Whether there is a copy of this page already, so that it need not come again unchanged. */
  boolean has(URI page);

  /**
   * A page, or a file of the site.
   *
   * @param mediaType as the site names it
   */
  void page(URI page, String mediaType, byte[] content);

  /** A page that has not changed since it was taken. */
  void unchanged(URI page);

  /**
   * A page that is not for us: kept from visitors or from searches, known by another address, or
   * not there.
   */
  void passedOver(URI page);

  /** A page that should be taken and is not, and why. */
  void skipped(URI page, String reason);

  /** More pages are known than before. */
  void found(int more);

  /** Whether the crawl is to end, to go on another time. */
  boolean isStopped();
}
