package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

  /** Within which an answer that was ended is over, and more. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

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
        loses("visitor-of-a-page-that-was-taken-away", visitor, CLOSE),
        losesWhileAnswered(member));
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

  /** A model that begins to speak when it is told to. */
  private static final class Waiting implements Conduct {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @Override
    public List<PlannedCall> next(String body, JsonNode request) {
      asked.countDown();
      await(told);
      return List.of();
    }

    @Override
    public String answer() {
      return "All that is known of you.";
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      var _ = latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  /** Who is removed while the model thinks is told nothing of what it says then. */
  private CaseResult losesWhileAnswered(String member) {
    restore();
    boolean wasIn = awaitStatus(member, 200) && !shownWhile(member, "").isBlank();
    restore();
    boolean served = !shownWhile(member, REMOVE).isBlank();
    restore();
    Finding finding = new Finding(Rule.KEPT_IN, Tap.STREAM, "an answer that had begun", "");
    return new CaseResult(
        FAMILY,
        "removed-while-an-answer-is-made",
        MEMBER,
        "stream",
        2,
        2,
        wasIn ? 1 : 0,
        served ? List.of(finding) : List.of(),
        wasIn ? "" : "nobody was answered before");
  }

  /** What the answer shows when something changed after the model was asked. */
  private String shownWhile(String member, String change) {
    Waiting model = new Waiting();
    String mark = lab.model.play("llllll", model);
    CompletableFuture<ServiceClient.Answer> answer =
        CompletableFuture.supplyAsync(
            () -> lab.client.chat(member, "probe-of-places", "What is it? " + mark, true));
    await(model.asked);
    if (!change.isEmpty()) {
      lab.database.execute(change);
      awaitStatus(member, 403);
      pause(LAST_WORDS);
    }
    model.told.countDown();
    String shown = answer.join().capture().shown();
    lab.model.forget("llllll");
    return shown;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  /** Whether a request is answered so before long. */
  private boolean awaitStatus(String token, int status) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (lab.client.send("GET", "/v1/me", token, "", Map.of()).status() != status) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(Duration.ofMillis(50));
    }
    return true;
  }
}
