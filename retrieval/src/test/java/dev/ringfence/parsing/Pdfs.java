package dev.ringfence.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
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

  /** One that would run a script and a program, open an address and unpack a file, were it let. */
  static byte[] acting(String address) {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      page(pdf, "Only this.");
      pdf.getDocumentCatalog()
          .setOpenAction(new PDActionJavaScript("app.launchURL('" + address + "')"));
      PDActionLaunch launch = new PDActionLaunch();
      launch.setF("/bin/sh");
      PDAnnotationLink button = new PDAnnotationLink();
      button.setAction(launch);
      PDActionURI open = new PDActionURI();
      open.setURI(address);
      PDAnnotationLink link = new PDAnnotationLink();
      link.setAction(open);
      pdf.getPage(0).setAnnotations(List.of(button, link));
      PDComplexFileSpecification attached = new PDComplexFileSpecification();
      attached.setFile("run.js");
      attached.setEmbeddedFile(
          new PDEmbeddedFile(pdf, new ByteArrayInputStream("Unpacked words".getBytes(UTF_8))));
      PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(Map.of("run.js", attached));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      pdf.getDocumentCatalog().setNames(names);
      pdf.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
