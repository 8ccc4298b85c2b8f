package dev.ringfence.crawling;

import java.net.URI;
import java.util.Set;

/**
 * How a crawl ended.
 *
 * @param complete whether everything that was found was asked for, and the site answered
 * @param gone the pages that the site says are not there, or not for a search
 * @param problem why it ended early, in words; empty where it did not
 */
public record CrawlEnd(boolean complete, Set<URI> gone, String problem) {
  public CrawlEnd {
    gone = Set.copyOf(gone);
  }
}
