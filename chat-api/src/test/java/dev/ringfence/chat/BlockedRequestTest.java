package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a request that the wire guard blocks. The address in it comes from where no
 * redactor looks: the model's name, which an operator sets.
 */
final class BlockedRequestTest {
  private static final String ADDRESS = "ops@example.com";

  private static ScriptedModel model;
  private static ServiceWorld world;
  private static String ana;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world =
        new ServiceWorld(
            new ModelSettings(model.baseUrl(), "", "a model of " + ADDRESS, Duration.ofSeconds(2)),
            ServiceWorld.demoTools());
    ana = world.tokenOf("acme", "ana");
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @Test
  void itIsNotSentAndItsSenderIsToldSoWithACode() {
    var whole = world.chat(ana, null, "Hello", "application/json");
    assertThat(whole.statusCode()).isEqualTo(503);
    assertThat(ServiceWorld.json(whole).get("code").asText()).isEqualTo("wire_guard_blocked");
    assertThat(ServiceWorld.json(whole).get("detail").asText()).contains("new conversation");
    var streamed = world.chat(ana, null, "Hello", "text/event-stream");
    assertThat(streamed.body())
        .contains("\"type\":\"error\"", "wire_guard_blocked")
        .doesNotContain("text-delta")
        .endsWith("[DONE]\n\n");
    assertThat(whole.body() + streamed.body()).doesNotContain(ADDRESS);
    assertThat(model.received()).isEmpty();
  }

  @Test
  void itIsAlarmedOnceWithItsKindAndItsRequestAndNothingOfWhatItHeld() {
    try (LogCapture log = LogCapture.open()) {
      var response = world.chat(ana, null, "Hello", "application/json");
      String id = ServiceWorld.json(response).get("requestId").asText();
      assertThat(log.events())
          .filteredOn(event -> event.getLevel() == Level.ERROR)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("wire_guard_blocked_email", "request to the model", id);
      assertThat(log.text()).doesNotContain(ADDRESS);
    }
  }

  @Test
  void itIsNotedInTheAuditBeforeItsSenderIsTold() throws SQLException {
    String id =
        ServiceWorld.json(world.chat(ana, null, "Hello", "application/json"))
            .get("requestId")
            .asText();
    assertThat(entries(id))
        .containsExactly(
            "ana|answer|allowed|", "ana|request to the model|blocked|wire_guard_blocked_email");
  }

  @Test
  void itIsCountedByKindAndTheKindsAreThoseThereAre() {
    double before = blocked("email");
    world.chat(ana, null, "Hello", "application/json");
    assertThat(blocked("email")).isEqualTo(before + 1);
    assertThat(metrics().lines().filter(line -> line.startsWith("ringfence_guard_blocked_total{")))
        .hasSize(dev.ringfence.guard.GuardException.Kind.values().length);
    assertThat(blocked("phone")).isZero();
    assertThat(metrics()).doesNotContain(ADDRESS);
  }

  private static String metrics() {
    return world.request("GET", "/metrics", null, null, "*/*").body();
  }

  private static double blocked(String kind) {
    String start = "ringfence_guard_blocked_total{kind=\"" + kind + "\"} ";
    return metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
        .sum();
  }

  private static List<String> entries(String request) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection admin = world.database.admin().connect();
        Statement statement = admin.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT concat_ws('|', actor, action, decision, code) FROM ringfence.audit_entry"
                    + " WHERE request_id = '"
                    + request
                    + "' ORDER BY number")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
