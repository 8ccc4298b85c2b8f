package dev.ringfence.crawling;

import dev.ringfence.crawling.Fetched.Validators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way through a site, breadth first: from its sitemaps, the address it was entered by and the
 * pages known from before, over the links of each page.
 */
public final class SiteCrawl {
  /** So many pages one after another that cannot be had, and the site is taken to be down. */
  private static final int MOST_FAILURES = 10;

  private final Site site;
  private final CrawlLimits limits;
  private final CrawlLog log;
  private final PageVisitor visitor;
  private final Deque<URI> left = new ArrayDeque<>();
  private final Map<URI, Integer> depths = new HashMap<>();
  private final Set<URI> gone = new HashSet<>();
  private boolean complete = true;
  private boolean wholeSite = true;
  private int failures;

  /**
   * @param folder where it is noted what was fetched
   * @param name a file name for this site and what is done with it
   * @throws IOException when that note cannot be read or written
   */
  public SiteCrawl(Site site, CrawlLimits limits, Path folder, String name, PageVisitor visitor)
      throws IOException {
    this.site = site;
    this.limits = limits;
    this.log = new CrawlLog(folder, name);
    this.visitor = visitor;
  }

  /**
   * Goes through the site.
   *
   * @param known pages that were taken before, to be asked for even where no link leads to them any
   *     more
   * @throws InterruptedException when the thread is told to stop meanwhile
   */
  public CrawlEnd run(Collection<String> known) throws InterruptedException {
    try (PageFetcher fetcher = new PageFetcher(site, limits)) {
      var rules = SiteRules.of(site, fetcher);
      if (rules.isEmpty()) {
        return new CrawlEnd(
            false, Set.of(), "robots.txt could not be asked for, so nothing was fetched");
      }
      fetcher.slowDown(rules.get().pace());
      enter(fetcher, rules.get(), known);
      while (!left.isEmpty() && failures < MOST_FAILURES) {
        if (visitor.isStopped()) {
          return new CrawlEnd(false, Set.of(), "");
        }
        URI page = left.poll();
        if (rules.get().allow(page)) {
          visit(page, fetcher);
        } else {
          dealtWith(page, false, Validators.NONE, List.of());
          visitor.passedOver(page);
        }
      }
    }
    if (failures >= MOST_FAILURES) {
      return new CrawlEnd(false, Set.of(), "the site does not answer; a second run goes on");
    }
    log.finish();
    return new CrawlEnd(
        complete,
        gone,
        wholeSite ? "" : "it has more than " + limits.pages() + " pages; the rest was left");
  }

  private void enter(PageFetcher fetcher, SiteRules rules, Collection<String> known)
      throws InterruptedException {
    List<CrawlLog.Entry> before = log.dealtWith();
    before.forEach(
        entry -> {
          depths.put(entry.address(), entry.depth());
          if (entry.gone()) {
            gone.add(entry.address());
          }
        });
    reach(site.start(), 0);
    Set<URI> maps =
        Stream.concat(rules.sitemaps().stream(), Stream.of("/sitemap.xml"))
            .flatMap(map -> site.page(site.start(), map).stream())
            .collect(Collectors.toSet());
    new SiteMaps(site, fetcher, limits.pages()).pages(maps).forEach(page -> reach(page, 0));
    known.forEach(address -> site.page(site.start(), address).ifPresent(page -> reach(page, 0)));
    before.forEach(entry -> entry.links().forEach(link -> reach(link, entry.depth() + 1)));
  }

  private void reach(URI page, int depth) {
    if (depth > limits.depth() || depths.containsKey(page)) {
      return;
    }
    if (depths.size() >= limits.pages()) {
      wholeSite = false;
      return;
    }
    depths.put(page, depth);
    left.add(page);
    visitor.found(1);
  }

  private void visit(URI page, PageFetcher fetcher) throws InterruptedException {
    var before = log.before(page).filter(_ -> visitor.has(page));
    Fetched fetched =
        fetcher.fetch(page, before.map(CrawlLog.Entry::validators).orElse(Validators.NONE));
    failures = fetched instanceof Fetched.Failed ? failures + 1 : 0;
    switch (fetched) {
      case Fetched.Content content -> content(page, content);
      case Fetched.NotModified _ -> {
        visitor.unchanged(page);
        before.ifPresent(entry -> dealtWith(page, false, entry.validators(), entry.links()));
      }
      case Fetched.Moved moved -> {
        dealtWith(page, moved.forGood(), Validators.NONE, List.of(moved.to()));
        visitor.passedOver(page);
      }
      case Fetched.Gone _ -> {
        dealtWith(page, true, Validators.NONE, List.of());
        visitor.passedOver(page);
      }
      case Fetched.Refused _ -> {
        dealtWith(page, false, Validators.NONE, List.of());
        visitor.passedOver(page);
      }
      case Fetched.TooMuch much -> {
        dealtWith(page, false, Validators.NONE, List.of());
        visitor.skipped(page, much.reason());
      }
      case Fetched.Failed failed -> {
        // Not noted: a second run asks for it again.
        complete = false;
        visitor.skipped(page, failed.reason());
      }
    }
  }

  private void content(URI page, Fetched.Content content) {
    if (!content.mediaType().startsWith("text/html")
        && !content.mediaType().startsWith("application/xhtml")) {
      visitor.page(page, content.mediaType(), content.bytes());
      dealtWith(page, false, content.validators(), List.of());
      return;
    }
    PageLinks links;
    try {
      links = PageLinks.of(site, page, content.bytes());
    } catch (IOException | RuntimeException | StackOverflowError _) {
      visitor.skipped(page, "it is damaged");
      dealtWith(page, false, Validators.NONE, List.of());
      return;
    }
    boolean elsewhere = links.canonical().isPresent();
    boolean taken = links.indexed() && !elsewhere;
    if (taken) {
      visitor.page(page, content.mediaType(), content.bytes());
    } else {
      visitor.passedOver(page);
    }
    dealtWith(
        page,
        !taken,
        content.validators(),
        Stream.concat(links.canonical().stream(), links.links().stream()).distinct().toList());
  }

  private void dealtWith(URI page, boolean isGone, Validators validators, List<URI> links) {
    int depth = depths.getOrDefault(page, 0);
    if (isGone) {
      gone.add(page);
    }
    links.forEach(link -> reach(link, depth + 1));
    log.add(new CrawlLog.Entry(page, depth, isGone, validators, links));
  }
}
