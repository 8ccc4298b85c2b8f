package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication.Forbidden;
import dev.ringfence.identity.Ban;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written of those who knock, and how much at most. */
final class DoorBookTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(2, 2);
  private static final Actor ANA = member(ACME, 1);

  private final List<String> written = new ArrayList<>();
  private long now;
  private final DoorBook book =
      new DoorBook(
          (bearer, route, ban, requestId) ->
              written.add(bearer.name() + " " + route + " " + ban + " " + requestId),
          () -> now);

  private static Actor member(UUID tenant, int number) {
    return Actor.of(new Principal.Customer(tenant, new UUID(3, number)), "member-" + number);
  }

  private static Actor visitor(int session) {
    return Actor.of(new Principal.Visitor(ACME, new UUID(4, session)), "visitor");
  }

  private void knock(Actor bearer, String route, Ban ban) {
    book.note(new Forbidden(ban, Optional.of(bearer)), route, "r" + written.size());
  }

  @Test
  void samePersonWithTheSameReasonOnTheSameRouteIsWrittenOnceAMinute() {
    for (int i = 0; i < 1_000; i++) {
      knock(ANA, "GET /v1/me", Ban.TENANT_SUSPENDED);
    }
    assertThat(written).containsExactly("member-1 GET /v1/me TENANT_SUSPENDED r0");

    knock(ANA, "POST /v1/chat", Ban.TENANT_SUSPENDED);
    knock(ANA, "GET /v1/me", Ban.MEMBER_REMOVED);
    knock(member(ACME, 2), "GET /v1/me", Ban.TENANT_SUSPENDED);
    assertThat(written).hasSize(4);

    now += Duration.ofSeconds(61).toNanos();
    knock(ANA, "GET /v1/me", Ban.TENANT_SUSPENDED);
    assertThat(written).hasSize(5);
  }

  @Test
  void visitorsAreOnePersonHoweverManySessionsTheyOpen() {
    for (int i = 0; i < 1_000; i++) {
      knock(visitor(i), "POST /v1/chat", Ban.ORIGIN_NOT_ALLOWED);
    }
    knock(ANA, "POST /v1/chat", Ban.MEMBER_REMOVED);

    assertThat(written)
        .containsExactly(
            "visitor POST /v1/chat ORIGIN_NOT_ALLOWED r0",
            "member-1 POST /v1/chat MEMBER_REMOVED r1");
  }

  @Test
  void crowdOfOneTenantIsBoundedAndTakesNothingFromAnother() {
    for (int i = 0; i < 1_000; i++) {
      knock(member(ACME, i), "GET /v1/me", Ban.TENANT_SUSPENDED);
    }
    assertThat(written).hasSize(DoorBook.MOST_OF_A_TENANT);

    knock(member(GLOBEX, 1), "GET /v1/me", Ban.TENANT_SUSPENDED);
    assertThat(written).hasSize(DoorBook.MOST_OF_A_TENANT + 1);
  }

  @Test
  void crowdOfAllTenantsIsBoundedToo() {
    for (int i = 0; i < 20_000; i++) {
      knock(member(new UUID(5, i), i), "GET /v1/me", Ban.TENANT_SUSPENDED);
    }
    assertThat(written).hasSize(10_000);
  }

  @Test
  void strangerIsNotWritten() {
    book.note(new Forbidden(Ban.NOT_A_MEMBER, Optional.empty()), "GET /v1/me", "r");
    assertThat(written).isEmpty();
  }
}
