package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The lines of a PDF in reading order, with the size and weight in which they are set. */
final class PdfLines extends PDFTextStripper {
  private static final int MOST_CHARACTERS = 4_000_000;

  /**
   * One line.
   *
   * @param size the size of most of its characters, in half points
   * @param startsParagraph whether the layout sets it apart from the line before
   */
  record Line(int page, String text, int size, boolean bold, boolean startsParagraph) {}

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, Integer> sizes = new TreeMap<>();
  private boolean bold = true;
  private boolean startsParagraph = true;
  private int characters;

  private PdfLines() {
    setSuppressDuplicateOverlappingText(true);
  }

  static List<Line> of(PDDocument pdf) throws IOException, UnreadableException {
    PdfLines stripper = new PdfLines();
    try {
      stripper.writeText(pdf, Writer.nullWriter());
    } catch (TooLong _) {
      throw new UnreadableException(Reason.TOO_LARGE);
    }
    stripper.endLine();
    return List.copyOf(stripper.lines);
  }

  @Override
  protected void writeString(String part, List<TextPosition> positions) throws IOException {
    characters += part.length();
    if (characters > MOST_CHARACTERS) {
      throw new TooLong();
    }
    text.append(part);
    for (TextPosition position : positions) {
      if (!position.getUnicode().isBlank()) {
        sizes.merge(Math.round(position.getFontSizeInPt() * 2), 1, Integer::sum);
        bold &= isBold(position.getFont());
      }
    }
  }

  @Override
  protected void writeWordSeparator() {
    text.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() {
    endLine();
    startsParagraph = true;
  }

  @Override
  protected void writeParagraphEnd() {
    endLine();
  }

  @Override
  protected void writePageEnd() {
    endLine();
    startsParagraph = true;
  }

  private void endLine() {
    if (!text.toString().isBlank()) {
      lines.add(
          new Line(
              getCurrentPageNo(), text.toString().strip(), mostUsed(sizes), bold, startsParagraph));
      startsParagraph = false;
    }
    text.setLength(0);
    sizes.clear();
    bold = true;
  }

  private static int mostUsed(Map<Integer, Integer> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private static boolean isBold(PDFont font) {
    String name = font.getName() == null ? "" : font.getName().toLowerCase(Locale.ROOT);
    return name.contains("bold") || name.contains("black") || name.contains("heavy");
  }

  /**
   * The sizes of a document: that of its running text, and those that headings are set in, largest
   * first.
   */
  record Sizes(int body, boolean bodyIsBold, List<Integer> headings) {
    private static final double LARGER = 1.12;

    Sizes {
      headings = List.copyOf(headings);
    }

    static Sizes of(List<Line> lines) {
      Map<Integer, Integer> counts = new TreeMap<>();
      lines.forEach(line -> counts.merge(line.size(), line.text().length(), Integer::sum));
      int body = mostUsed(counts);
      int boldCharacters =
          lines.stream()
              .filter(line -> line.size() == body && line.bold())
              .mapToInt(line -> line.text().length())
              .sum();
      boolean bodyIsBold = boldCharacters * 2 > counts.getOrDefault(body, 0);
      List<Integer> larger =
          counts.keySet().stream()
              .filter(size -> size > body * LARGER)
              .sorted((a, b) -> b - a)
              .toList();
      return new Sizes(body, bodyIsBold, larger);
    }

    /** The level of the heading a line is, or 0 where it is none. */
    int headingLevel(Line line) {
      int index = headings.indexOf(line.size());
      if (index >= 0) {
        return index + 1;
      }
      boolean standsOut =
          line.bold() && !bodyIsBold && line.size() == body && !line.text().endsWith(".");
      return standsOut ? headings.size() + 1 : 0;
    }
  }

  /** Stops the stripper, which can only be left by an exception of its own kind. */
  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
