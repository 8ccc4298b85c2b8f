package dev.ringfence.parsing;

import static dev.ringfence.parsing.OfficeFiles.utf8;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.parsing.UnreadableDocument.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to do harm, read the way strangers' files are. */
final class HostileFilesTest {
  private static final String BODY = "word/document.xml";
  private static final String SHEET = "xl/worksheets/sheet1.xml";

  private static ParserProcesses processes;
  private static ServerSocket trap;

  @BeforeAll
  static void open() throws Exception {
    processes = new ParserProcesses();
    trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterAll
  static void close() throws Exception {
    processes.close();
    trap.close();
  }

  static Stream<Arguments> refused() throws Exception {
    byte[] word = OfficeFiles.word("Sound.");
    byte[] sheets = OfficeFiles.sheets(workbook -> workbook.createSheet("A"));
    byte[] slides = OfficeFiles.slides(show -> show.createSlide());
    byte[] zeros = new byte[40 << 20];
    Arrays.fill(zeros, (byte) ' ');
    byte[] declared = utf8("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");
    return Stream.of(
        arguments(
            "a bomb in a part", "a.docx", OfficeFiles.with(word, BODY, zeros), Reason.TOO_LARGE),
        arguments(
            "a bomb beside the parts",
            "a.xlsx",
            OfficeFiles.with(sheets, "xl/x.bin", zeros),
            Reason.TOO_LARGE),
        arguments(
            "a bomb in a bomb",
            "a.docx",
            OfficeFiles.with(word, "word/a.docx", OfficeFiles.zip(Map.of("x", zeros, "y", zeros))),
            null),
        arguments(
            "more entries than any file has", "a.pptx", entries(slides, 5_000), Reason.TOO_LARGE),
        arguments(
            "a name twice",
            "a.docx",
            OfficeFiles.with(word, BODY.toUpperCase(Locale.ROOT), utf8("<x/>")),
            Reason.BROKEN),
        arguments(
            "a declaration in Word",
            "a.docx",
            OfficeFiles.with(word, BODY, declared),
            Reason.BROKEN),
        arguments(
            "a declaration in UTF-16",
            "a.docx",
            OfficeFiles.with(
                word,
                BODY,
                ("\uFEFF" + "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE x []><x/>")
                    .getBytes(UTF_16LE)),
            Reason.BROKEN),
        arguments(
            "a declaration in the content types",
            "a.xlsx",
            OfficeFiles.with(sheets, "[Content_Types].xml", declared),
            Reason.BROKEN),
        arguments(
            "laughs without end",
            "a.xlsx",
            OfficeFiles.with(sheets, SHEET, laughs()),
            Reason.BROKEN),
        arguments("Word, encrypted", "a.docx", OfficeFiles.encrypted(word), Reason.ENCRYPTED),
        arguments("Excel, encrypted", "a.xlsx", OfficeFiles.encrypted(sheets), Reason.ENCRYPTED),
        arguments("PDF, encrypted", "a.pdf", Pdfs.encrypted("secret", "Text"), Reason.ENCRYPTED),
        arguments("Word, cut off", "a.docx", Arrays.copyOf(word, word.length / 2), Reason.BROKEN),
        arguments(
            "Excel, cut off", "a.xlsx", Arrays.copyOf(sheets, sheets.length / 2), Reason.BROKEN),
        arguments(
            "PowerPoint, cut off",
            "a.pptx",
            Arrays.copyOf(slides, slides.length / 2),
            Reason.BROKEN),
        arguments("PDF, cut off", "a.pdf", Arrays.copyOf(Pdfs.of("Text"), 200), Reason.BROKEN),
        arguments("Excel that says it is Word", "a.docx", sheets, Reason.BROKEN),
        arguments("Word that says it is PDF", "a.pdf", word, Reason.BROKEN),
        arguments(
            "a zip that says it is Word",
            "a.docx",
            OfficeFiles.zip(Map.of("x", utf8("x"))),
            Reason.BROKEN),
        arguments(
            "a program that says it is text",
            "a.txt",
            new byte[] {0x7F, 'E', 'L', 'F', 0, 0},
            Reason.BROKEN),
        arguments("pages that are their own parents", "a.pdf", utf8(ownParent()), null),
        arguments("tables of references that point to each other", "a.pdf", utf8(crossed()), null),
        arguments(
            "a line of 33 MB", "a.csv", "a,".repeat(33 << 19).getBytes(US_ASCII), Reason.TOO_LARGE),
        arguments(
            "a line of 20 MB", "a.csv", "a,".repeat(10 << 20).getBytes(US_ASCII), Reason.TOO_LARGE),
        arguments("a quote that never closes", "a.csv", utf8("a,\"" + "b".repeat(1 << 20)), null),
        arguments("parts within parts", "a.eml", utf8(nested(10_000)), Reason.TOO_LARGE),
        arguments("parts beside parts", "a.eml", utf8(parts(10_000)), Reason.TOO_LARGE),
        arguments("a mail of no lines", "a.eml", new byte[0], Reason.BROKEN),
        arguments(
            "a page without an end to its depth",
            "a.html",
            utf8("<div><table><tr><td>".repeat(100_000) + "x"),
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isReportedAndTheNextFileIsRead(String what, String name, byte[] content, Reason reason) {
    Parsed read = processes.read(processes.mediaTypeOf(name).orElseThrow(), content, name);

    if (reason != null) {
      assertThat(read).as(what).isEqualTo(new UnreadableDocument(reason));
    } else {
      assertThat(read).as(what).isNotEqualTo(new UnreadableDocument(Reason.TOO_SLOW));
    }
    assertThat(processes.read("text/plain", utf8("Next"), "x.txt"))
        .isInstanceOf(ParsedDocument.class);
  }

  static Stream<Arguments> calling() throws Exception {
    String address = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
    byte[] word = OfficeFiles.word("Sound.");
    byte[] external =
        utf8("<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"" + address + "\"><x>y</x>");
    String template =
        """
        <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" TargetMode="External" Target="%s"
         Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>
        """
            .formatted(address);
    return Stream.of(
        arguments("an external entity", "a.docx", OfficeFiles.with(word, BODY, external)),
        arguments(
            "a template of elsewhere",
            "a.docx",
            OfficeFiles.with(word, "word/_rels/settings.xml.rels", utf8(template))),
        arguments(
            "an image and a frame of elsewhere",
            "a.html",
            utf8(
                "<link rel=stylesheet href="
                    + address
                    + "><p>Text<img src="
                    + address
                    + "><iframe src="
                    + address
                    + "></iframe>")),
        arguments("an image in Markdown", "a.md", utf8("Text ![x](" + address + ")")),
        arguments(
            "an action that runs a program or opens an address", "a.pdf", Pdfs.acting(address)),
        arguments(
            "a body that is elsewhere",
            "a.eml",
            utf8(
                "Subject: x\r\nContent-Type: message/external-body; access-type=URL; URL=\""
                    + address
                    + "\"\r\n\r\nContent-Type: text/plain\r\n\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calling")
  void nobodyIsCalled(String what, String name, byte[] content) throws Exception {
    processes.read(processes.mediaTypeOf(name).orElseThrow(), content, name);

    trap.setSoTimeout(1);
    try (var caller = trap.accept()) {
      assertThat(caller).as(what).isNull();
    } catch (SocketTimeoutException _) {
      // Nobody came.
    }
  }

  @Test
  void aPdfWithScriptsAndAnEmbeddedFileGivesItsPagesAlone() {
    ParsedDocument read =
        (ParsedDocument)
            processes.read("application/pdf", Pdfs.acting("http://127.0.0.1:1/"), "a.pdf");

    assertThat(read.blocks()).extracting(Block::text).containsExactly("Only this.");
  }

  private static byte[] entries(byte[] file, int count) throws Exception {
    Map<String, byte[]> parts = new LinkedHashMap<>(Map.of("[Content_Types].xml", file));
    for (int i = 0; i < count; i++) {
      parts.put("ppt/x" + i + ".bin", new byte[0]);
    }
    return OfficeFiles.zip(parts);
  }

  private static byte[] laughs() {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      String before = "&a" + (i - 1) + ";";
      xml.append("<!ENTITY a" + i + " \"" + before + before + "\">");
    }
    return utf8(xml.append("]><x>&a29;</x>").toString());
  }

  private static String ownParent() {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        + "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\n"
        + "trailer<</Root 1 0 R/Size 3>>\n%%EOF";
  }

  private static String crossed() {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        + "xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev 96>>\n"
        + "startxref\n96\n%%EOF";
  }

  private static String nested(int depth) {
    StringBuilder mail = new StringBuilder("Subject: x\r\n");
    for (int i = 0; i < depth; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
    }
    return mail.append("Content-Type: text/plain\r\n\r\ndeep\r\n").toString();
  }

  private static String parts(int count) {
    return "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(count)
        + "--b--\r\n";
  }
}
