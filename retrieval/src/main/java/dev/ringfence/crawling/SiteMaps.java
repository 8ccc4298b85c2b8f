package dev.ringfence.crawling;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import dev.ringfence.crawling.Fetched.Validators;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The pages that a site lists itself, in sitemaps and indexes of them. */
final class SiteMaps {
  private static final int MOST_MAPS = 50;
  private static final int MOST_BYTES = 50 << 20;

  private final Site site;
  private final PageFetcher fetcher;
  private final int mostPages;

  SiteMaps(Site site, PageFetcher fetcher, int mostPages) {
    this.site = site;
    this.fetcher = fetcher;
    this.mostPages = mostPages;
  }

  /** The pages of the maps, in their order. What is no map lists nothing. */
  Set<URI> pages(Iterable<URI> maps) throws InterruptedException {
    Set<URI> pages = new LinkedHashSet<>();
    Set<URI> seen = new LinkedHashSet<>();
    Deque<URI> left = new ArrayDeque<>();
    maps.forEach(left::add);
    while (!left.isEmpty() && seen.size() < MOST_MAPS && pages.size() < mostPages) {
      URI map = left.poll();
      if (!seen.add(map)) {
        continue;
      }
      switch (fetcher.fetch(map, Validators.NONE)) {
        case Fetched.Content content ->
            parsed(content)
                .ifPresent(
                    read -> {
                      switch (read) {
                        case SiteMapIndex index ->
                            index
                                .getSitemaps()
                                .forEach(
                                    inner ->
                                        site.page(map, inner.getUrl().toString())
                                            .ifPresent(left::add));
                        case SiteMap list ->
                            list.getSiteMapUrls()
                                .forEach(
                                    url ->
                                        site.page(map, url.getUrl().toString())
                                            .ifPresent(pages::add));
                        default -> {}
                      }
                    });
        case Fetched.Moved moved -> left.add(moved.to());
        case Fetched.NotModified _,
            Fetched.Gone _,
            Fetched.Refused _,
            Fetched.TooMuch _,
            Fetched.Failed _ -> {}
      }
    }
    return pages;
  }

  private static Optional<AbstractSiteMap> parsed(Fetched.Content content) {
    try {
      byte[] bytes = content.bytes();
      if (bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B) {
        bytes = PageFetcher.unpacked(bytes, MOST_BYTES).orElse(new byte[0]);
      }
      String start = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
      if (start.toUpperCase(Locale.ROOT).contains("<!DOCTYPE")) {
        return Optional.empty();
      }
      String type =
          start.stripLeading().startsWith("<") || start.contains("<?xml")
              ? "text/xml"
              : "text/plain";
      return Optional.of(
          new SiteMapParser(false, false).parseSiteMap(type, bytes, content.address().toURL()));
    } catch (UnknownFormatException | IOException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
