package dev.ringfence.cli;

import dev.ringfence.chat.DemoSite.Page;
import dev.ringfence.database.Principal;
import dev.ringfence.parsing.HeadingAnchors;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.Ingested;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/**
 * The demo companies' documents: as pages of the demo, and on their way into the knowledge base.
 */
final class DemoPages {
  private DemoPages() {}

  /** The public documents by the path they are shown at. */
  static Map<String, Page> all() {
    Map<String, Page> pages = new HashMap<>();
    for (DemoDocument document : DemoDocument.all()) {
      if (document.url() != null) {
        pages.put(document.url(), page(document));
      }
    }
    return pages;
  }

  private static Page page(DemoDocument document) {
    if (document.file().endsWith(".pdf")) {
      return new Page("application/pdf", document.content());
    }
    if (document.file().endsWith(".html")) {
      return new Page("text/html; charset=utf-8", document.content());
    }
    Node tree =
        Parser.builder().build().parse(new String(document.content(), StandardCharsets.UTF_8));
    String body =
        HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(_ -> anchors())
            .build()
            .render(tree);
    String html =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
            + " content=\"width=device-width\"><link rel=\"icon\" href=\"/favicon.svg\"><title>"
            + document.title().replace("&", "&amp;").replace("<", "&lt;")
            + "</title><style>body{font:1rem/1.6 system-ui;max-width:42rem;margin:2rem auto;"
            + "padding:0 1rem}</style>"
            + body;
    return new Page("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** So that a link to a passage lands at its heading. */
  private static AttributeProvider anchors() {
    HeadingAnchors anchors = new HeadingAnchors();
    TextContentRenderer words = TextContentRenderer.builder().build();
    return (node, _, attributes) -> {
      if (node instanceof Heading heading) {
        attributes.put("id", anchors.next(words.render(heading).strip()).fragment());
      }
    };
  }

  static void ingest(
      DocumentStore store, Principal.Staff staff, DemoDocument document, @Nullable UUID owner) {
    Ingested result =
        store.ingest(
            staff,
            new NewDocument(
                document.file(),
                store.mediaTypeOf(document.file()).orElseThrow(),
                document.content(),
                switch (document.visibility()) {
                  case PUBLIC -> Visibility.PUBLIC;
                  case TENANT -> Visibility.TENANT;
                  case CUSTOMER -> Visibility.CUSTOMER;
                },
                owner,
                document.title(),
                document.url()),
            (_, _) -> {});
    if (result instanceof Ingested.Rejected) {
      throw new IllegalStateException("the demo document " + document.file() + " is unreadable");
    }
  }
}
