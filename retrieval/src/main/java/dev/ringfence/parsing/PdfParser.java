package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDF: its text in reading order, with the lines that are set larger or bolder than the rest
 * as headings.
 */
final class PdfParser implements DocumentParser {
  private static final int MOST_PAGES = 1_000;
  private static final long MOST_SCRATCH_BYTES = 128L << 20;
  private static final int LONGEST_HEADING = 120;

  static {
    FontMappers.set(new PdfFonts());
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of("application/pdf");
  }

  @Override
  public Set<String> extensions() {
    return Set.of("pdf");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    var bounded = MemoryUsageSetting.setupMainMemoryOnly(MOST_SCRATCH_BYTES).streamCache;
    try (PDDocument pdf = Loader.loadPDF(content, "", null, null, bounded)) {
      if (pdf.getNumberOfPages() > MOST_PAGES) {
        throw new UnreadableException(Reason.TOO_LARGE);
      }
      return outlined(PdfLines.of(pdf), pdf.getDocumentInformation().getTitle(), fallbackTitle);
    } catch (InvalidPasswordException _) {
      throw new UnreadableException(Reason.ENCRYPTED);
    }
  }

  private static ParsedDocument outlined(
      List<PdfLines.Line> lines, @Nullable String stated, String fallbackTitle)
      throws UnreadableException {
    PdfLines.Sizes sizes = PdfLines.Sizes.of(lines);
    Outline outline = new Outline();
    StringBuilder paragraph = new StringBuilder();
    PdfLines.Line before = null;
    int wrapped = lines.stream().mapToInt(line -> line.text().length()).max().orElse(0) * 7 / 10;
    for (PdfLines.Line line : lines) {
      int level = line.text().length() <= LONGEST_HEADING ? sizes.headingLevel(line) : 0;
      if (level > 0 || line.startsParagraph() || (before != null && before.page() != line.page())) {
        outline.block(Kind.TEXT, paragraph.toString());
        paragraph.setLength(0);
      }
      if (level > 0) {
        outline.heading(level, line.text(), "page=" + line.page());
      } else {
        if (paragraph.isEmpty()) {
          outline.place("page=" + line.page());
        }
        append(paragraph, line.text(), before != null && before.text().length() >= wrapped);
      }
      before = line;
    }
    outline.block(Kind.TEXT, paragraph.toString());
    return outline.document(stated, fallbackTitle);
  }

  /**
   * Joins a line to its paragraph; a word that was divided at the line's end is made whole.
   *
   * @param wrapped whether the line before was about full, so that it ended for want of room and
   *     not of its own accord
   */
  private static void append(StringBuilder paragraph, String line, boolean wrapped) {
    int last = paragraph.length() - 1;
    boolean divided =
        last > 0
            && paragraph.charAt(last) == '-'
            && Character.isLowerCase(paragraph.charAt(last - 1))
            && !line.isEmpty()
            && Character.isLowerCase(line.charAt(0));
    if (divided) {
      paragraph.setLength(last);
    } else if (!paragraph.isEmpty()) {
      paragraph.append(wrapped ? ' ' : '\n');
    }
    paragraph.append(line);
  }
}
