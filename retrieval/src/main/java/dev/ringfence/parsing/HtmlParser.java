package dev.ringfence.parsing;

import dev.ringfence.parsing.Block.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a visitor of a page would read as its content: no scripts, no navigation, nothing
 * hidden.
 */
final class HtmlParser implements DocumentParser {
  private static final int DEEPEST = 256;
  private static final Pattern HIDING =
      Pattern.compile(
          "display\\s*:\\s*none|visibility\\s*:\\s*hidden|font-size\\s*:\\s*0|opacity\\s*:\\s*0(?![.\\d])");
  private static final String NOT_CONTENT =
      "script, style, noscript, template, nav, svg, math, iframe, object, embed, canvas, audio, video, dialog,"
          + " button, select, input, textarea, [hidden], [aria-hidden=true], [role=navigation], [role=banner],"
          + " [role=contentinfo], [role=search]";

  @Override
  public Set<String> mediaTypes() {
    return PlainTextParser.ordered("text/html", "application/xhtml+xml");
  }

  @Override
  public Set<String> extensions() {
    return PlainTextParser.ordered("html", "htm", "xhtml");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
    Document page = Jsoup.parse(new ByteArrayInputStream(content), null, "", parser);
    String title = page.title();
    page.select(NOT_CONTENT).remove();
    page.select("[style]").stream().filter(HtmlParser::isHidden).forEach(Node::remove);
    page.select("body > header, body > footer, body > div > header, body > div > footer").remove();
    Outline outline = new Outline();
    StringBuilder line = new StringBuilder();
    walk(contentOf(page), outline, line);
    flush(outline, line);
    return outline.document(title, fallbackTitle);
  }

  private static Element contentOf(Document page) {
    Element main = page.selectFirst("main, [role=main]");
    if (main != null) {
      return main;
    }
    Elements articles = page.select("article");
    return articles.size() == 1 ? articles.getFirst() : page.body();
  }

  private static boolean isHidden(Element element) {
    return HIDING.matcher(element.attr("style").toLowerCase(Locale.ROOT)).find();
  }

  private static void walk(Element parent, Outline outline, StringBuilder line)
      throws UnreadableException {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        line.append(text.getWholeText().replace('\n', ' '));
      } else if (node instanceof Element element) {
        element(element, outline, line);
      }
    }
  }

  private static void element(Element element, Outline outline, StringBuilder line)
      throws UnreadableException {
    switch (element.normalName()) {
      case "br" -> line.append('\n');
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush(outline, line);
        outline.heading(element.normalName().charAt(1) - '0', element.text(), anchorOf(element));
      }
      case "ul", "ol" -> block(Kind.LIST, HtmlText.list(element), outline, line);
      case "dl" -> block(Kind.LIST, HtmlText.definitions(element), outline, line);
      case "table" -> block(Kind.TABLE, HtmlText.table(element), outline, line);
      case "pre" -> block(Kind.CODE, element.wholeText(), outline, line);
      default -> {
        if (element.isBlock()) {
          flush(outline, line);
          walk(element, outline, line);
          flush(outline, line);
        } else {
          walk(element, outline, line);
        }
      }
    }
  }

  private static void block(Kind kind, String text, Outline outline, StringBuilder line)
      throws UnreadableException {
    flush(outline, line);
    outline.block(kind, text);
  }

  private static void flush(Outline outline, StringBuilder line) throws UnreadableException {
    String text = line.toString();
    line.setLength(0);
    outline.block(Kind.TEXT, text);
  }

  private static @Nullable String anchorOf(Element heading) {
    if (!heading.id().isEmpty()) {
      return heading.id();
    }
    Element named = heading.selectFirst("a[id], a[name]");
    if (named == null) {
      return null;
    }
    return named.id().isEmpty() ? named.attr("name") : named.id();
  }

  /** The words of HTML's lists and tables. */
  private static final class HtmlText {
    static String list(Element list) {
      boolean numbered = list.normalName().equals("ol");
      StringBuilder lines = new StringBuilder();
      int number = 1;
      for (Element item : list.children()) {
        lines.append(numbered ? number++ + ". " : "- ").append(own(item)).append('\n');
        item.select("> ul, > ol").forEach(inner -> lines.append(list(inner)));
      }
      return lines.toString();
    }

    private static String own(Element item) {
      Element copy = item.clone();
      copy.select("> ul, > ol").remove();
      return copy.text();
    }

    static String definitions(Element list) {
      return list.select("dt, dd").stream()
          .map(part -> (part.normalName().equals("dt") ? "" : "  ") + part.text())
          .collect(Collectors.joining("\n"));
    }

    static String table(Element table) {
      return table.select("caption, tr").stream()
          .map(
              row ->
                  row.normalName().equals("caption")
                      ? row.text()
                      : String.join(" | ", row.select("> th, > td").eachText()))
          .collect(Collectors.joining("\n"));
    }
  }
}
