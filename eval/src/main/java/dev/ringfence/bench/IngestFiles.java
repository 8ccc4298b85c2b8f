package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files to bring in, the same each time. */
final class IngestFiles {
  private static final String[] WORDS =
      ("boiler valve pressure visit contract invoice engineer radiator filter plan price winter"
              + " repair water heating customer appointment region service warranty")
          .split(" ");
  private static final int SECTIONS = 8;
  private static final int LINES = 40;

  private IngestFiles() {}

  /** A folder of Markdown: headings with a few paragraphs each. */
  static Path markdown(Path folder, int documents) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(1);
    for (int i = 0; i < documents; i++) {
      StringBuilder text = new StringBuilder("# Document " + i + "\n\n");
      for (int section = 0; section < SECTIONS; section++) {
        text.append("## Section " + section + "\n\n" + words(random, 120) + "\n\n");
      }
      Files.writeString(folder.resolve("document-" + i + ".md"), text);
    }
    return folder.toRealPath();
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString().strip();
  }

  /**
   * A PDF with so many full pages of text, without a table of references: readers look for them.
   */
  static Path pdf(Path file, int pages) throws IOException {
    Random random = new Random(2);
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    StringBuilder kids = new StringBuilder();
    pdf.writeBytes("%PDF-1.4\n".getBytes(US_ASCII));
    int number = 3;
    object(pdf, 1, "<</Type/Catalog/Pages 2 0 R>>");
    object(pdf, 3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    for (int page = 1; page <= pages; page++) {
      StringBuilder text = new StringBuilder("BT /F1 11 Tf 50 800 Td 14 TL\n");
      for (int line = 0; line < LINES; line++) {
        text.append("(Step " + page + "." + line + " " + words(random, 9) + ") Tj T*\n");
      }
      text.append("ET");
      object(pdf, ++number, "<</Length " + text.length() + ">>stream\n" + text + "\nendstream");
      object(
          pdf,
          ++number,
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents "
              + (number - 1)
              + " 0 R/Resources<</Font<</F1 3 0 R>>>>>>");
      kids.append(number + " 0 R ");
    }
    object(pdf, 2, "<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
    pdf.writeBytes(("trailer<</Root 1 0 R/Size " + (number + 1) + ">>\n%%EOF").getBytes(US_ASCII));
    Files.write(file, pdf.toByteArray());
    return file.toRealPath();
  }

  private static void object(ByteArrayOutputStream pdf, int number, String content) {
    pdf.writeBytes((number + " 0 obj\n" + content + "\nendobj\n").getBytes(US_ASCII));
  }
}
