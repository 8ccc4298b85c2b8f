package dev.ringfence.cli;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.identity.DemoIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What {@code up} runs, put together by {@code up}'s own composition root, on a database of the
 * tests: the page, the demo companies with their documents, and the assistant without a model.
 */
public final class RealDemo implements AutoCloseable {
  private final PostgresUri admin;
  private final DemoInstance instance;
  private final DemoIssuer issuer;

  public RealDemo() {
    var database = TestDatabases.create();
    admin = database.admin();
    try {
      Path folder = Files.createTempDirectory("ringfence-page");
      Path none = Files.writeString(folder.resolve("ringfence.yaml"), "");
      var settings =
          Map.of(
              "RINGFENCE_ADMIN_DATABASE_URL", admin.toText(),
              "DATABASE_URL", database.app().toText(),
              "RINGFENCE_VISITOR_DATABASE_URL", database.visitors().toText(),
              "RINGFENCE_DATABASE_CONNECTIONS", "4",
              "RINGFENCE_SEAL_KEY", sealKey());
      instance =
          DemoInstance.start(
              new DataFolder(folder),
              Configuration.load(settings, none),
              0,
              Clock.systemUTC(),
              UUID::randomUUID,
              _ -> {});
      issuer = DemoIssuer.in(folder, Clock.systemUTC());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that the database was made with, in the form of the settings. */
  private static String sealKey() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) (i + 1);
    }
    return Base64.getEncoder().encodeToString(secret);
  }

  /** The service's origin. */
  public String home() {
    return "http://127.0.0.1:" + instance.port();
  }

  /** What a product's page would give to {@code identify}. */
  public String tokenOf(String tenant, String user) {
    return issuer.mint(tenant, user, Duration.ofMinutes(10));
  }

  /** Lets the pages of an origin use the site of a company. */
  public void allow(String site, String origin) {
    texts(
        """
        INSERT INTO ringfence.site_origin (tenant_id, site_key, origin)
        SELECT tenant_id, site_key, ? FROM ringfence.site WHERE site_key = ? RETURNING origin
        """,
        origin,
        site);
  }

  /** The first column of what an administrator reads, around every policy. */
  public List<String> texts(String sql, String... parameters) {
    try (var connection = admin.connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    instance.close();
  }
}
