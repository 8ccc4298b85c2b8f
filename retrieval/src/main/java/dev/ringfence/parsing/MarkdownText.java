package dev.ringfence.parsing;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of Markdown's nodes: no addresses of links and images, no HTML. */
final class MarkdownText {
  private MarkdownText() {}

  /** The text of what stands inside one block. */
  static String inline(Node block) {
    StringBuilder text = new StringBuilder();
    collect(block, text);
    return text.toString();
  }

  /** A list, one item a line, those of inner lists below their item. */
  static String list(ListBlock list) {
    List<String> lines = new ArrayList<>();
    items(list, "", lines);
    return String.join("\n", lines);
  }

  /** A table, one row a line. */
  static String table(TableBlock table) {
    List<String> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          rows.add(row(row));
        }
      }
    }
    return String.join("\n", rows);
  }

  private static String row(Node row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add(inline(cell).replace('\n', ' ').strip());
    }
    return String.join(" | ", cells);
  }

  private static void items(ListBlock list, String number, List<String> lines) {
    int next =
        list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
            ? ordered.getMarkerStartNumber()
            : 1;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String mark = list instanceof OrderedList ? number + next++ + "." : "-";
      StringBuilder text = new StringBuilder(mark);
      List<ListBlock> inner = new ArrayList<>();
      for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
        if (part instanceof ListBlock nested) {
          inner.add(nested);
        } else {
          text.append(' ').append(inline(part).replace('\n', ' ').strip());
        }
      }
      lines.add(text.toString());
      inner.forEach(nested -> items(nested, mark.equals("-") ? "" : mark, lines));
    }
  }

  private static void collect(Node parent, StringBuilder text) {
    literal(parent, text);
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text words -> text.append(words.getLiteral());
        case Code code -> text.append(code.getLiteral());
        case SoftLineBreak _ -> text.append(' ');
        case HardLineBreak _ -> text.append('\n');
        case HtmlInline _, HtmlBlock _ -> {}
        default -> collect(node, text);
      }
    }
  }

  private static void literal(Node node, StringBuilder text) {
    switch (node) {
      case FencedCodeBlock code -> text.append(code.getLiteral());
      case IndentedCodeBlock code -> text.append(code.getLiteral());
      default -> {}
    }
  }
}
