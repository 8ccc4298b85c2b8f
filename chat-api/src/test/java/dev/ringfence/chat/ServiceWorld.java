package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringfence.audit.AuditKey;
import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.embedding.EmbeddingSettings;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.identity.SigningKey;
import dev.ringfence.redaction.RedactionSettings;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole service on a database with the demo companies, and a client of it. */
final class ServiceWorld implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String ORIGIN = "https://shop.example.com";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path keys;
  private final SigningKey visitorKey;
  private final DemoIssuer issuer;
  private final DemoIssuer issuerOfYesterday;
  final TestDatabase database;
  final RingfenceService service;

  ServiceWorld(Optional<String> modelUrl, boolean fallback) {
    this(TestDatabases.create("ringfence_demo_template", ServiceWorld::fill), modelUrl, fallback);
  }

  /**
   * @param database with the demo companies
   */
  ServiceWorld(TestDatabase database, Optional<String> modelUrl, boolean fallback) {
    this(database, newKeys(), SigningKey.generate(), modelUrl, fallback);
  }

  /** Another instance beside one, with the same secrets on the same database. */
  ServiceWorld(ServiceWorld other, Optional<String> modelUrl) {
    this(other.database, other.keys, other.visitorKey, modelUrl, true);
  }

  private static Path newKeys() {
    try {
      return Files.createTempDirectory("ringfence-keys");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServiceWorld(
      TestDatabase database,
      Path keys,
      SigningKey visitorKey,
      Optional<String> modelUrl,
      boolean fallback) {
    this(
        database,
        keys,
        visitorKey,
        modelUrl.map(url -> new ModelSettings(url, "", "scripted", Duration.ofSeconds(2))),
        Optional.empty(),
        fallback,
        demoTools());
  }

  /** With an embedding model behind a server. */
  ServiceWorld(EmbeddingSettings embeddings) {
    this(
        TestDatabases.create("ringfence_demo_template", ServiceWorld::fill),
        newKeys(),
        SigningKey.generate(),
        Optional.empty(),
        Optional.of(embeddings),
        true,
        demoTools());
  }

  /** With any model and any tools. */
  ServiceWorld(ModelSettings model, ToolFile tools) {
    this(
        TestDatabases.create("ringfence_demo_template", ServiceWorld::fill),
        newKeys(),
        SigningKey.generate(),
        Optional.of(model),
        Optional.empty(),
        true,
        tools);
  }

  private ServiceWorld(
      TestDatabase database,
      Path keys,
      SigningKey visitorKey,
      Optional<ModelSettings> model,
      Optional<EmbeddingSettings> embeddings,
      boolean fallback,
      ToolFile tools) {
    this.database = database;
    this.keys = keys;
    this.visitorKey = visitorKey;
    issuer = DemoIssuer.in(keys, Clock.systemUTC());
    issuerOfYesterday = DemoIssuer.in(keys, Clock.offset(Clock.systemUTC(), Duration.ofDays(-1)));
    service =
        RingfenceService.start(
            new ServiceSettings(
                new ServiceSettings.Listening("127.0.0.1", 0),
                database.settings(),
                model,
                embeddings,
                fallback,
                List.of(issuer.settings()),
                visitorKey,
                "test",
                new VaultKeys(new byte[32]),
                new AuditSettings(new AuditKey(List.of(new byte[32])), keys.resolve("audit-heads")),
                tools,
                new AnswerLimits(6, 24, 120, 256 * 1024, 20, Duration.ofSeconds(20)),
                Set.of(),
                RedactionSettings.STANDARD,
                Optional.of(new DemoSite(issuer, List.of(), Map.of()))),
            Clock.systemUTC(),
            UUID::randomUUID,
            _ -> {});
  }

  /** Loads the demo companies. */
  static void fill(PostgresUri admin) {
    new DatabaseMigrator(admin)
        .apply(
            "db/demo",
            "ringfence",
            "demo_history",
            Map.of("demo_today", "2026-11-15", "demo_issuer", DemoIssuer.ISSUER));
    new TestDatabase(admin, admin, admin)
        .execute(
            "INSERT INTO ringfence.site_origin SELECT tenant_id, site_key, '"
                + ORIGIN
                + "' FROM ringfence.site");
  }

  static ToolFile demoTools() {
    try (InputStream file = ServiceWorld.class.getResourceAsStream("/demo/tools.yaml")) {
      return ToolFile.parse("tools.yaml", Objects.requireNonNull(file).readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String tokenOf(String tenant, String user) {
    return issuer.mint(tenant, user, Duration.ofMinutes(5));
  }

  /** A token of somebody with a locale such as {@code de-AT}. */
  String tokenOf(String tenant, String user, String locale) {
    return issuer.mint(tenant, user, Duration.ofMinutes(5), Optional.of(locale));
  }

  String expiredTokenOf(String tenant, String user) {
    return issuerOfYesterday.mint(tenant, user, Duration.ofMinutes(5));
  }

  /** A genuine token that was issued for an audience. */
  String tokenFor(String audience, String tenant, String user) {
    try {
      ECKey key = ECKey.parse(Files.readString(keys.resolve(DemoIssuer.KEY_FILE)));
      Instant now = Instant.now();
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              new JWTClaimsSet.Builder()
                  .issuer(DemoIssuer.ISSUER)
                  .audience(audience)
                  .subject(user)
                  .claim("tenant", tenant)
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plusSeconds(300)))
                  .build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (IOException | JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  String visitorToken(String site) {
    return json(request("POST", "/v1/widget/sessions", null, "{\"site\":\"" + site + "\"}", "*/*"))
        .get("token")
        .asText();
  }

  /** The answer to a question in JSON. */
  JsonNode ask(String token, String question) {
    HttpResponse<String> response = chat(token, null, question, "application/json");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return json(response);
  }

  /** The first column of what a statement finds, as the superuser sees it. */
  List<String> rows(String sql) {
    List<String> found = new ArrayList<>();
    try (Connection admin = database.admin().connect();
        Statement statement = admin.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  HttpResponse<String> chat(
      String token, @Nullable String conversation, String question, String accept) {
    var body = JSON.createObjectNode().put("message", question);
    if (conversation != null) {
      body.put("conversation", conversation);
    }
    return request("POST", "/v1/chat", token, body.toString(), accept);
  }

  HttpResponse<String> request(
      String method, String path, @Nullable String token, @Nullable String body, String accept) {
    return send(
        method,
        path,
        token,
        body == null ? null : body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        accept);
  }

  HttpResponse<String> send(
      String method, String path, @Nullable String token, byte @Nullable [] body, String accept) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", accept)
            .header("Origin", ORIGIN)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
