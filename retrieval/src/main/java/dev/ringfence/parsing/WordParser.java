package dev.ringfence.parsing;

import dev.ringfence.parsing.Block.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.ICell;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFSDTCell;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/**
 * Reads DOCX: headings by their styles, lists and tables. Left out is what a reader of the page
 * does not read: hidden text, comments, deleted text, running heads and feet.
 */
final class WordParser implements DocumentParser {
  private static final Pattern HEADING = Pattern.compile("heading ?([1-9])");
  private static final int DEEPEST_TABLE = 8;

  @Override
  public Set<String> mediaTypes() {
    return Set.of("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  }

  @Override
  public Set<String> extensions() {
    return Set.of("docx");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    try (OPCPackage file = OfficeFile.open(content);
        XWPFDocument document = new XWPFDocument(file)) {
      Outline outline = new Outline();
      RunningBlock running = new RunningBlock(outline);
      for (IBodyElement element : document.getBodyElements()) {
        switch (element) {
          case XWPFParagraph paragraph -> paragraph(document, paragraph, outline, running);
          case XWPFTable table -> {
            running.end();
            for (XWPFTableRow row : table.getRows()) {
              running.row(cells(row, 0));
            }
            running.end();
          }
          case XWPFSDT control -> {
            running.end();
            outline.block(Kind.TEXT, control.getContent().getText());
          }
          default -> {}
        }
      }
      running.end();
      return outline.document(
          document.getProperties().getCoreProperties().getTitle(), fallbackTitle);
    }
  }

  private static void paragraph(
      XWPFDocument document, XWPFParagraph paragraph, Outline outline, RunningBlock running)
      throws UnreadableException {
    String text = text(paragraph);
    if (text.isBlank()) {
      return;
    }
    int level = headingLevel(document, paragraph);
    if (level > 0) {
      running.end();
      outline.heading(level, text, null);
    } else if (paragraph.getNumID() != null) {
      running.line(Kind.LIST, "- " + text);
    } else {
      running.end();
      outline.block(Kind.TEXT, text);
    }
  }

  /** From 1, the title; 0 for a paragraph that is no heading. */
  private static int headingLevel(XWPFDocument document, XWPFParagraph paragraph) {
    String id = paragraph.getStyleID();
    if (id == null || document.getStyles() == null) {
      return 0;
    }
    XWPFStyle style = document.getStyles().getStyle(id);
    String name = style == null || style.getName() == null ? id : style.getName();
    if (name.equalsIgnoreCase("title")) {
      return 1;
    }
    Matcher heading = HEADING.matcher(name.toLowerCase(Locale.ROOT));
    return heading.matches() ? Integer.parseInt(heading.group(1)) + 1 : 0;
  }

  private static String text(XWPFParagraph paragraph) {
    StringBuilder text = new StringBuilder();
    for (IRunElement run : paragraph.getIRuns()) {
      switch (run) {
        case XWPFRun plain -> text.append(plain.isVanish() ? "" : plain.text());
        case XWPFSDT control -> text.append(control.getContent().getText());
        default -> {}
      }
    }
    return text.toString();
  }

  private static List<String> cells(XWPFTableRow row, int depth) {
    List<String> cells = new ArrayList<>();
    for (ICell cell : row.getTableICells()) {
      switch (cell) {
        case XWPFTableCell plain -> cells.add(text(plain, depth));
        case XWPFSDTCell control -> cells.add(control.getContent().getText());
        default -> {}
      }
    }
    return cells;
  }

  /** With the words of tables inside the cell, row by row. */
  private static String text(XWPFTableCell cell, int depth) {
    StringBuilder text = new StringBuilder();
    for (IBodyElement element : cell.getBodyElements()) {
      switch (element) {
        case XWPFParagraph paragraph -> text.append(text(paragraph)).append(' ');
        case XWPFTable inner when depth < DEEPEST_TABLE ->
            text.append(
                inner.getRows().stream()
                    .map(row -> String.join(", ", cells(row, depth + 1)))
                    .collect(Collectors.joining("; ")));
        default -> {}
      }
    }
    return text.toString();
  }
}
