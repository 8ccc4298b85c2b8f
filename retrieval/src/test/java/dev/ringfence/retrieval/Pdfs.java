package dev.ringfence.retrieval;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jspecify.annotations.Nullable;

/**
 * PDF files made for tests: each page is text in which "# " opens a heading and an empty line a
 * paragraph.
 */
final class Pdfs {
  static {
    FontMappers.set(new PdfFonts());
  }

  private Pdfs() {}

  static byte[] of(String... pages) {
    return write(null, pages);
  }

  static byte[] encrypted(String password, String page) {
    return write(password, page);
  }

  private static byte[] write(@Nullable String password, String... pages) {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      for (String page : pages) {
        page(pdf, page);
      }
      if (password != null) {
        pdf.protect(
            new StandardProtectionPolicy("owner-" + password, password, new AccessPermission()));
      }
      pdf.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(PDDocument pdf, String text) throws IOException {
    PDPage page = new PDPage();
    pdf.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
      float y = 740;
      for (String line : text.split("\n", -1)) {
        boolean heading = line.startsWith("# ");
        float size = heading ? 18 : 11;
        content.beginText();
        content.setFont(
            new PDType1Font(heading ? FontName.HELVETICA_BOLD : FontName.HELVETICA), size);
        content.newLineAtOffset(60, y);
        content.showText(heading ? line.substring(2) : line);
        content.endText();
        y -= heading ? 30 : 14;
      }
    }
  }
}
