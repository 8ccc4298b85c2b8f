package dev.ringfence.crawling;

import java.time.Duration;

/**
 * How much of a site is fetched, and how fast.
 *
 * @param pages at most so many addresses
 * @param depth at most so many links from where it starts
 * @param pageBytes of one page, as it comes and as it is unpacked
 * @param allBytes of all pages
 * @param patience for one answer, to its end
 * @param pace between two requests at least; a site may ask for more, up to {@link #LONGEST_PACE}
 */
public record CrawlLimits(
    int pages, int depth, int pageBytes, long allBytes, Duration patience, Duration pace) {
  static final Duration LONGEST_PACE = Duration.ofSeconds(30);

  /** 2000 pages, 10 links deep, 10 MiB each and 1 GiB in all, three requests a second. */
  public static final CrawlLimits STANDARD =
      new CrawlLimits(
          2_000, 10, 10 << 20, 1L << 30, Duration.ofSeconds(20), Duration.ofMillis(334));

  public CrawlLimits withPages(int other) {
    return new CrawlLimits(other, depth, pageBytes, allBytes, patience, pace);
  }

  public CrawlLimits withDepth(int other) {
    return new CrawlLimits(pages, other, pageBytes, allBytes, patience, pace);
  }
}
