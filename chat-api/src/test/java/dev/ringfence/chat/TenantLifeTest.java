package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two instances on one database, and what an operator changes while people talk to them. Each
 * change has a second to be in force.
 */
class TenantLifeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String SUSPEND = status("suspended");
  private static final String RESUME = status("active");

  private ScriptedModel model;
  private TestDatabase database;
  private ServiceWorld one;
  private ServiceWorld two;
  private final AtomicInteger talking = new AtomicInteger();

  /** How an instance hears of a change. */
  enum Hearing {
    AS_SHIPPED(List.of()),
    WITHOUT_NOTIFICATION(
        List.of(
            """
            CREATE OR REPLACE FUNCTION ringfence.directory_changed() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
              UPDATE ringfence.directory_version SET version = version + 1 WHERE slot = 0;
              RETURN NULL;
            END $$
            """)),
    WITH_ITS_LISTENER_KILLED(
        List.of(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND query LIKE 'LISTEN%'")),
    WITH_EVERY_CONNECTION_KILLED(
        List.of(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND usename <> current_user"));

    final List<String> harm;

    Hearing(List<String> harm) {
      this.harm = harm;
    }
  }

  @BeforeEach
  void start() {
    model = new ScriptedModel();
    model.does((request, reply) -> talk(reply));
    database = TestDatabases.create("ringfence_demo_template", ServiceWorld::fill);
    one = new ServiceWorld(database, Optional.of(model.baseUrl()), false);
    two = new ServiceWorld(database, Optional.of(model.baseUrl()), false);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    model.close();
  }

  @ParameterizedTest
  @EnumSource(Hearing.class)
  void suspensionEndsEveryAnswerOfTheTenantOnEveryInstanceAndLetsNobodyIn(Hearing hearing) {
    LiveAnswer ofGlobex = LiveAnswer.ask(two, two.tokenOf("globex", "gil"));
    // New connections have to be made first, which is an outage more than a lost notification: the
    // answers stand still meanwhile.
    boolean outage = hearing == Hearing.WITH_EVERY_CONNECTION_KILLED;
    withinASecond(
        "suspension, " + hearing,
        () -> {
          List<LiveAnswer> ofAcme =
              List.of(
                  LiveAnswer.ask(one, one.tokenOf("acme", "ana")),
                  LiveAnswer.ask(two, two.tokenOf("acme", "sam")),
                  LiveAnswer.ask(one, one.visitorToken("pk_demo_acme")),
                  LiveAnswer.ask(two, two.visitorToken("pk_demo_acme")));
          assertThat(talking.get()).isGreaterThan(ofAcme.size());
          hearing.harm.forEach(database::execute);
          long began = System.nanoTime();
          database.execute(SUSPEND);
          Duration last = Duration.ZERO;
          for (LiveAnswer answer : ofAcme) {
            Duration ended = ended(answer, "tenant_suspended", began);
            last = longer(last, outage ? Duration.ofNanos(answer.wordsAt() - began) : ended);
          }
          for (ServiceWorld world : List.of(one, two)) {
            last =
                longer(
                    last,
                    outage
                        ? letIn(world, "ana", "tenant_suspended", began)
                        : refused(world, "ana", "tenant_suspended", began));
            assertThat(sessionOf(world)).isEqualTo("origin_not_allowed");
          }
          database.execute(RESUME);
          for (ServiceWorld world : List.of(one, two)) {
            Eventually.holds(() -> me(world, world.tokenOf("acme", "ana")).statusCode() == 200);
            Eventually.holds(() -> sessionOf(world).isEmpty());
          }
          return last;
        });
    assertThat(ofGlobex.isOpen()).isTrue();
    // Theirs alone: the model was stopped for the others.
    Eventually.holds(() -> talking.get() == 1);
    assertThat(number("SELECT count(*) FROM ringfence.message WHERE role = 'assistant'")).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Hearing.class,
      names = {"AS_SHIPPED", "WITHOUT_NOTIFICATION"})
  void memberWhoWasRemovedInBetweenIsRefusedAndNobodyElse(Hearing hearing) {
    LiveAnswer ben = LiveAnswer.ask(one, one.tokenOf("acme", "ben"));
    withinASecond(
        "removal, " + hearing,
        () -> {
          Eventually.holds(() -> me(two, two.tokenOf("acme", "ana")).statusCode() == 200);
          LiveAnswer ana = LiveAnswer.ask(one, one.tokenOf("acme", "ana"));
          hearing.harm.forEach(database::execute);
          long began = System.nanoTime();
          database.execute(membership("status = 'removed'", "ana"));
          Duration last =
              longer(
                  ended(ana, "member_removed", began),
                  refused(two, "ana", "member_removed", began));
          database.execute(membership("status = 'active'", "ana"));
          Eventually.holds(() -> me(one, one.tokenOf("acme", "ana")).statusCode() == 200);
          return last;
        });
    assertThat(ben.isOpen()).isTrue();
  }

  @Test
  void answerForSomebodyWhoseRoleChangedIsEnded() {
    withinASecond(
        "another role",
        () -> {
          LiveAnswer sam = LiveAnswer.ask(one, one.tokenOf("acme", "sam"));
          long began = System.nanoTime();
          database.execute(membership("role = 'customer'", "sam"));
          Duration last = ended(sam, "access_changed", began);
          Eventually.holds(() -> roleOf(two, "sam").equals("customer"));
          database.execute(membership("role = 'staff'", "sam"));
          Eventually.holds(() -> roleOf(one, "sam").equals("staff"));
          return last;
        });
  }

  @Test
  void originThatWasTakenAwayEndsItsVisitorsAnswers() {
    LiveAnswer visitor = LiveAnswer.ask(two, two.visitorToken("pk_demo_acme"));
    database.execute(
        "DELETE FROM ringfence.site_origin WHERE site_key = 'pk_demo_acme' AND origin = '"
            + ServiceWorld.ORIGIN
            + "'");

    assertThat(visitor.end().read()).contains("origin_not_allowed");
  }

  @Test
  void forgedNotificationsLetNobodyBackInAndCutNobodyOff() throws Exception {
    database.execute(SUSPEND);
    String ana = one.tokenOf("acme", "ana");
    Eventually.holds(() -> codeOf(me(one, ana)).equals("tenant_suspended"));
    LiveAnswer gil = LiveAnswer.ask(one, one.tokenOf("globex", "gil"));

    database.execute(
        "CREATE SEQUENCE ringfence.reading",
        "GRANT USAGE ON SEQUENCE ringfence.reading TO ringfence_owner",
        "CREATE OR REPLACE FUNCTION ringfence.directory_version() RETURNS bigint"
            + " LANGUAGE sql SECURITY DEFINER AS $$ SELECT sum(version)::bigint"
            + " + 0 * (SELECT nextval('ringfence.reading')) FROM ringfence.directory_version $$");
    long began = System.nanoTime();
    try (var connection = database.app().connect();
        var statement = connection.createStatement()) {
      for (int i = 0; i < 3_000; i++) {
        statement.execute("NOTIFY ringfence_directory, 'active acme " + i + "'");
      }
    }
    Duration flood = Duration.ofNanos(System.nanoTime() - began);

    assertThat(codeOf(me(one, ana))).isEqualTo("tenant_suspended");
    assertThat(gil.isOpen()).isTrue();
    // Two instances, each at most one reading in 25 ms, whatever comes.
    long readings = number("SELECT last_value FROM ringfence.reading");
    assertThat(readings).isGreaterThan(1).isLessThan(2 * (flood.toMillis() + 1_000) / 25);
  }

  @Test
  void oneProofOfWhoTheyAreOpensSeveralTenantsAndTheTokenChoosesWhich() {
    database.execute(
        "INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role)"
            + " SELECT t.id, m.issuer, m.subject, gen_random_uuid(), 'staff'"
            + " FROM ringfence.tenant t, ringfence.membership m"
            + " WHERE t.slug = 'globex' AND m.subject = 'ana'");

    var atHome = ServiceWorld.json(me(one, one.tokenOf("acme", "ana")));
    var elsewhere = ServiceWorld.json(me(one, one.tokenOf("globex", "ana")));

    assertThat(List.of(atHome.get("tenant").asText(), atHome.get("role").asText()))
        .containsExactly("acme", "customer");
    assertThat(List.of(elsewhere.get("tenant").asText(), elsewhere.get("role").asText()))
        .containsExactly("globex", "staff");
    assertThat(elsewhere.get("id")).isNotEqualTo(atHome.get("id"));
    database.execute(SUSPEND);
    Eventually.holds(() -> codeOf(me(one, one.tokenOf("acme", "ana"))).equals("tenant_suspended"));
    assertThat(me(one, one.tokenOf("globex", "ana")).statusCode()).isEqualTo(200);
  }

  @Test
  void directoryIsNotAskedAgainWhileNothingChanges() {
    String token = one.tokenOf("acme", "ana");
    Eventually.holds(() -> me(one, token).statusCode() == 200);
    // Whoever asked would be refused now.
    database.execute("REVOKE EXECUTE ON FUNCTION ringfence.find_member FROM ringfence_app");

    // Where the machine pauses for a second, what is known is not relied upon meanwhile.
    Eventually.holds(() -> me(one, token).statusCode() == 200);
    assertThat(me(one, one.tokenOf("acme", "ben")).statusCode()).isEqualTo(500);
  }

  private void talk(ScriptedModel.Reply reply) {
    talking.incrementAndGet();
    try {
      while (true) {
        reply.text("and on ");
        Thread.sleep(20);
      }
    } catch (IOException e) {
      // The connection was closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      talking.decrementAndGet();
    }
  }

  /** One try of something that is to be in force within a second: how long it took. */
  @FunctionalInterface
  private interface Try {
    Duration took();
  }

  /**
   * What is asserted in each try is that it comes, which nothing but the mechanism can bring about:
   * the model never ends by itself. That it comes within the second is asserted of the best of
   * three, since a machine that pauses makes one late and a broken mechanism all.
   */
  private static void withinASecond(String what, Try attempt) {
    List<Long> took = new ArrayList<>();
    do {
      took.add(attempt.took().toMillis());
    } while (took.getLast() >= SECOND.toMillis() && took.size() < 3);
    System.out.println(what + ": in force everywhere after " + took + " ms");
    assertThat(took.getLast()).as(what).isLessThan(SECOND.toMillis());
  }

  private static Duration ended(LiveAnswer answer, String code, long began) {
    LiveAnswer.End end = answer.end();
    assertThat(end.read()).contains(code).doesNotContain("data-receipt");
    return LiveAnswer.since(began, end);
  }

  private static Duration refused(ServiceWorld world, String user, String code, long began) {
    String token = world.tokenOf("acme", user);
    Eventually.holds(() -> codeOf(me(world, token)).equals(code));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** When somebody was let in for the last time before they were refused. */
  private static Duration letIn(ServiceWorld world, String user, String code, long began) {
    String token = world.tokenOf("acme", user);
    AtomicLong last = new AtomicLong(began);
    Eventually.holds(
        () -> {
          long asked = System.nanoTime();
          HttpResponse<String> answer = me(world, token);
          if (answer.statusCode() == 200) {
            last.set(asked);
          }
          return codeOf(answer).equals(code);
        });
    return Duration.ofNanos(last.get() - began);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String sessionOf(ServiceWorld world) {
    return codeOf(
        world.request("POST", "/v1/widget/sessions", null, "{\"site\":\"pk_demo_acme\"}", "*/*"));
  }

  private static String roleOf(ServiceWorld world, String user) {
    return ServiceWorld.json(me(world, world.tokenOf("acme", user))).path("role").asText();
  }

  private static String membership(String set, String user) {
    return "UPDATE ringfence.membership SET " + set + " WHERE subject = '" + user + "'";
  }

  private long number(String sql) {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> me(ServiceWorld world, String token) {
    return world.request("GET", "/v1/me", token, null, "application/json");
  }

  private static String codeOf(HttpResponse<String> response) {
    return ServiceWorld.json(response).path("code").asText();
  }

  private static String status(String status) {
    return "UPDATE ringfence.tenant SET status = '" + status + "' WHERE slug = 'acme'";
  }
}
