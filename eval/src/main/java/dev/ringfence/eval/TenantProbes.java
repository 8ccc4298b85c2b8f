package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * People of a company of the lab's own who are let in, lose their place, and come again with the
 * token that was good before. What has to be in force within a second has several here: a machine
 * may pause, and a protection that is gone never comes.
 */
final class TenantProbes {
  private static final String FAMILY = "tenants";
  private static final String TENANT = "frozen";
  private static final String SITE = "pk_frozen";
  private static final String MEMBER = "leo";
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** The company, served again with everybody in their place where it is there already. */
  private static final String SET_UP =
      """
      INSERT INTO ringfence.tenant (id, slug, name) VALUES (md5('frozen')::uuid, 'frozen', 'Frozen')
          ON CONFLICT (id) DO UPDATE SET status = 'active';
      INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role)
      SELECT DISTINCT md5('frozen')::uuid, issuer, 'leo', md5('leo')::uuid, 'customer'
        FROM ringfence.membership
          ON CONFLICT (tenant_id, issuer, subject) DO UPDATE SET status = 'active';
      INSERT INTO ringfence.site (tenant_id, site_key, name)
      VALUES (md5('frozen')::uuid, 'pk_frozen', 'Frozen') ON CONFLICT DO NOTHING
      """;

  private static final String ADD_ORIGIN =
      "INSERT INTO ringfence.site_origin (tenant_id, site_key, origin)"
          + " SELECT md5('frozen')::uuid, 'pk_frozen', ? ON CONFLICT DO NOTHING RETURNING origin";

  private static final String SUSPEND = tenant("suspended");
  private static final String ERASE = tenant("erased");
  private static final String CLOSE =
      "DELETE FROM ringfence.site_origin WHERE tenant_id = md5('frozen')::uuid";
  private static final String REMOVE =
      "UPDATE ringfence.membership SET status = 'removed' WHERE tenant_id = md5('frozen')::uuid";

  private final Experiment lab;

  TenantProbes(Experiment lab) {
    this.lab = lab;
  }

  private static String tenant(String status) {
    return "UPDATE ringfence.tenant SET status = '" + status + "' WHERE id = md5('frozen')::uuid";
  }

  List<CaseResult> run() {
    String member = lab.service.mint(TENANT, MEMBER);
    restore();
    awaitStatus(member, 200);
    String visitor = visitor();
    return List.of(
        loses("suspended-member", member, SUSPEND),
        loses("removed-member", member, REMOVE),
        loses("member-of-an-erased-tenant", member, ERASE),
        loses("visitor-of-a-suspended-tenant", visitor, SUSPEND),
        loses("visitor-of-a-page-that-was-taken-away", visitor, CLOSE));
  }

  private void restore() {
    lab.database.execute(SET_UP);
    var _ = lab.database.rows(ADD_ORIGIN, lab.client.origin());
  }

  private String visitor() {
    ServiceClient.Answer session =
        lab.client.send(
            "POST",
            "/v1/widget/sessions",
            "",
            "{\"site\": \"" + SITE + "\"}",
            Map.of("Origin", lab.client.origin()));
    String body = session.capture().raw();
    return ServiceClient.parse(body.substring(body.indexOf('\n') + 1)).path("token").asText();
  }

  private CaseResult loses(String name, String token, String change) {
    restore();
    boolean wasIn = !token.isEmpty() && awaitStatus(token, 200);
    lab.database.execute(change);
    boolean isOut = awaitStatus(token, 403);
    Finding finding = new Finding(Rule.KEPT_IN, Tap.HTTP, name, "");
    return new CaseResult(
        FAMILY,
        name,
        MEMBER,
        "http",
        2,
        2,
        wasIn ? 1 : 0,
        isOut ? List.of() : List.of(finding),
        wasIn ? "" : "nobody was let in before");
  }

  /** Whether a request is answered so before long. */
  private boolean awaitStatus(String token, int status) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (lab.client.send("GET", "/v1/me", token, "", Map.of()).status() != status) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(Duration.ofMillis(50));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LabException("interrupted", e);
      }
    }
    return true;
  }
}
