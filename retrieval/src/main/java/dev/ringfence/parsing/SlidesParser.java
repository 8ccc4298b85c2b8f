package dev.ringfence.parsing;

import dev.ringfence.parsing.Block.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;

/**
 * Reads PPTX: each slide is a section, found at {@code slide=3}. Left out is what the audience does
 * not see: hidden slides, the speaker's notes, comments; and what every slide repeats.
 */
final class SlidesParser implements DocumentParser {
  private static final int DEEPEST_GROUP = 16;
  private static final Set<Placeholder> REPEATED =
      Set.of(
          Placeholder.SLIDE_NUMBER, Placeholder.DATETIME, Placeholder.FOOTER, Placeholder.HEADER);
  private static final Set<Placeholder> TITLES =
      Set.of(Placeholder.TITLE, Placeholder.CENTERED_TITLE, Placeholder.VERTICAL_TEXT_TITLE);

  @Override
  public Set<String> mediaTypes() {
    return Set.of("application/vnd.openxmlformats-officedocument.presentationml.presentation");
  }

  @Override
  public Set<String> extensions() {
    return Set.of("pptx");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    try (OPCPackage file = OfficeFile.open(content);
        XMLSlideShow show = new XMLSlideShow(file)) {
      Outline outline = new Outline();
      for (XSLFSlide slide : show.getSlides()) {
        if (!slide.isHidden()) {
          slide(slide, outline);
        }
      }
      return outline.document(show.getProperties().getCoreProperties().getTitle(), fallbackTitle);
    }
  }

  private static void slide(XSLFSlide slide, Outline outline) throws UnreadableException {
    String anchor = "slide=" + slide.getSlideNumber();
    String title = slide.getTitle();
    if (title == null || title.isBlank()) {
      outline.section(1, "Slide " + slide.getSlideNumber(), anchor);
    } else {
      outline.heading(1, title, anchor);
    }
    shapes(slide.getShapes(), outline, 0);
  }

  private static void shapes(List<XSLFShape> shapes, Outline outline, int depth)
      throws UnreadableException {
    for (XSLFShape shape : shapes) {
      switch (shape) {
        case XSLFTextShape text -> text(text, outline);
        case XSLFTable table -> table(table, outline);
        case XSLFGroupShape group when depth < DEEPEST_GROUP ->
            shapes(group.getShapes(), outline, depth + 1);
        default -> {}
      }
    }
  }

  private static void text(XSLFTextShape shape, Outline outline) throws UnreadableException {
    Placeholder kind = shape.getTextType();
    if (kind != null && (REPEATED.contains(kind) || TITLES.contains(kind))) {
      return;
    }
    RunningBlock running = new RunningBlock(outline);
    for (XSLFTextParagraph paragraph : shape.getTextParagraphs()) {
      String words = paragraph.getText();
      if (!words.isBlank()) {
        boolean item = paragraph.isBullet();
        running.line(item ? Kind.LIST : Kind.TEXT, item ? "- " + words : words);
      }
    }
    running.end();
  }

  private static void table(XSLFTable table, Outline outline) throws UnreadableException {
    RunningBlock running = new RunningBlock(outline);
    for (var row : table.getRows()) {
      running.row(row.getCells().stream().map(XSLFTableCell::getText).toList());
    }
    running.end();
  }
}
