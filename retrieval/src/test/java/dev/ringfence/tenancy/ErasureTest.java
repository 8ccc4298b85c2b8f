package dev.ringfence.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureTest {
  private static final ReceiptKey KEY = new ReceiptKey(new byte[32]);

  private static final String ABOUT =
      "CREATE POLICY about ON shop.staff_note TO ringfence_staff USING (about ="
          + " (SELECT s.member FROM ringfence.staff_scope() AS s))";

  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @Test
  void everyRowOfTheTenantIsGoneAndNoneOfAnother() {
    Map<String, Long> before = shop.rowsOf(Shop.EAST);
    Map<String, Long> others = shop.rowsOf(Shop.WEST);
    assertThat(before)
        .hasSize(16)
        .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());

    String receipt = erase("east", null);

    assertThat(shop.rowsOf(Shop.EAST).values()).containsOnly(0L);
    assertThat(shop.rowsOf(Shop.WEST)).isEqualTo(others);
    assertThat(shop.count("shop.country")).isOne();
    assertThat(
            shop.strings(
                "SELECT status || '/' || name || '/' || slug FROM ringfence.tenant ORDER BY slug"))
        .containsExactly("erased//east", "active/The west/west");
    assertThat(deleted(receipt)).isEqualTo(before);
    assertThat(new JsonObject(receipt).getInteger("remaining")).isZero();
    assertThatThrownBy(() -> erase("east", null)).hasMessageContaining("erased already");
  }

  @Test
  void noIndexThatNamesTheTenantIsLeft() {
    for (String tenant : List.of(Shop.EAST, Shop.WEST)) {
      shop.database.execute(
          "CREATE INDEX near_"
              + tenant.replace("-", "")
              + "_public ON ringfence.chunk_vector USING hnsw ((embedding::halfvec(3))"
              + " halfvec_cosine_ops) WHERE tenant_id = '"
              + tenant
              + "'");
    }

    erase("east", null);

    assertThat(shop.strings("SELECT relname FROM pg_class WHERE starts_with(relname, 'near_')"))
        .containsExactly("near_" + Shop.WEST.replace("-", "") + "_public");
  }

  @Test
  void oneCustomerIsGoneWithWhatStaffWroteOfThem() {
    shop.database.execute(
        ABOUT,
        // Theirs hang together with nobody else's.
        "UPDATE shop.purchase SET parent_id = NULL");
    erase("east", "ana");

    assertThat(
            shop.strings(
                "SELECT DISTINCT name FROM shop.customer WHERE tenant_id = '" + Shop.EAST + "'"))
        .containsExactly("ben");
    assertThat(shop.count("shop.purchase WHERE customer_id = '" + Shop.ANA + "'")).isEqualTo(25);
    assertThat(shop.count("shop.visit WHERE tenant_id = '" + Shop.EAST + "'")).isZero();
    assertThat(shop.count("shop.line WHERE purchase_id < 1000")).isEqualTo(75);
    assertThat(shop.count("shop.staff_note WHERE about = '" + Shop.ANA + "'")).isOne();
    assertThat(shop.count("ringfence.membership WHERE subject = 'ana'")).isOne();
    assertThat(shop.count("ringfence.message WHERE owner_id = '" + Shop.ANA + "'")).isOne();
    for (String table : List.of("asked", "document_use")) {
      assertThat(
              shop.strings(
                  "SELECT owner_id FROM ringfence."
                      + table
                      + " WHERE tenant_id = '"
                      + Shop.EAST
                      + "'"))
          .as(table)
          .containsExactly(Shop.BEN);
    }
    assertThat(shop.strings("SELECT status FROM ringfence.tenant WHERE slug = 'east'"))
        .containsExactly("active");
  }

  @Test
  void rowOfAnotherCustomerThatRefersToTheirsIsNamedAndStays() {
    shop.database.execute(
        ABOUT,
        "UPDATE shop.purchase SET parent_id = 2 WHERE id = 3",
        "UPDATE shop.purchase SET parent_id = NULL WHERE id <> 3");
    assertThatThrownBy(() -> erase("east", "ana"))
        .isInstanceOf(TenancyException.class)
        .hasMessageContaining("rows that are not to be erased refer to rows that are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.purchase", "shop.line", "ringfence.message", "shop.hen"})
  void erasureWhoseConnectionIsKilledGoesOnAndCountsEveryRowOnce(String killedAt) {
    Map<String, Long> before = shop.rowsOf(Shop.EAST);
    TenancyProgress killing =
        (table, done, all) -> {
          if (table.equals(killedAt)) {
            shop.database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                    + " current_database() AND application_name = 'ringfence' AND pid <> pg_backend_pid()");
          }
        };
    assertThatThrownBy(() -> erasure(killing, Set.of()).erase("east", null))
        .isInstanceOf(TenancyException.class);
    assertThat(shop.strings("SELECT status FROM ringfence.tenant WHERE slug = 'east'"))
        .containsExactly("suspended");
    assertThatThrownBy(() -> new Tenants(shop.database.admin()).setServed("east", true))
        .hasMessageContaining("is being erased");

    assertThat(deleted(erase("east", null))).isEqualTo(before);
    assertThat(shop.rowsOf(Shop.EAST).values()).containsOnly(0L);
    assertThat(shop.count("ringfence.erasure WHERE state = 'done'")).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE elsewhere.t (company uuid)",
        "CREATE TABLE elsewhere.t (company text)",
        "CREATE UNLOGGED TABLE elsewhere.t (\"Company Id\" varchar(60))",
        "CREATE TABLE elsewhere.t (company uuid) PARTITION BY HASH (company)"
      })
  void tableInWhichNothingSaysWhoseARowIsStopsItBeforeARowIsDeleted(String table) {
    shop.database.execute("CREATE SCHEMA elsewhere", table);
    if (table.contains("PARTITION")) {
      shop.database.execute(
          "CREATE TABLE elsewhere.p PARTITION OF elsewhere.t FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
    }
    shop.database.execute("INSERT INTO elsewhere.t VALUES ('" + Shop.EAST + "')");
    Map<String, Long> before = shop.rowsOf(Shop.EAST);

    assertThatThrownBy(() -> erase("east", null))
        .hasMessageContaining("nothing was erased")
        .hasMessageContaining("elsewhere.t (1)");
    assertThat(shop.rowsOf(Shop.EAST)).isEqualTo(before);

    String receipt = erasure((table2, done, all) -> {}, Set.of("elsewhere.t")).erase("east", null);
    assertThat(new JsonObject(receipt).getJsonArray("left")).containsExactly("elsewhere.t");
    assertThat(shop.count("elsewhere.t")).isOne();
  }

  @Test
  void tableThatComesWhileErasingIsFoundByTheCount() {
    TenancyProgress adding =
        (table, done, all) -> {
          if (table.equals("shop.customer")) {
            shop.database.execute(
                "CREATE TABLE shop.late (tenant_id uuid)",
                "INSERT INTO shop.late VALUES ('" + Shop.EAST + "')");
          }
        };
    String receipt = erasure(adding, Set.of()).erase("east", null);
    assertThat(deleted(receipt)).containsEntry("shop.late", 1L);
    assertThat(shop.count("shop.late")).isZero();
  }

  @Test
  void copyInAMaterializedViewIsGoneToo() {
    shop.database.execute(
        "CREATE MATERIALIZED VIEW shop.copied AS SELECT company AS c, body FROM shop.staff_note");
    erase("east", null);
    assertThat(shop.count("shop.copied WHERE c = '" + Shop.EAST + "'")).isZero();
    assertThat(shop.count("shop.copied")).isEqualTo(2);
  }

  @Test
  void auditAndTheRecordOfErasuresStay() {
    shop.database.execute(
        "INSERT INTO ringfence.audit_head VALUES ('" + Shop.EAST + "', 0, '\\x00')");
    String receipt = erase("east", null);
    assertThat(shop.count("ringfence.audit_head WHERE tenant_id = '" + Shop.EAST + "'")).isOne();
    assertThat(new JsonObject(receipt).getJsonObject("kept").fieldNames())
        .contains("ringfence.audit_head", "ringfence.audit_entry", "ringfence.erasure");
  }

  @Test
  void idsOfTheOperatorsOwnAreFollowed() {
    shop.database.execute(
        ABOUT,
        "UPDATE ringfence.tenant SET external_id = id || '' WHERE slug = 'west'",
        "UPDATE ringfence.tenant SET external_id = '77' WHERE slug = 'east'",
        "INSERT INTO ringfence.external_id VALUES ('"
            + Shop.EAST
            + "', '"
            + Shop.ANA
            + "', '4711')",
        "CREATE TABLE shop.legacy (tenant_id int, owner_id bigint)",
        "INSERT INTO shop.legacy VALUES (77, 4711), (77, 4712), (78, 4711)",
        "UPDATE shop.purchase SET parent_id = NULL");
    assertThat(deleted(erase("east", "4711"))).containsEntry("shop.legacy", 1L);
    assertThat(shop.strings("SELECT tenant_id || '/' || owner_id FROM shop.legacy ORDER BY 1"))
        .containsExactly("77/4712", "78/4711");
  }

  @Test
  void roleThatRowSecurityFiltersIsRefusedRatherThanShownNothing() {
    shop.database.execute(
        "DO $$ BEGIN CREATE ROLE half_admin LOGIN PASSWORD 'half';"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        "GRANT ringfence_owner TO half_admin",
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO half_admin',"
            + " current_database()); END $$");
    var half = shop.database.admin().withLogin("half_admin", "half");
    assertThatThrownBy(() -> new Tenants(half).list()).hasMessageContaining("BYPASSRLS");
    assertThatThrownBy(
            () ->
                new Erasure(half, KEY, InstantSource.system(), (t, d, a) -> {}, Set.of())
                    .erase("east", null))
        .hasMessageContaining("BYPASSRLS");
    // Roles are the whole cluster's.
    shop.database.execute("REVOKE ringfence_owner FROM half_admin");
  }

  @Test
  void receiptVerifiesUnderTheInstancesKeyAndUnderNoOther() {
    String receipt = erase("east", null);
    assertThat(ReceiptKey.verifies(receipt, KEY.publicKey())).isTrue();
    assertThat(ReceiptKey.verifies(new JsonObject(receipt).encodePrettily(), KEY.publicKey()))
        .isTrue();
    assertThat(
            ReceiptKey.verifies(
                receipt.replace("\"remaining\":0", "\"remaining\":1"), KEY.publicKey()))
        .isFalse();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(ReceiptKey.verifies(receipt, new ReceiptKey(other).publicKey())).isFalse();
    assertThat(ReceiptKey.verifies("{}", KEY.publicKey())).isFalse();
  }

  private String erase(String tenant, @Nullable String customer) {
    return erasure((table, done, all) -> {}, Set.of()).erase(tenant, customer);
  }

  private Erasure erasure(TenancyProgress progress, Set<String> left) {
    return new Erasure(shop.database.admin(), KEY, InstantSource.system(), progress, left);
  }

  private static Map<String, Long> deleted(String receipt) {
    Map<String, Long> found = new TreeMap<>();
    for (Object each : new JsonObject(receipt).getJsonArray("tables")) {
      JsonObject table = (JsonObject) each;
      if (table.getLong("deleted") > 0) {
        found.put(table.getString("table"), table.getLong("deleted"));
      }
    }
    return found;
  }
}
