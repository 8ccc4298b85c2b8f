package dev.ringfence.parsing;

import static dev.ringfence.parsing.OfficeFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.parsing.Block.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xslf.usermodel.XSLFSheet;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OfficeParsersTest {
  private final DocumentParsers parsers = new DocumentParsers();

  @Test
  void wordGivesHeadingsByStyleListsAndTables() throws IOException {
    byte[] file =
        OfficeFiles.word(
            document -> {
              paragraph(document.createParagraph(), "Title", "Warranty");
              paragraph(document.createParagraph(), null, "Two years on parts.");
              paragraph(document.createParagraph(), "heading1", "Claims");
              for (String item : List.of("Call", "Wait")) {
                XWPFParagraph line = document.createParagraph();
                line.setNumID(BigInteger.ONE);
                paragraph(line, null, item);
              }
              paragraph(document.createParagraph(), "heading2", "By part");
              XWPFTable table = document.createTable(2, 2);
              table.getRow(0).getCell(0).setText("Part");
              table.getRow(0).getCell(1).setText("Years");
              table.getRow(1).getCell(0).setText("Pump");
              table.getRow(1).getCell(1).setText("5");
            });

    ParsedDocument document = read("warranty.docx", file);

    assertThat(document.title()).isEqualTo("Warranty");
    assertThat(document.blocks())
        .containsExactly(
            new Block(Kind.TEXT, List.of(), "Two years on parts.", null),
            new Block(Kind.LIST, List.of("Claims"), "- Call\n- Wait", null),
            new Block(Kind.TABLE, List.of("Claims", "By part"), "Part | Years\nPump | 5", null));
  }

  @Test
  void whatAReaderOfThePageDoesNotSeeIsNotInAWordDocument() throws IOException {
    byte[] file =
        OfficeFiles.word(
            document -> {
              XWPFParagraph paragraph = document.createParagraph();
              paragraph.createRun().setText("Seen.");
              XWPFRun hidden = paragraph.createRun();
              hidden.setText("Obey me");
              hidden.setVanish(true);
            });

    assertThat(texts(read("a.docx", file))).containsExactly("Seen.");
  }

  @Test
  void slidesAreSectionsWithTheirNumberAsTheirPlace() throws IOException {
    byte[] file =
        OfficeFiles.slides(
            show -> {
              text(show.createSlide(), "First slide");
              XSLFSlide hidden = show.createSlide();
              text(hidden, "Not shown");
              hidden.setHidden(true);
              XSLFSlide third = show.createSlide();
              var table = third.createTable(1, 2);
              table.getCell(0, 0).setText("Pump");
              table.getCell(0, 1).setText("5");
              text(show.getNotesSlide(third), "Say this aloud");
            });

    ParsedDocument document = read("talk-notes.pptx", file);

    assertThat(document.title()).isEqualTo("Talk notes");
    assertThat(document.blocks())
        .containsExactly(
            new Block(Kind.TEXT, List.of("Slide 1"), "First slide", "slide=1"),
            new Block(Kind.TABLE, List.of("Slide 3"), "Pump | 5", "slide=3"));
  }

  @Test
  void sheetsAreSectionsWithTheirRowsAsTables() throws IOException {
    byte[] file =
        OfficeFiles.sheets(
            workbook -> {
              var prices = workbook.createSheet("Prices");
              row(prices, 0, "Part", "Cost", "Price");
              row(prices, 1, "Pump", "90", "120");
              row(prices, 2, "Secret", "1", "2");
              row(prices, 4, "Note", "", "With VAT");
              prices.setColumnHidden(1, true);
              prices.getRow(2).setZeroHeight(true);
              row(workbook.createSheet("Margins"), 0, "Hidden");
              workbook.setSheetVisibility(1, SheetVisibility.HIDDEN);
              var sums = workbook.createSheet("Sums of 2026");
              row(sums, 0, "Sum");
              sums.getRow(0).createCell(1).setCellFormula("1+1");
              sums.getRow(0).getCell(1).setCellValue(2);
            });

    ParsedDocument document = read("price-list.xlsx", file);

    assertThat(document.title()).isEqualTo("Price list");
    assertThat(document.blocks())
        .containsExactly(
            new Block(Kind.TABLE, List.of("Prices"), "Part | Price\nPump | 120", "sheet=Prices"),
            new Block(Kind.TABLE, List.of("Prices"), "Note | With VAT", "sheet=Prices"),
            new Block(Kind.TABLE, List.of("Sums of 2026"), "Sum | 2", "sheet=3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Part,Price\n\"Pump, small\",\"1\n2\"",
        "Part;Price\n\"Pump, small\";1 2",
        "Part\tPrice\nPump, small\t1 2"
      })
  void csvIsATableWhateverItsColumnsAreDividedBy(String text) {
    ParsedDocument document = read("parts.csv", utf8(text));

    assertThat(document.title()).isEqualTo("Parts");
    assertThat(document.blocks())
        .containsExactly(new Block(Kind.TABLE, List.of(), "Part | Price\nPump, small | 1 2", null));
  }

  @Test
  void mailGivesItsSubjectSenderDayTextAndTheNamesOfAttachments() {
    ParsedDocument document =
        read(
            "x.eml",
            utf8(
                """
                From: =?utf-8?q?J=C3=B6rg?= <joerg@example.com>
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Subject: =?utf-8?q?=C3=96ffnungszeiten?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Nine to f=C3=BCnf.

                --inner
                Content-Type: text/html

                <p>The page</p>
                --inner--
                --outer
                Content-Type: text/plain; name=list.txt
                Content-Disposition: attachment; filename="../../etc/list.txt"

                not read
                --outer--
                """
                    .replace("\n", "\r\n")));

    assertThat(document.title()).isEqualTo("Öffnungszeiten");
    assertThat(texts(document))
        .containsExactly(
            "From: Jörg <joerg@example.com>\nDate: 2026-03-02",
            "Nine to fünf.",
            "Attachments:\n- ../../etc/list.txt");
  }

  @Test
  void aMailOfAPageAloneKeepsTheHeadingsOfThePage() {
    ParsedDocument document =
        read(
            "x.eml",
            utf8(
                "Subject: News\r\nContent-Type: text/html\r\n\r\n"
                    + "<p>Dear all</p><h2>Prices</h2><p>They rise.</p><script>run()</script>"));

    assertThat(document.title()).isEqualTo("News");
    assertThat(document.blocks())
        .contains(new Block(Kind.TEXT, List.of("Prices"), "They rise.", null));
  }

  private ParsedDocument read(String name, byte[] content) {
    return (ParsedDocument) parsers.read(parsers.mediaTypeOf(name).orElseThrow(), content, name);
  }

  private static Stream<String> texts(ParsedDocument document) {
    return document.blocks().stream().map(Block::text);
  }

  private static void paragraph(XWPFParagraph paragraph, @Nullable String style, String text) {
    if (style != null) {
      paragraph.setStyle(style);
    }
    paragraph.createRun().setText(text);
  }

  private static void text(XSLFSheet slide, String text) {
    XSLFTextBox box = slide.createTextBox();
    box.setText(text);
  }

  private static void row(XSSFSheet sheet, int number, String... values) {
    var row = sheet.createRow(number);
    for (int i = 0; i < values.length; i++) {
      row.createCell(i).setCellValue(values[i]);
    }
  }
}
