package dev.ringfence.parsing;

import dev.ringfence.parsing.Block.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;

/**
 * Reads Markdown with tables, and a title from its front matter. HTML in it is read as text or left
 * out.
 */
final class MarkdownParser implements DocumentParser {
  private static final int DEEPEST = 64;
  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A---\\R(.*?)\\R(?:---|\\.\\.\\.)(?:\\R|\\z)", Pattern.DOTALL);
  private static final Pattern FRONT_MATTER_TITLE =
      Pattern.compile("^title:[ \\t]*(.+)$", Pattern.MULTILINE);
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  @Override
  public Set<String> mediaTypes() {
    return PlainTextParser.ordered("text/markdown", "text/x-markdown");
  }

  @Override
  public Set<String> extensions() {
    return PlainTextParser.ordered("md", "markdown");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle) throws UnreadableException {
    String text = PlainTextParser.decode(content);
    String stated = null;
    Matcher frontMatter = FRONT_MATTER.matcher(text);
    if (frontMatter.find()) {
      Matcher title = FRONT_MATTER_TITLE.matcher(frontMatter.group(1));
      stated = title.find() ? title.group(1).strip().replaceAll("^(['\"])(.*)\\1$", "$2") : null;
      text = text.substring(frontMatter.end());
    }
    Outline outline = new Outline();
    blocks(PARSER.parse(text), outline, new HeadingAnchors());
    return outline.document(stated, fallbackTitle);
  }

  private static void blocks(Node parent, Outline outline, HeadingAnchors anchors)
      throws UnreadableException {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading heading -> {
          HeadingAnchors.Anchored anchored = anchors.next(MarkdownText.inline(heading));
          outline.heading(heading.getLevel(), anchored.text(), anchored.fragment());
        }
        case Paragraph paragraph -> outline.block(Kind.TEXT, MarkdownText.inline(paragraph));
        case BulletList list -> outline.block(Kind.LIST, MarkdownText.list(list));
        case OrderedList list -> outline.block(Kind.LIST, MarkdownText.list(list));
        case TableBlock table -> outline.block(Kind.TABLE, MarkdownText.table(table));
        case FencedCodeBlock code -> outline.block(Kind.CODE, code.getLiteral());
        case IndentedCodeBlock code -> outline.block(Kind.CODE, code.getLiteral());
        case HtmlBlock html -> outline.block(Kind.TEXT, visibleText(html.getLiteral()));
        case ThematicBreak _, LinkReferenceDefinition _ -> {}
        default -> blocks(node, outline, anchors);
      }
    }
  }

  private static String visibleText(String html) {
    return Jsoup.parse(Jsoup.clean(html, Safelist.basic())).text();
  }
}
