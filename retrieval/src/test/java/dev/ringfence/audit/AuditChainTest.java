package dev.ringfence.audit;

import static dev.ringfence.audit.AuditWorld.ACME;
import static dev.ringfence.audit.AuditWorld.GLOBEX;
import static dev.ringfence.audit.AuditWorld.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.AuditFinding.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chain of 10,000 entries, written by two services at once, and everything one can do to it. */
class AuditChainTest {
  private static final int ENTRIES = 10_000;
  private static final int THREADS = 16;

  private static final AuditWorld WORLD = new AuditWorld();

  @BeforeAll
  static void twoServicesWriteAtOnce() {
    try (var first = WORLD.open();
        var second = WORLD.open();
        var one = WORLD.writer(first);
        var two = WORLD.writer(second);
        var threads = Executors.newFixedThreadPool(THREADS)) {
      List<CompletableFuture<Boolean>> written =
          java.util.Collections.synchronizedList(new ArrayList<>());
      for (int thread = 0; thread < THREADS; thread++) {
        int mine = thread;
        var _ =
            threads.submit(
                () -> {
                  for (int i = mine; i < ENTRIES; i += THREADS) {
                    AuditWriter writer = i % 2 == 0 ? one : two;
                    written.add(writer.append(AuditWorld.entry(ACME, i)));
                    if (i % 100 == 0) {
                      written.add(writer.append(AuditWorld.entry(GLOBEX, i)));
                    }
                  }
                });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void twoWritersKeepOneChain() throws SQLException {
    try (Connection admin = WORLD.database.admin().connect()) {
      var result = new AuditVerification(KEY, Map.of(), _ -> {}).verify(admin, null);

      assertThat(result.findings()).isEmpty();
      assertThat(result.entries()).isEqualTo(ENTRIES + ENTRIES / 100);
      assertThat(result.chains()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "at;          at = at + interval '1 microsecond'",
        "at;          at = 'infinity'",
        "actor;       actor = 'x' || actor",
        "role;        role = 'staff'",
        "subject;     subject = gen_random_uuid()",
        "subject;     subject = NULL",
        "action;      action = action || 'x'",
        "decision;    decision = 'refused'",
        "code;        code = 'x'",
        "row_count;   row_count = row_count + 1",
        "row_keys;    row_keys = row_keys[2:2]",
        "row_keys;    row_keys[1] = row_keys[1] || 'x'",
        "row_keys;    row_keys = ARRAY[row_keys[2], row_keys[1]]",
        "row_keys;    row_keys = ARRAY[row_keys, row_keys]",
        "request_id;  request_id = 'x' || request_id",
        "action, code; action = '', code = action",
        "previous;    previous = set_byte(previous, 31, get_byte(previous, 31) # 1)",
        "hash;        hash = set_byte(hash, 0, get_byte(hash, 0) # 128)",
      })
  void aChangedByteIsFound(String column, String change) {
    for (int number : new int[] {1, 5_000, ENTRIES}) {
      assertThat(
              after(
                  "UPDATE ringfence.audit_entry SET "
                      + change
                      + " WHERE tenant_id = '"
                      + ACME
                      + "' AND number = "
                      + number))
          .as(column)
          .extracting(AuditFinding::number, AuditFinding::kind)
          .containsExactly(org.assertj.core.groups.Tuple.tuple((long) number, Kind.CHANGED));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "one deleted;      DELETE FROM E WHERE T AND number = 4711;                     4711;  MISSING",
        "the first deleted;DELETE FROM E WHERE T AND number = 1;                        1;     MISSING",
        "the last deleted; DELETE FROM E WHERE T AND number = 10000;                    10000; MISSING",
        "the tail deleted; DELETE FROM E WHERE T AND number > 9000;                     9001;  MISSING",
        "all deleted;      DELETE FROM E WHERE T;                                       1;     MISSING",
        "closed up;        DELETE FROM E WHERE T AND number = 9999"
            + "                | UPDATE E SET number = 9999 WHERE T AND number = 10000;       9999;  REORDERED",
        "two swapped;      UPDATE E SET number = 50000 WHERE T AND number = 17"
            + "                | UPDATE E SET number = 17 WHERE T AND number = 18"
            + "                | UPDATE E SET number = 18 WHERE T AND number = 50000;         17;    REORDERED",
        "one doubled;      INSERT INTO E SELECT tenant_id, 10001, at, actor, role, subject, action, decision, code,"
            + "                row_count, row_keys, request_id, previous, hash, seal"
            + "                FROM E WHERE T AND number = 3;                                  10001; REORDERED",
        "seal changed;     UPDATE E SET seal = set_byte(seal, 5, get_byte(seal, 5) # 1)"
            + "                WHERE T AND number = 77;                                        77;    NOT_OURS",
        "the head moved;   UPDATE ringfence.audit_head SET number = 9999 WHERE T;        10000; CHANGED",
      })
  void whatIsMissingOrMovedIsFound(String what, String sql, long number, Kind kind) {
    String[] statements =
        sql.replace(" E ", " ringfence.audit_entry ")
            .replace(" T", " tenant_id = '" + ACME + "'")
            .split("\\|");
    assertThat(after(statements))
        .as(what)
        .extracting(AuditFinding::number, AuditFinding::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(number, kind));
  }

  @Test
  void anEntryThatIsMovedToAnotherTenantIsFoundInBothChains() {
    assertThat(
            after(
                "UPDATE ringfence.audit_entry SET number = 101, tenant_id = '"
                    + GLOBEX
                    + "' WHERE number = 10000 AND tenant_id = '"
                    + ACME
                    + "'"))
        .extracting(AuditFinding::tenant, AuditFinding::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ACME, Kind.MISSING),
            org.assertj.core.groups.Tuple.tuple(GLOBEX, Kind.CHANGED));
  }

  @Test
  void hashesThatAreComputedAnewAreNotOurs() {
    AuditKey theirs = AuditWorld.key(8);
    assertThat(rewrittenFrom(9_500, theirs))
        .extracting(AuditFinding::number, AuditFinding::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(9_500L, Kind.NOT_OURS));
  }

  @Test
  void aTailThatIsCutWithItsHeadIsFoundByWhatIsRememberedElsewhere() throws SQLException {
    String[] cut = {
      "DELETE FROM ringfence.audit_entry WHERE tenant_id = '" + ACME + "' AND number > 9000",
      "UPDATE ringfence.audit_head SET number = 9000, hash = (SELECT hash FROM ringfence.audit_entry"
          + " WHERE tenant_id = '"
          + ACME
          + "' AND number = 9000) WHERE tenant_id = '"
          + ACME
          + "'"
    };
    Map<UUID, ChainHead> heads;
    try (Connection admin = WORLD.database.admin().connect()) {
      heads = AuditVerification.heads(admin);
    }
    assertThat(after(Map.of(), cut)).isEmpty();
    assertThat(after(heads, cut))
        .extracting(AuditFinding::number, AuditFinding::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(9_001L, Kind.MISSING));
  }

  @Test
  void aNewKeyVerifiesWhatTheOldOneSealed() {
    AuditKey both = new AuditKey(List.of(new byte[32], sevens()));
    assertThat(WORLD.findings(both, Map.of())).isEmpty();
    assertThat(WORLD.findings(AuditWorld.key(9), Map.of()))
        .extracting(AuditFinding::kind)
        .containsOnly(Kind.NOT_OURS);
  }

  private static byte[] sevens() {
    byte[] secret = new byte[32];
    secret[0] = 7;
    return secret;
  }

  private static List<AuditFinding> after(String... statements) {
    return after(Map.of(), statements);
  }

  /** What is found after a superuser's statements, which are rolled back. */
  private static List<AuditFinding> after(Map<UUID, ChainHead> remembered, String... statements) {
    try (Connection admin = WORLD.database.admin().connect();
        Statement statement = admin.createStatement()) {
      admin.setAutoCommit(false);
      statement.execute("SET LOCAL session_replication_role = replica");
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
      }
      var found = new AuditVerification(KEY, remembered, _ -> {}).check(admin, null).findings();
      admin.rollback();
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is found after everything from a number on was replaced by what another key sealed. */
  private static List<AuditFinding> rewrittenFrom(int first, AuditKey theirs) {
    try (Connection admin = WORLD.database.admin().connect();
        Statement statement = admin.createStatement();
        PreparedStatement hash =
            admin.prepareStatement(
                "SELECT hash FROM ringfence.audit_entry WHERE tenant_id = ? AND number = ?")) {
      admin.setAutoCommit(false);
      statement.execute("SET LOCAL session_replication_role = replica");
      hash.setObject(1, ACME);
      hash.setInt(2, first - 1);
      var rows = hash.executeQuery();
      rows.next();
      String end = java.util.HexFormat.of().formatHex(rows.getBytes(1));
      statement.execute(
          "DELETE FROM ringfence.audit_entry WHERE tenant_id = '"
              + ACME
              + "' AND number >= "
              + first);
      statement.execute(
          "UPDATE ringfence.audit_head SET number = "
              + (first - 1)
              + ", hash = '\\x"
              + end
              + "' WHERE tenant_id = '"
              + ACME
              + "'");
      for (int i = first; i <= ENTRIES; i++) {
        new AuditLog(theirs).record(admin, AuditWorld.entry(ACME, i));
      }
      var found = new AuditVerification(KEY, Map.of(), _ -> {}).check(admin, null).findings();
      admin.rollback();
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
