package dev.ringfence.crawling;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What a page says about itself and others.
 *
 * @param links the pages of the same site that it leads to
 * @param canonical the address that it would rather be known by, where that is another one
 * @param indexed whether it may be found in a search
 */
record PageLinks(Set<URI> links, Optional<URI> canonical, boolean indexed) {
  private static final int DEEPEST = 256;
  private static final int MOST_LINKS = 1_000;

  static PageLinks of(Site site, URI address, byte[] page) throws IOException {
    Document document =
        Jsoup.parse(
            new ByteArrayInputStream(page),
            null,
            address.toString(),
            Parser.htmlParser().setMaxDepth(DEEPEST));
    String robots = meta(document, "robots") + "," + meta(document, PageFetcher.AGENT);
    boolean none = robots.contains("none");
    Set<URI> links = new LinkedHashSet<>();
    if (!none && !robots.contains("nofollow")) {
      URI base = base(site, document, address);
      for (Element link : document.select("a[href]")) {
        if (!link.attr("rel").toLowerCase(Locale.ROOT).contains("nofollow")
            && links.size() < MOST_LINKS) {
          site.page(base, link.attr("href")).ifPresent(links::add);
        }
      }
    }
    Element canonical = document.selectFirst("link[rel=canonical][href]");
    return new PageLinks(
        links,
        canonical == null
            ? Optional.empty()
            : site.page(address, canonical.attr("href")).filter(other -> !other.equals(address)),
        !none && !robots.contains("noindex"));
  }

  private static URI base(Site site, Document document, URI address) {
    Element base = document.selectFirst("base[href]");
    return base == null ? address : site.page(address, base.attr("href")).orElse(address);
  }

  private static String meta(Document document, String name) {
    Element meta = document.selectFirst("meta[name=" + name + "][content]");
    return meta == null ? "" : meta.attr("content").toLowerCase(Locale.ROOT);
  }
}
