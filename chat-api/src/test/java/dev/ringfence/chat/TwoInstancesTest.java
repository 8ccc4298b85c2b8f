package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances with the same secrets on one database: any of them serves any request. */
final class TwoInstancesTest {
  private static ScriptedModel model;
  private static ServiceWorld one;
  private static ServiceWorld other;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    one = new ServiceWorld(Optional.of(model.baseUrl()), true);
    other = new ServiceWorld(one, Optional.of(model.baseUrl()));
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    model.close();
  }

  private static String say(
      ServiceWorld at, String token, String conversation, String text, String reply) {
    model.does((request, answer) -> answer.text(reply).end());
    var response = at.chat(token, conversation, text, "application/json");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ServiceWorld.json(response).at("/message/text").asText();
  }

  private static int status(ServiceWorld at, String method, String token, String conversation) {
    return at.request(method, "/v1/conversations/" + conversation, token, null, "*/*").statusCode();
  }

  @Test
  void conversationThatBeganAtOneGoesOnAtTheOther() {
    String ana = one.tokenOf("acme", "ana");
    say(one, ana, "moving", "I prefer the green one.", "Noted.");
    say(other, ana, "moving", "Which one do I prefer?", "The green one.");
    assertThat(model.received()).contains("I prefer the green one.", "Noted.");
    say(one, ana, "moving", "Thank you.", "You are welcome.");
    assertThat(model.received()).contains("Which one do I prefer?", "The green one.");
    for (ServiceWorld at : new ServiceWorld[] {one, other}) {
      JsonNode history =
          ServiceWorld.json(at.request("GET", "/v1/conversations/moving", ana, null, "*/*"));
      assertThat(history.get("messages")).hasSize(6);
    }
  }

  @Test
  void placeholderIsTheSameAndIsRestoredAtBoth() {
    String ana = one.tokenOf("acme", "ana");
    assertThat(say(one, ana, "masked", "Write to me@example.org", "To [EMAIL_1]."))
        .contains("me@example.org");
    assertThat(say(other, ana, "masked", "Where to?", "To [EMAIL_1].")).contains("me@example.org");
    assertThat(say(other, ana, "masked", "And you@example.org?", "Also [EMAIL_2]."))
        .contains("you@example.org");
    assertThat(say(one, ana, "masked", "Both?", "[EMAIL_1] and [EMAIL_2]."))
        .contains("me@example.org", "you@example.org");
    assertThat(model.received()).doesNotContain("me@example.org", "you@example.org");
  }

  @Test
  void tokenOfAVisitorIsTakenAtTheOther() {
    String visitor = one.visitorToken("pk_demo_acme");
    say(one, visitor, "visit", "Hello.", "Hello.");
    say(other, visitor, "visit", "Are you still there?", "Yes.");
    assertThat(model.received()).contains("Hello.");
    assertThat(status(one, "GET", visitor, "visit")).isEqualTo(200);
    assertThat(status(one, "GET", other.visitorToken("pk_demo_acme"), "visit")).isEqualTo(404);
  }

  @Test
  void whatIsDeletedAtOneIsGoneAtTheOther() {
    String ana = one.tokenOf("acme", "ana");
    say(one, ana, "short", "Hello.", "Hello.");
    assertThat(status(other, "GET", ana, "short")).isEqualTo(200);
    assertThat(status(other, "DELETE", ana, "short")).isBetween(200, 204);
    assertThat(status(one, "GET", ana, "short")).isEqualTo(404);
    say(one, ana, "short", "Hello again.", "Hello.");
    assertThat(model.received()).doesNotContain("\"Hello.\"");
  }

  @Test
  void instanceWithAnotherVisitorKeyTakesNoTokenOfTheFirst() {
    try (ServiceWorld stranger =
        new ServiceWorld(one.database, Optional.of(model.baseUrl()), true)) {
      String visitor = one.visitorToken("pk_demo_acme");
      assertThat(stranger.chat(visitor, null, "Hello.", "application/json").statusCode())
          .isEqualTo(401);
    }
  }
}
