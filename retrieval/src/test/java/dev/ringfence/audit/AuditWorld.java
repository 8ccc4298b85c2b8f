package dev.ringfence.audit;

import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A database of its own with audit chains in it. */
final class AuditWorld implements AutoCloseable {
  static final UUID ACME = new UUID(0xAC3E, 1);
  static final UUID GLOBEX = new UUID(0x610B, 2);
  static final AuditKey KEY = key(7);
  static final Instant NOON = Instant.parse("2026-11-15T12:00:00.123456Z");

  final TestDatabase database = TestDatabases.create();
  private final Vertx vertx = Vertx.vertx();

  static AuditKey key(int seed) {
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    return new AuditKey(List.of(secret));
  }

  static AuditEntry entry(UUID tenant, int number) {
    return new AuditEntry(
        new Actor(tenant, "user-" + number, "customer", new UUID(9, number)),
        NOON.plusSeconds(number),
        "list_invoices",
        Decision.ALLOWED,
        "",
        2,
        List.of("demo.invoice/" + new UUID(3, number), "demo.invoice/" + new UUID(4, number)),
        "request-" + number);
  }

  TenantDatabase open() {
    return new TenantDatabase(vertx, database.settings(), Clock.systemUTC());
  }

  HeadsFile heads() {
    try {
      return new HeadsFile(Files.createTempDirectory("audit").resolve("audit-heads"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AuditWriter writer(TenantDatabase tenants) {
    return new AuditWriter(tenants, KEY, heads());
  }

  /** Everything that is wrong, with nothing remembered outside of the database. */
  List<AuditFinding> findings() {
    return findings(KEY, Map.of());
  }

  List<AuditFinding> findings(AuditKey key, Map<UUID, ChainHead> remembered) {
    try (Connection admin = database.admin().connect()) {
      return new AuditVerification(key, remembered, _ -> {}).verify(admin, null).findings();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String sql) {
    try (Connection admin = database.admin().connect();
        var rows = admin.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    var _ = vertx.close();
  }
}
