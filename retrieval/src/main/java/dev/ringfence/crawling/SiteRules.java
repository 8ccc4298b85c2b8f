package dev.ringfence.crawling;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.ringfence.crawling.Fetched.Validators;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a site's robots.txt asks of us. Where it cannot be read nothing is fetched: silence is no
 * consent.
 */
record SiteRules(BaseRobotRules rules) {
  private static final String FILE = "/robots.txt";
  private static final int MOST_MOVES = 5;

  /** The rules; empty when the site could not be asked for them. */
  static Optional<SiteRules> of(Site site, PageFetcher fetcher) throws InterruptedException {
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    URI file = site.at(FILE);
    for (int moves = 0; moves <= MOST_MOVES; moves++) {
      Fetched fetched = fetcher.fetch(file, Validators.NONE);
      switch (fetched) {
        case Fetched.Content content -> {
          return Optional.of(
              new SiteRules(
                  parser.parseContent(
                      file.toString(), content.bytes(), "text/plain", List.of(PageFetcher.AGENT))));
        }
        case Fetched.Moved moved -> file = moved.to();
        case Fetched.Gone _ -> {
          return Optional.of(new SiteRules(parser.failedFetch(404)));
        }
        case Fetched.Refused _, Fetched.NotModified _, Fetched.TooMuch _ -> {
          // As the standard has it: a file that is kept from us asks nothing of us, unless the
          // whole site does.
          return Optional.of(new SiteRules(parser.failedFetch(403)));
        }
        case Fetched.Failed _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  boolean allow(URI address) {
    return rules.isAllowed(address.toString());
  }

  List<String> sitemaps() {
    return rules.getSitemaps();
  }

  /** The pace that is asked for; zero for none. */
  Duration pace() {
    long delay = rules.getCrawlDelay();
    return delay > 0 ? Duration.ofMillis(delay) : Duration.ZERO;
  }
}
