package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditVerification;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit has of those whose token is genuine and who are not let in. */
class AuditAtTheDoorTest {
  private static final String REMOVE =
      "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'ben'";

  private ServiceWorld world;
  private String visitor;

  @BeforeEach
  void start() {
    world = new ServiceWorld(Optional.empty(), false);
    visitor = world.visitorToken("pk_demo_acme");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static String tenant(String status) {
    return "UPDATE ringfence.tenant SET status = '" + status + "' WHERE slug = 'acme'";
  }

  private HttpResponse<String> me(String token) {
    return world.request("GET", "/v1/me", token, null, "*/*");
  }

  private void refused(String token, String code) {
    Eventually.holds(
        () -> {
          HttpResponse<String> answer = me(token);
          return answer.statusCode() == 403
              && ServiceWorld.json(answer).path("code").asText().equals(code);
        });
  }

  /** Refusals in the audit, when as many as expected are there. */
  private List<String> entries(int expected, String columns) {
    String sql =
        "SELECT concat_ws('|', "
            + columns
            + ") FROM ringfence.audit_entry WHERE decision = 'refused' ORDER BY tenant_id, number";
    Eventually.holds(() -> world.rows(sql).size() >= expected);
    return world.rows(sql);
  }

  private String idOf(String sql) {
    return world.rows(sql).getFirst();
  }

  @Test
  void whoIsNotLetInIsNotedInTheirTenantsChainWithTheReason() throws SQLException {
    String ben = world.tokenOf("acme", "ben");
    world.database.execute(REMOVE);
    refused(ben, "member_removed");
    world.database.execute(tenant("suspended"));
    refused(world.tokenOf("acme", "sam"), "tenant_suspended");
    refused(visitor, "tenant_suspended");

    assertThat(entries(3, "actor, role, action, code, row_count"))
        .containsExactly(
            "ben|customer|GET /v1/me|member_removed|0",
            "sam|staff|GET /v1/me|tenant_suspended|0",
            "visitor|visitor|GET /v1/me|tenant_suspended|0");
    assertThat(world.rows("SELECT DISTINCT tenant_id::text FROM ringfence.audit_entry"))
        .containsExactly(idOf("SELECT id::text FROM ringfence.tenant WHERE slug = 'acme'"));
    assertThat(entries(3, "subject").getFirst())
        .isEqualTo(idOf("SELECT member_id::text FROM ringfence.membership WHERE subject = 'ben'"));
    try (Connection admin = world.database.admin().connect()) {
      var result =
          new AuditVerification(new AuditKey(List.of(new byte[32])), Map.of(), _ -> {})
              .verify(admin, null);
      assertThat(result.findings()).isEmpty();
    }
  }

  @Test
  void entryNamesTheRequestAndTheOnesThatFollowAreCountedOnly() {
    String ben = world.tokenOf("acme", "ben");
    world.database.execute(REMOVE);
    refused(ben, "member_removed");
    HttpResponse<String> first = world.request("GET", "/v1/conversations", ben, null, "*/*");
    for (int i = 0; i < 50; i++) {
      assertThat(world.request("GET", "/v1/conversations", ben, null, "*/*").statusCode())
          .isEqualTo(403);
    }
    world.chat(ben, null, "Hello", "application/json");

    assertThat(entries(3, "action"))
        .containsExactly("GET /v1/me", "GET /v1/conversations", "POST /v1/chat");
    assertThat(entries(3, "request_id"))
        .contains(first.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(world.request("GET", "/metrics", null, null, "*/*").body())
        .containsPattern("ringfence_problems_total\\{code=\"member_removed\".*} 5[3-9]");
  }

  @Test
  void strangersHaveNoChainAndAnErasedTenantGetsNothingMore() {
    String ana = world.tokenOf("acme", "ana");
    refused(world.tokenOf("acme", "nobody"), "not_a_member");
    refused(world.tokenOf("no-such-tenant", "ana"), "not_a_member");
    assertThat(me("no-token").statusCode()).isEqualTo(401);
    world.database.execute(tenant("erased"));
    refused(ana, "tenant_suspended");
    refused(visitor, "tenant_suspended");
    // Entries are written one after another: behind this one there is none to come.
    world.database.execute(
        "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'gil'");
    refused(world.tokenOf("globex", "gil"), "member_removed");

    assertThat(entries(1, "actor, code")).containsExactly("gil|member_removed");
    assertThat(world.rows("SELECT tenant_id::text FROM ringfence.audit_head"))
        .containsExactly(idOf("SELECT id::text FROM ringfence.tenant WHERE slug = 'globex'"));
  }

  @Test
  void refusalDoesNotWaitForItsEntry() throws SQLException {
    String ana = world.tokenOf("acme", "ana");
    assertThat(me(ana).statusCode()).isEqualTo(200);
    world.request("GET", "/v1/conversations", ana, null, "*/*");
    try (Connection admin = world.database.admin().connect();
        Statement statement = admin.createStatement()) {
      admin.setAutoCommit(false);
      statement.execute("LOCK TABLE ringfence.audit_head IN ACCESS EXCLUSIVE MODE");
      world.database.execute(tenant("suspended"));
      refused(ana, "tenant_suspended");
      long began = System.nanoTime();
      world.request("GET", "/v1/conversations", ana, null, "*/*");
      // Writing would have to wait for two seconds before it gave up.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      admin.rollback();
    }
  }
}
