package dev.ringfence.crawling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteCrawlTest {
  private static final CrawlLimits QUICK =
      new CrawlLimits(100, 5, 100_000, 10_000_000, Duration.ofSeconds(2), Duration.ofMillis(1));

  @TempDir private Path notes;
  private TestSite site;
  private final Collector found = new Collector();

  /** What slow answers wait for until the test is over. */
  private final Semaphore held = new Semaphore(0);

  @BeforeEach
  void open() throws IOException {
    site = new TestSite();
  }

  @AfterEach
  void close() {
    held.release(100);
    site.close();
  }

  @Test
  void linksAreFollowedOnTheSiteAloneAndEachPageIsTakenOnce() throws Exception {
    try (TestSite other = new TestSite()) {
      site.page("/", link("/a#top") + link("a") + link(other.root() + "x") + link("mailto:x@y.z"));
      site.page("/a", link("/") + link("/b?c=1"));
      site.page("/b?c=1", "B");

      CrawlEnd end = crawl(QUICK);

      assertThat(end.complete()).isTrue();
      assertThat(found.pages).containsOnlyKeys("", "a", "b?c=1");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void aRedirectIsFollowedOnTheSiteAndNowhereElse() throws Exception {
    try (TestSite other = new TestSite()) {
      site.page("/", link("/old") + link("/out") + link("/loop"));
      site.on("/old", TestSite.moved(301, "/new")).page("/new", "New");
      site.on("/out", TestSite.moved(302, other.root()));
      site.on("/loop", TestSite.moved(302, "/loop"));

      crawl(QUICK);

      assertThat(found.pages).containsOnlyKeys("", "new");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void whatRobotsTxtKeepsFromUsIsNotAskedFor() throws Exception {
    site.text("/robots.txt", "User-agent: *\nDisallow: /private\nSitemap: /maps.xml\n");
    site.page("/", link("/private/x") + link("/a"));
    site.page("/a", "A");

    crawl(QUICK);

    assertThat(site.asked()).contains("/a").noneMatch(path -> path.startsWith("/private"));
  }

  @Test
  void nothingIsFetchedWhereRobotsTxtCannotBeAskedFor() throws Exception {
    site.on("/robots.txt", TestSite.status(503)).page("/", "Home");

    CrawlEnd end = crawl(QUICK);

    assertThat(end.complete()).isFalse();
    assertThat(end.problem()).contains("robots.txt");
    assertThat(site.asked()).containsOnly("/robots.txt");
  }

  @Test
  void sitemapsAreReadThroughTheirIndexAndUnpacked() throws Exception {
    String list =
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>%sfar</loc></url></urlset>"
            .formatted(site.root());
    String index =
        "<?xml version=\"1.0\"?><sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>%smap.xml.gz</loc></sitemap></sitemapindex>"
            .formatted(site.root());
    site.on("/sitemap.xml", TestSite.content("application/xml", index.getBytes(UTF_8)));
    site.on("/map.xml.gz", TestSite.content("application/gzip", gzip(list.getBytes(UTF_8))));
    site.page("/", "Home").page("/far", "Far");

    crawl(QUICK);

    assertThat(found.pages).containsOnlyKeys("", "far");
  }

  @Test
  void pagesThatAskNotToBeFoundOrAreKnownByAnotherAddressAreLeft() throws Exception {
    site.page("/", link("/secret") + link("/copy"));
    site.page("/secret", "<meta name=robots content=noindex>" + link("/a"));
    site.page("/copy", "<link rel=canonical href=/a>");
    site.page("/a", "A");

    crawl(QUICK);

    assertThat(found.pages).containsOnlyKeys("", "a");
  }

  @Test
  void aSecondRunAsksOnlyForWhatChanged() throws Exception {
    site.page("/", link("/a"));
    site.on(
        "/a",
        request -> {
          if ("\"1\"".equals(request.getRequestHeaders().getFirst("If-None-Match"))) {
            request.sendResponseHeaders(304, -1);
          } else {
            request.getResponseHeaders().set("ETag", "\"1\"");
            TestSite.content("text/html", "A".getBytes(UTF_8)).to(request);
          }
        });
    crawl(QUICK);
    found.known.addAll(found.pages.keySet());
    found.pages.clear();

    crawl(QUICK);

    assertThat(found.unchanged).containsExactly("a");
    assertThat(found.pages).containsOnlyKeys("");
  }

  @Test
  void anInterruptedCrawlGoesOnWhereItWas() throws Exception {
    site.page("/", link("/a") + link("/b")).page("/a", link("/c")).page("/b", "B").page("/c", "C");
    found.stopAfter = 2;
    assertThat(crawl(QUICK).complete()).isFalse();
    assertThat(found.pages).containsOnlyKeys("", "a");
    site.asked();

    found.stopAfter = Integer.MAX_VALUE;
    assertThat(crawl(QUICK).complete()).isTrue();

    assertThat(found.pages).containsOnlyKeys("", "a", "b", "c");
    assertThat(site.asked()).doesNotContain("/", "/a");
  }

  @Test
  void pagesAreGoneWhenTheSiteSaysSoAndNotWhenItIsDown() throws Exception {
    site.page("/", "Home").on("/down", TestSite.status(500));
    Set<String> known = Set.of(site.root() + "gone", site.root() + "down");

    CrawlEnd end = crawl(QUICK, known);

    assertThat(end.complete()).isFalse();
    assertThat(end.gone()).containsExactly(URI.create(site.root() + "gone"));
    assertThat(found.skipped).containsKey("down");

    site.page("/down", "Up again");
    found.pages.clear();
    end = crawl(QUICK, known);
    assertThat(end.complete()).isTrue();
    assertThat(end.gone()).containsExactly(URI.create(site.root() + "gone"));
  }

  @Test
  void answersWithoutEndAreCutOff() throws Exception {
    site.page("/", link("/endless") + link("/bomb") + link("/slow") + link("/a"));
    site.page("/a", "A");
    site.on(
        "/endless",
        request -> {
          request.getResponseHeaders().set("Content-Type", "text/html");
          request.sendResponseHeaders(200, 0);
          while (true) {
            request.getResponseBody().write(new byte[10_000]);
          }
        });
    site.on(
        "/bomb",
        request -> {
          request.getResponseHeaders().set("Content-Encoding", "gzip");
          TestSite.content("text/html", gzip(new byte[5_000_000])).to(request);
        });
    site.on(
        "/slow",
        request -> {
          request.getResponseHeaders().set("Content-Type", "text/html");
          request.sendResponseHeaders(200, 0);
          request.getResponseBody().write('x');
          request.getResponseBody().flush();
          held.acquireUninterruptibly();
        });

    CrawlEnd end = crawl(QUICK);

    assertThat(found.pages).containsOnlyKeys("", "a");
    assertThat(found.skipped.get("endless")).contains("larger");
    assertThat(found.skipped.get("bomb")).contains("larger");
    assertThat(found.skipped.get("slow")).contains("in time");
    assertThat(end.complete()).isFalse();
  }

  @Test
  void aSiteWithoutEndIsCutOff() throws Exception {
    for (int i = 0; i < 30; i++) {
      site.page(i == 0 ? "/" : "/p" + i, link("/p" + (i + 1)));
    }

    CrawlEnd end = crawl(QUICK.withPages(3));
    assertThat(found.pages).hasSize(3);
    assertThat(end.problem()).contains("more than 3 pages");

    found.pages.clear();
    crawl(QUICK.withDepth(2));
    assertThat(site.asked()).contains("/p2").doesNotContain("/p3");
  }

  @Test
  void itWaitsBetweenRequestsAsLongAsTheSiteAsks() {
    try (PageFetcher fetcher = new PageFetcher(site.site(), QUICK)) {
      fetcher.slowDown(Duration.ofHours(1));
      assertThat(fetcher.pace()).isEqualTo(CrawlLimits.LONGEST_PACE);
    }
  }

  private CrawlEnd crawl(CrawlLimits limits) throws Exception {
    return crawl(limits, Set.of());
  }

  private CrawlEnd crawl(CrawlLimits limits, Set<String> known) throws Exception {
    return new SiteCrawl(site.site(), limits, notes, "site", found).run(known);
  }

  private static String link(String to) {
    return "<p>Text</p><a href=\"" + to + "\">x</a>";
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Keeps what a crawl finds, by path. */
  private static final class Collector implements PageVisitor {
    private final Map<String, String> pages = new HashMap<>();
    private final Map<String, String> skipped = new HashMap<>();
    private final List<String> unchanged = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();
    private int stopAfter = Integer.MAX_VALUE;

    private static String path(URI page) {
      return page.toString().replaceFirst("^http://[^/]+/", "");
    }

    @Override
    public boolean has(URI page) {
      return known.contains(path(page));
    }

    @Override
    public void page(URI page, String mediaType, byte[] content) {
      assertThat(pages.put(path(page), new String(content, UTF_8))).isNull();
    }

    @Override
    public void unchanged(URI page) {
      unchanged.add(path(page));
    }

    @Override
    public void passedOver(URI page) {}

    @Override
    public void skipped(URI page, String reason) {
      skipped.put(path(page), reason);
    }

    @Override
    public void found(int more) {}

    @Override
    public boolean isStopped() {
      return pages.size() >= stopAfter;
    }
  }
}
