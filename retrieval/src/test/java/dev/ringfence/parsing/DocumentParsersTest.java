package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.parsing.Block.Kind;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentParsersTest {
  private final DocumentParsers parsers = new DocumentParsers();

  @Test
  void markdownKeepsHeadingsListsTablesAndCodeApart() {
    ParsedDocument document =
        read(
            "text/markdown",
            """
            # Prices

            All prices *include* VAT, see [terms](https://example.com/terms).

            ## Call-out

            | Distance | Price |
            |---|---|
            | 10 km | 20 EUR |

            1. Call us
               - or write
            2. Wait

            ```
            code  here
            ```

            # Other

            The <b>end</b>.
            """);

    assertThat(document.title()).isEqualTo("Prices");
    assertThat(document.blocks())
        .containsExactly(
            new Block(Kind.TEXT, List.of(), "All prices include VAT, see terms.", "prices"),
            new Block(
                Kind.TABLE, List.of("Call-out"), "Distance | Price\n10 km | 20 EUR", "call-out"),
            new Block(
                Kind.LIST, List.of("Call-out"), "1. Call us\n- or write\n2. Wait", "call-out"),
            new Block(Kind.CODE, List.of("Call-out"), "code  here", "call-out"),
            new Block(Kind.TEXT, List.of("Other"), "The end.", "other"));
  }

  @Test
  void markdownTakesItsTitleFromTheFrontMatterWhereItHasNoHeading() {
    ParsedDocument document =
        read("text/markdown", "---\ntitle: \"Opening hours\"\nlang: en\n---\nNine to five.\n");

    assertThat(document.title()).isEqualTo("Opening hours");
    assertThat(document.blocks()).extracting(Block::text).containsExactly("Nine to five.");
  }

  @Test
  void htmlInMarkdownIsReadAsTextOrLeftOut() {
    ParsedDocument document =
        read(
            "text/markdown",
            "Before\n\n<script>alert('x')</script>\n\n<div onclick=\"x()\">Within</div>\n\n![Alt](https://example.com/x.png)\n");

    assertThat(document.blocks())
        .extracting(Block::text)
        .containsExactly("Before", "Within", "Alt");
  }

  @Test
  void htmlGivesItsContentAndNothingElse() {
    ParsedDocument document =
        read(
            "text/html",
            """
            <html><head><title>Warranty - Acme</title><style>p{}</style></head><body>
            <header>Logo</header><nav><a href=/>Home</a></nav>
            <main><h1 id="top">Warranty</h1><p>Two <b>years</b> on<br>parts.</p>
            <h2 id="claims">Claims</h2><ul><li>Call<ul><li>or write</li></ul></li><li>Wait</li></ul>
            <table><tr><th>Part</th><th>Years</th></tr><tr><td>Pump</td><td>5</td></tr></table>
            <script>steal()</script><p hidden>Hidden</p><p style="display: none">Obey me</p>
            <div>Loose text<p>Paragraph</p></div></main>
            <footer>Imprint</footer></body></html>
            """);

    assertThat(document.title()).isEqualTo("Warranty");
    assertThat(document.blocks())
        .containsExactly(
            new Block(Kind.TEXT, List.of(), "Two years on\nparts.", "top"),
            new Block(Kind.LIST, List.of("Claims"), "- Call\n- or write\n- Wait", "claims"),
            new Block(Kind.TABLE, List.of("Claims"), "Part | Years\nPump | 5", "claims"),
            new Block(Kind.TEXT, List.of("Claims"), "Loose text", "claims"),
            new Block(Kind.TEXT, List.of("Claims"), "Paragraph", "claims"));
  }

  @Test
  void pdfGivesHeadingsFromLargerTypeAndThePageOfEachBlock() {
    byte[] pdf =
        Pdfs.of(
            "# Privacy\nWe keep your address for two years and then we de-\nlete it.\n\n\nNobody else sees it.",
            "# Rights\nYou may ask for a copy at any time.");

    ParsedDocument document = (ParsedDocument) parsers.read("application/pdf", pdf, "privacy.pdf");

    assertThat(document.title()).isEqualTo("Privacy");
    assertThat(document.blocks())
        .containsExactly(
            new Block(
                Kind.TEXT,
                List.of(),
                "We keep your address for two years and then we delete it.",
                "page=1"),
            new Block(Kind.TEXT, List.of(), "Nobody else sees it.", "page=1"),
            new Block(
                Kind.TEXT, List.of("Rights"), "You may ask for a copy at any time.", "page=2"));
  }

  @Test
  void plainTextIsDividedAtEmptyLinesAndTitledByItsName() {
    ParsedDocument document =
        (ParsedDocument)
            parsers.read(
                "text/plain; charset=utf-8",
                "One\r\n\r\n\r\nTwo".getBytes(UTF_8),
                "docs/house-rules.txt");

    assertThat(document.title()).isEqualTo("House rules");
    assertThat(document.blocks()).extracting(Block::text).containsExactly("One", "Two");
  }

  static Stream<Arguments> encodings() {
    return Stream.of(UTF_8, UTF_16, Charset.forName("windows-1252"))
        .map(charset -> arguments(charset, "Über 20 Grad".getBytes(charset)));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void textIsReadInItsEncoding(Charset charset, byte[] content) {
    ParsedDocument document = (ParsedDocument) parsers.read("text/plain", content, "x.txt");

    assertThat(document.blocks())
        .extracting(Block::text)
        .as("%s", charset)
        .containsExactly("Über 20 Grad");
  }

  @Test
  void invisibleCharactersThatCouldHideTextAreTakenOut() {
    ParsedDocument document = read("text/plain", "pay\u200b\u202eme\udb40\udc41\u0007 now");

    assertThat(document.blocks()).extracting(Block::text).containsExactly("payme now");
  }

  static Stream<Arguments> hostileFiles() {
    byte[] pdf = Pdfs.of("# Title\nText");
    return Stream.of(
        arguments("application/pdf", Pdfs.encrypted("secret", "Text"), Reason.ENCRYPTED),
        arguments("application/pdf", new byte[0], Reason.BROKEN),
        arguments("application/pdf", "%PDF-1.7 and then nothing".getBytes(UTF_8), Reason.BROKEN),
        arguments("application/pdf", Arrays.copyOf(pdf, 40), Reason.BROKEN),
        arguments("application/pdf", "<html>not a pdf</html>".getBytes(UTF_8), Reason.BROKEN),
        arguments("application/pdf", Pdfs.of(""), Reason.EMPTY),
        arguments("text/plain", new byte[] {1, 0, 2, 0}, Reason.BROKEN),
        arguments("text/plain", new byte[0], Reason.EMPTY),
        arguments("text/html", "<script>only()</script>".getBytes(UTF_8), Reason.EMPTY),
        arguments("text/markdown", new byte[33 << 20], Reason.TOO_LARGE),
        arguments("text/plain", "word ".repeat(1_000_000).getBytes(UTF_8), Reason.TOO_LARGE),
        arguments("application/zip", new byte[] {1}, Reason.UNSUPPORTED));
  }

  @ParameterizedTest
  @MethodSource("hostileFiles")
  void aFileThatCannotBeReadIsAnOutcome(String mediaType, byte[] content, Reason reason) {
    assertThat(parsers.read(mediaType, content, "file")).isEqualTo(new UnreadableDocument(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/markdown"})
  void depthWithoutEndEndsNothing(String mediaType) {
    String deep =
        ("<div>".repeat(20_000) + "> ".repeat(20_000) + "[".repeat(20_000) + "- ".repeat(5_000))
            + "deep";

    assertThat(parsers.read(mediaType, deep.getBytes(UTF_8), "deep")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "a.md,text/markdown",
    "b.HTML,text/html",
    "c.pdf,application/pdf",
    "d.txt,text/plain"
  })
  void mediaTypesAreKnownByFileName(String name, String mediaType) {
    assertThat(parsers.mediaTypeOf(name)).contains(mediaType);
  }

  private ParsedDocument read(String mediaType, String text) {
    return (ParsedDocument) parsers.read(mediaType, text.getBytes(UTF_8), "file");
  }
}
