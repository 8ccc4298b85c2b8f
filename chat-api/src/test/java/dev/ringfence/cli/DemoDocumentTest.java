package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.cli.DemoDocument.Visibility;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoDocumentTest {
  private static final List<String> CUSTOMERS =
      List.of("Solera", "Ashgrove", "Marchandeau", "Nordhammar", "Tannenbr", "Kilbrannan");

  static Stream<DemoDocument> documents() {
    return DemoDocument.all().stream();
  }

  @Test
  void manifestListsEveryFileOnce() throws IOException, URISyntaxException {
    Path root =
        Path.of(Objects.requireNonNull(DemoDocument.class.getResource("/demo/documents")).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(documents().map(DemoDocument::file))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> root.relativize(file).toString())
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "globex"})
  void companyPublishesEnoughInEachFormat(String tenant) {
    List<String> files =
        documents()
            .filter(document -> document.tenant().equals(tenant))
            .filter(document -> document.visibility() == Visibility.PUBLIC)
            .map(DemoDocument::file)
            .toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(15);
    assertThat(files).filteredOn(file -> file.endsWith(".html")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(files).filteredOn(file -> file.endsWith(".pdf")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void linksAreUniqueAndStayInTheCompany() {
    List<DemoDocument> linked = documents().filter(document -> document.url() != null).toList();

    assertThat(linked).extracting(DemoDocument::url).doesNotHaveDuplicates();
    assertThat(linked)
        .allSatisfy(
            document ->
                assertThat(document.url()).startsWith("/demo/docs/" + document.tenant() + "/"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void folderSaysWhoMayRead(DemoDocument document) {
    String folder =
        switch (document.visibility()) {
          case PUBLIC -> "public";
          case TENANT -> "tenant";
          case CUSTOMER -> "customer-" + document.owner();
        };

    assertThat(document.file()).startsWith(document.tenant() + "/" + folder + "/");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentParsesAndCarriesItsTitle(DemoDocument document) throws IOException {
    Parsed parsed = parse(document);

    assertThat(parsed.title()).isEqualTo(document.title());
    assertThat(parsed.text()).contains(document.title()).hasSizeGreaterThan(400);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void contactsAreReservedForFiction(DemoDocument document) throws IOException {
    assertThat(ReservedContacts.contactsOutside(parse(document).text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void onlyTheOwnersDocumentsNameACustomer(DemoDocument document) throws IOException {
    List<String> named = CUSTOMERS.stream().filter(parse(document).text()::contains).toList();

    assertThat(named).hasSize(document.visibility() == Visibility.CUSTOMER ? 1 : 0);
  }

  @Test
  void pdfsArePlainText() {
    assertThat(documents().filter(document -> document.file().endsWith(".pdf")))
        .isNotEmpty()
        .allSatisfy(
            document ->
                assertThat(new String(document.content(), US_ASCII).getBytes(US_ASCII))
                    .isEqualTo(document.content()));
  }

  @Test
  void ownerAndLinkFollowFromTheVisibility() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DemoDocument("t", "f", Visibility.CUSTOMER, null, "title", null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DemoDocument("t", "f", Visibility.TENANT, null, "title", "/open"));
  }

  /** What a reader sees of a document. */
  private record Parsed(String title, String text) {}

  private static Parsed parse(DemoDocument document) throws IOException {
    byte[] content = document.content();
    String file = document.file();
    if (file.endsWith(".pdf")) {
      try (PDDocument pdf = Loader.loadPDF(content)) {
        return new Parsed(
            pdf.getDocumentInformation().getTitle(), new PDFTextStripper().getText(pdf));
      }
    }
    String source = new String(content, UTF_8);
    if (file.endsWith(".html")) {
      var html = Jsoup.parse(source);
      return new Parsed(html.title(), html.body().text());
    }
    String text =
        TextContentRenderer.builder().build().render(Parser.builder().build().parse(source));
    return new Parsed(text.lines().findFirst().orElseThrow(), text);
  }
}
