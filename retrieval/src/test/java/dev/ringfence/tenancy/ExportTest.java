package dev.ringfence.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExportTest {
  private static Shop shop;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    shop = new Shop();
    shop.database.execute(
        "ALTER TABLE shop.hen ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', id::text)) STORED");
  }

  @AfterAll
  static void nothingWasWritten() {
    assertThat(shop.rowsOf(Shop.EAST)).isEqualTo(shop.rowsOf(Shop.WEST));
  }

  @Test
  void everyRowOfTheTenantIsInBothFormsAndNoneOfAnother() throws IOException {
    Path into = folder.resolve("all");
    export("east", null, into, Export.Format.BOTH);

    Map<String, Long> rows = new TreeMap<>();
    for (JsonObject file : files(into)) {
      if (file.getString("path").endsWith(".ndjson") && file.getLong("rows") > 0) {
        rows.put(file.getString("table"), file.getLong("rows"));
      }
    }
    assertThat(rows).isEqualTo(shop.rowsOf(Shop.EAST));
    assertThat(lines(into, "shop.line.ndjson")).hasSize(150);
    assertThat(lines(into, "shop.line.csv")).hasSize(151).startsWith("purchase_id,number,what");
    try (var all = Files.walk(into)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(Shop.WEST)
            .doesNotContain("pk_west");
      }
    }
    assertThat(manifest(into).getJsonObject("leftOut").fieldNames())
        .contains("ringfence.placeholder", "ringfence.tenant", "shop.hen.words");
    assertThat(Manifest.check(into)).isEmpty();
  }

  @Test
  void jsonIsAsTheDatabaseHasItAndCsvIsSafeInASpreadsheet() throws IOException {
    Path into = folder.resolve("forms");
    export("east", null, into, Export.Format.BOTH);

    JsonObject json = first(into);
    assertThat(json.getString("remark")).isEqualTo("=HYPERLINK(\"https://evil.example?1\",\"a\")");
    assertThat(json.getInteger("total")).isEqualTo(-1);
    assertThat(json.getInteger("id")).isOne();
    assertThat(Files.readString(into.resolve("shop.purchase.csv")))
        .contains("\"'=HYPERLINK(\"\"https://evil.example?1\"\",\"\"a\"\")\"")
        .contains("\"-1\"");
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of("=1+1", "'=1+1"),
        Arguments.of("+1", "'+1"),
        Arguments.of("-1", "'-1"),
        Arguments.of("@SUM(A1)", "'@SUM(A1)"),
        Arguments.of("\t=1", "'\t=1"),
        Arguments.of("\r=1", "'\r=1"),
        Arguments.of("\n=1", "'\n=1"),
        Arguments.of("\tx", "'\tx"),
        Arguments.of(" =1", "' =1"),
        Arguments.of("\ufeff=1", "'\ufeff=1"),
        Arguments.of("\uff1d1", "'\uff1d1"),
        Arguments.of("", ""),
        Arguments.of("plain", "plain"),
        Arguments.of("a=b", "a=b"),
        Arguments.of("10 - 2", "10 - 2"),
        Arguments.of("Zo\u00eb \"Z\" \\\\ [EMAIL_1]", "Zo\u00eb \"Z\" \\\\ [EMAIL_1]"),
        Arguments.of("two\nlines", "two\nlines"),
        Arguments.of("\\.", "\\."));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void textThatWouldBeAFormulaIsMarkedAndNothingElseIs(String value, String cell)
      throws IOException {
    shop.database.execute(
        "CREATE TABLE shop.cell (tenant_id uuid, said text)",
        "INSERT INTO shop.cell VALUES ('" + Shop.EAST + "', '" + value.replace("'", "''") + "')");
    Path into = folder.resolve("cell");
    try {
      export("east", null, into, Export.Format.BOTH);
    } finally {
      shop.database.execute("DROP TABLE shop.cell");
    }

    String csv = Files.readString(into.resolve("shop.cell.csv"));
    assertThat(csv)
        .isEqualTo(
            "tenant_id,said\r\n\"" + Shop.EAST + "\",\"" + cell.replace("\"", "\"\"") + "\"\r\n");
    assertThat(new JsonObject(lines(into, "shop.cell.ndjson").getFirst()).getString("said"))
        .isEqualTo(value);
  }

  @Test
  void bytesAreFilesNamedByTheirHash() throws IOException {
    Path into = folder.resolve("bytes");
    export("east", null, into, Export.Format.NDJSON);
    String named = first(into).getString("scan");
    assertThat(named).startsWith("files/shop.purchase/scan/");
    assertThat(Files.readAllBytes(into.resolve(named)))
        .isEqualTo(HexFormat.of().parseHex("ab".repeat(100)));
    assertThat(files(into)).anySatisfy(file -> assertThat(file.getString("path")).isEqualTo(named));
  }

  @Test
  void customerGetsWhatIsTheirsAndNotWhatStaffWrote() throws IOException {
    Path into = folder.resolve("ana");
    export("east", "ana", into, Export.Format.NDJSON);

    assertThat(files(into).stream().map(file -> file.getString("table")).distinct())
        .contains("shop.customer", "shop.purchase", "shop.visit", "shop.line", "ringfence.message")
        .doesNotContain("shop.staff_note", "shop.hen", "ringfence.site");
    assertThat(lines(into, "shop.purchase.ndjson")).hasSize(25);
    assertThat(lines(into, "shop.line.ndjson")).hasSize(75);
    assertThat(lines(into, "ringfence.membership.ndjson")).hasSize(1);
    assertThat(lines(into, "ringfence.asked.ndjson"))
        .singleElement()
        .asString()
        .contains("boats of ana?");
    assertThat(lines(into, "ringfence.document_use.ndjson")).hasSize(1);
    try (var all = Files.walk(into)) {
      for (Path file : all.filter(path -> path.toString().endsWith("json")).toList()) {
        assertThat(Files.readString(file)).doesNotContain(Shop.BEN, "rude", Shop.WEST);
      }
    }
    assertThatThrownBy(() -> export("east", "nobody", folder.resolve("n"), Export.Format.CSV))
        .hasMessageContaining("has no member 'nobody'");
  }

  @Test
  void filesThatWereChangedRemovedOrAddedAreNamed() throws IOException {
    Path into = folder.resolve("changed");
    export("east", null, into, Export.Format.NDJSON);
    Path line = into.resolve("shop.line.ndjson");
    byte[] bytes = Files.readAllBytes(line);
    bytes[bytes.length / 2] ^= 1;
    Files.write(line, bytes);
    Files.writeString(
        into.resolve("shop.hen.ndjson"), "{}", java.nio.file.StandardOpenOption.APPEND);
    Files.delete(into.resolve("shop.egg.ndjson"));
    Files.writeString(into.resolve("extra.csv"), "");

    assertThat(Manifest.check(into))
        .containsExactlyInAnyOrder(
            "shop.line.ndjson has another content",
            "shop.hen.ndjson has another length",
            "shop.egg.ndjson is missing",
            "extra.csv is not in the manifest");
    Files.delete(into.resolve(Manifest.NAME));
    assertThatThrownBy(() -> Manifest.check(into)).hasMessageContaining("manifest.json");
    assertThatThrownBy(() -> export("east", null, into, Export.Format.CSV))
        .hasMessageContaining("is not empty");
  }

  private static void export(
      String tenant,
      @org.jspecify.annotations.Nullable String customer,
      Path into,
      Export.Format format) {
    new Export(shop.database.admin(), InstantSource.system(), "test", (t, d, a) -> {})
        .run(tenant, customer, into, format);
  }

  /** The purchase with the id 1. */
  private static JsonObject first(Path folder) throws IOException {
    return lines(folder, "shop.purchase.ndjson").stream()
        .map(JsonObject::new)
        .filter(row -> row.getInteger("id") == 1)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject manifest(Path folder) throws IOException {
    return new JsonObject(Files.readString(folder.resolve(Manifest.NAME)));
  }

  private static List<JsonObject> files(Path folder) throws IOException {
    return manifest(folder).getJsonArray("files").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> lines(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }
}
