package dev.ringfence.audit;

import static dev.ringfence.audit.AuditWorld.ACME;
import static dev.ringfence.audit.AuditWorld.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the writer promises: an entry that was acknowledged is there. */
class AuditWriterTest {
  @Test
  void whatWasAcknowledgedIsThereWhenConnectionsAreKilledInBetween() throws Exception {
    try (var world = new AuditWorld();
        var tenants = world.open();
        var writer = world.writer(tenants);
        Connection admin = world.database.admin().connect()) {
      Set<String> acknowledged = new ConcurrentSkipListSet<>();
      List<CompletableFuture<?>> ends = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        AuditEntry entry = AuditWorld.entry(ACME, i);
        ends.add(
            writer
                .append(entry)
                .handle((done, _) -> done != null && acknowledged.add(entry.requestId())));
        if (i % 10 == 0) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        if (i % 100 == 50) {
          admin
              .createStatement()
              .execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE usename = 'ringfence_app' AND datname = current_database()");
        }
      }
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

      assertThat(acknowledged).hasSizeGreaterThan(100);
      assertThat(requests(admin)).containsAll(acknowledged);
      assertThat(world.findings()).isEmpty();
    }
  }

  private static Set<String> requests(Connection admin) throws SQLException {
    Set<String> found = new ConcurrentSkipListSet<>();
    try (var rows =
        admin.createStatement().executeQuery("SELECT request_id FROM ringfence.audit_entry")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void aChainThatIsHeldUpHoldsUpNoOther() throws Exception {
    try (var world = new AuditWorld();
        var tenants = world.open();
        var writer = world.writer(tenants);
        Connection admin = world.database.admin().connect()) {
      writer.append(AuditWorld.entry(ACME, 1)).get(10, TimeUnit.SECONDS);
      admin.setAutoCommit(false);
      admin
          .createStatement()
          .execute("SELECT FROM ringfence.audit_head WHERE tenant_id = '" + ACME + "' FOR UPDATE");
      var held = writer.append(AuditWorld.entry(ACME, 2));
      var free = writer.append(AuditWorld.entry(GLOBEX, 3));

      assertThat(free.get(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> held.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(AuditUnavailableException.class);
      admin.rollback();
      assertThat(writer.append(AuditWorld.entry(ACME, 4)).get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEntryOfACommandIsThereExactlyWhenItsWorkIs() throws Exception {
    try (var world = new AuditWorld();
        Connection admin = world.database.admin().connect()) {
      AuditLog log = new AuditLog(AuditWorld.KEY);
      log.record(admin, AuditWorld.entry(ACME, 1));
      admin.setAutoCommit(false);
      log.record(admin, AuditWorld.entry(ACME, 2));
      admin.rollback();
      log.record(admin, AuditWorld.entry(ACME, 3));
      admin.commit();

      assertThat(requests(admin)).containsExactly("request-1", "request-3");
      assertThat(world.findings()).isEmpty();
    }
  }

  @Test
  void theEndsOfChainsAreRememberedInAFile() throws Exception {
    var file = java.nio.file.Files.createTempDirectory("audit").resolve("audit-heads");
    try (var world = new AuditWorld();
        var tenants = world.open();
        Connection admin = world.database.admin().connect()) {
      try (var writer = new AuditWriter(tenants, AuditWorld.KEY, new HeadsFile(file))) {
        writer.append(AuditWorld.entry(ACME, 1)).get(10, TimeUnit.SECONDS);
        writer.append(AuditWorld.entry(ACME, 2)).get(10, TimeUnit.SECONDS);
      }
      java.nio.file.Files.writeString(
          file, ACME + " 3 0ab", java.nio.file.StandardOpenOption.APPEND);
      assertThat(HeadsFile.read(file)).isEqualTo(AuditVerification.heads(admin));
      var _ = new HeadsFile(file);
      assertThat(java.nio.file.Files.readAllLines(file)).hasSize(1);
    }
  }
}
