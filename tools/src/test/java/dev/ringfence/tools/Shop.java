package dev.ringfence.tools;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Two tenants with two customers each, behind the fence, and the tools of {@code shop-tools.yaml}.
 */
record Shop(Vertx vertx, TenantDatabase database, ToolCatalog catalog, ToolRunner runner)
    implements AutoCloseable {
  static final List<String> CUSTOMERS = List.of("RED-A", "RED-B", "BLUE-A", "BLUE-B");

  static Shop open() throws IOException {
    var vertx = Vertx.vertx();
    var database = database(vertx);
    var catalog = new ToolCheck(database).load(ToolFileTest.parse(resource("/shop-tools.yaml")));
    var search = new PassageSearch(database, new LevelEmbedder());
    var runner = new ToolRunner(catalog, database, search, Redactor.standard());
    return new Shop(vertx, database, catalog, runner);
  }

  static TenantDatabase database(Vertx vertx) throws IOException {
    var test = TestDatabases.create();
    test.execute(resource("/shop.sql"));
    return new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
  }

  /** A customer by their number, such as {@code RED-A}. */
  static Principal customer(String number) {
    var parts = number.toLowerCase(Locale.ROOT).split("-", 2);
    return new Principal.Customer(md5(parts[0]), md5(parts[0] + parts[1]));
  }

  static Principal staff(String tenant) {
    return new Principal.Staff(md5(tenant), md5(tenant + "staff"));
  }

  static Principal visitor(String tenant) {
    return new Principal.Visitor(md5(tenant), md5(tenant + "visitor"));
  }

  /** A customer of no tenant that there is. */
  static Principal nobody() {
    return new Principal.Customer(new UUID(7, 7), new UUID(7, 8));
  }

  static String billId(String number, int bill) {
    return md5(number + bill).toString();
  }

  @Override
  public void close() {
    database.close();
    vertx.close().await();
  }

  /** PostgreSQL's {@code md5(text)::uuid}. */
  private static UUID md5(String text) {
    try {
      var hash =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
      return UUID.fromString(
          hash.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Shop.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
