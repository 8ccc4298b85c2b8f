package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who lose their place between what was proposed to them and their approval of it. */
class ConsentLostTest {
  private static final String IN_FORCE =
      "UPDATE ringfence.tenant SET status = 'active' WHERE slug = 'acme';"
          + " UPDATE ringfence.membership SET status = 'active' WHERE subject = 'ana'";

  private static ConsentWorld world;

  @BeforeAll
  static void start() {
    world = new ConsentWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static int me(String token) {
    return world.world.request("GET", "/v1/me", token, null, "*/*").statusCode();
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE ringfence.tenant SET status = 'suspended' WHERE slug = 'acme', tenant_suspended",
    "UPDATE ringfence.tenant SET status = 'erased' WHERE slug = 'acme', tenant_suspended",
    "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'ana', member_removed"
  })
  void whoLostTheirPlaceSinceApprovesNothingByAnyDoor(String change, String code) {
    String ana = world.ana();
    String conversation = "lost-" + change.hashCode();
    String subject = "Lost " + change.hashCode();
    String id = world.waiting(ana, conversation, "open_ticket", ConsentWorld.ticketOf(subject));

    world.world.database.execute(change);
    try {
      Eventually.holds(() -> me(ana) == 403);

      assertThat(ConsentWorld.code(world.decide(ana, id, true))).isEqualTo("403 " + code);
      assertThat(ConsentWorld.code(world.decide(ana, id, false))).isEqualTo("403 " + code);
      assertThat(ConsentWorld.code(world.read(ana, id))).isEqualTo("403 " + code);
      assertThat(ConsentWorld.code(inTheChat(ana, conversation, id))).isEqualTo("403 " + code);
    } finally {
      world.world.database.execute(IN_FORCE);
      Eventually.holds(() -> me(ana) == 200);
    }
    assertThat(world.tickets(subject)).isZero();
    assertThat(ConsentWorld.status(world.read(ana, id))).isEqualTo("200 proposed");
  }

  private static java.net.http.HttpResponse<String> inTheChat(
      String token, String conversation, String id) {
    return world.world.request(
        "POST",
        "/v1/chat",
        token,
        """
        {"id": "%s", "trigger": "submit-message", "messages": [
          {"id": "a", "role": "user", "parts": [{"type": "text", "text": "Yes."}]},
          {"id": "b", "role": "assistant", "parts": [
            {"type": "tool-approval-response", "approvalId": "%s", "approved": true}]}]}
        """
            .formatted(conversation, id),
        "application/json");
  }

  /** Somebody of a tenant that was never served since has nothing to be proposed, and no door. */
  @Test
  void memberOfASuspendedTenantIsStoppedAtTheDoorWhateverTheIdIs() {
    String ana = world.ana();
    world.world.database.execute(
        "UPDATE ringfence.tenant SET status = 'suspended' WHERE slug = 'acme'");
    try {
      Eventually.holds(() -> me(ana) == 403);
      for (String id : new String[] {"00000000-0000-4000-8000-000000000000", "no-id"}) {
        assertThat(ConsentWorld.code(world.decide(ana, id, true)))
            .isEqualTo("403 tenant_suspended");
      }
    } finally {
      world.world.database.execute(IN_FORCE);
      Eventually.holds(() -> me(ana) == 200);
    }
  }
}
