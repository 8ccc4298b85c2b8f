package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent in the AI SDK's own parts, and in words. */
class ApprovalStreamTest {
  private static ConsentWorld world;
  private static String ana;

  @BeforeAll
  static void start() {
    world = new ConsentWorld();
    ana = world.ana();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static List<JsonNode> parts(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> part(line.substring("data: ".length())))
        .toList();
  }

  private static JsonNode part(String json) {
    try {
      return ServiceWorld.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode only(List<JsonNode> parts, String type) {
    return parts.stream()
        .filter(part -> part.get("type").asText().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " in " + parts));
  }

  /** What {@code useChat} sends when its person has decided. */
  private static String decision(String conversation, String id, boolean approved, String form) {
    ObjectNode body = ServiceWorld.JSON.createObjectNode().put("id", conversation);
    ArrayNode messages = body.putArray("messages");
    messages
        .addObject()
        .put("role", "user")
        .putArray("parts")
        .addObject()
        .put("type", "text")
        .put("text", "Please do it.");
    ObjectNode part = messages.addObject().put("role", "assistant").putArray("parts").addObject();
    if (form.equals("tool-approval-response")) {
      part.put("type", form).put("approvalId", id).put("approved", approved);
    } else {
      part.put("type", "tool-open_ticket").put("state", form).put("toolCallId", "c");
      part.putObject("input").put("subject", "Something else entirely");
      part.putObject("approval").put("id", id).put("approved", approved).put("reason", "because");
    }
    return body.toString();
  }

  private HttpResponse<String> send(String token, String body) {
    world.model.does((request, reply) -> reply.text("Good.").end());
    return world.world.request("POST", "/v1/chat", token, body, "text/event-stream");
  }

  @Test
  void proposalComesAsTheSdksPartsWithItsValues() {
    world.proposes("open_ticket", ConsentWorld.ticketOf("In parts"));
    var parts = parts(world.world.chat(ana, "parts", "Please do it.", "text/event-stream"));

    JsonNode input = only(parts, "tool-input-available");
    JsonNode request = only(parts, "tool-approval-request");
    assertThat(input.get("toolName").asText()).isEqualTo("open_ticket");
    assertThat(input.at("/input/subject").asText()).isEqualTo("In parts");
    assertThat(request.get("toolCallId")).isEqualTo(input.get("toolCallId"));
    assertThat(ConsentWorld.status(world.read(ana, request.get("approvalId").asText())))
        .isEqualTo("200 proposed");
    assertThat(only(parts, "data-approval").at("/data/reversible").asBoolean()).isTrue();
    assertThat(world.tickets("In parts")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool-approval-response", "approval-responded"})
  void decisionInTheSdksFormIsDoneAndTheAnswerGoesOn(String form) {
    String id = world.waiting(ana, form, "open_ticket", ConsentWorld.ticketOf(form));

    var parts = parts(send(ana, decision(form, id, true, form)));

    assertThat(only(parts, "tool-output-available").get("toolCallId").asText())
        .isEqualTo("call_" + id);
    assertThat(only(parts, "text-delta").get("delta").asText()).isEqualTo("Good.");
    assertThat(world.model.received()).contains("Approved and done", "I approve.");
    assertThat(world.tickets(form)).isEqualTo(1);
    assertThat(world.tickets("Something else entirely")).isZero();
  }

  @Test
  void denialInTheSdksFormIsTold() {
    String id = world.waiting(ana, "deny", "open_ticket", ConsentWorld.ticketOf("Denied here"));

    var parts = parts(send(ana, decision("deny", id, false, "approval-responded")));

    assertThat(only(parts, "tool-output-denied").get("toolCallId").asText())
        .isEqualTo("call_" + id);
    assertThat(world.model.received()).contains("I do not approve. because");
    assertThat(world.tickets("Denied here")).isZero();
  }

  @Test
  void decisionOfSomebodyElseOrInAnotherConversationFindsNothing() {
    String id = world.waiting(ana, "mine", "open_ticket", ConsentWorld.ticketOf("Elsewhere"));
    String body = decision("mine", id, true, "tool-approval-response");

    assertThat(ConsentWorld.code(send(world.token("acme", "ben"), body)))
        .isEqualTo("404 not_found");
    assertThat(ConsentWorld.code(send(ana, body.replace("\"mine\"", "\"other\""))))
        .isEqualTo("404 not_found");
    assertThat(world.tickets("Elsewhere")).isZero();
    assertThat(ConsentWorld.status(world.read(ana, id))).isEqualTo("200 proposed");
  }

  @Test
  void visitorsDecisionFindsNothing() {
    String id = world.waiting(ana, "v", "open_ticket", ConsentWorld.ticketOf("Visitor"));
    send(
        world.world.visitorToken("pk_demo_acme"),
        decision("v", id, true, "tool-approval-response"));

    assertThat(world.tickets("Visitor")).isZero();
    assertThat(ConsentWorld.status(world.read(ana, id))).isEqualTo("200 proposed");
  }

  @Test
  void completionsSayInWordsWhatWaitsAndWhere() {
    world.proposes("open_ticket", ConsentWorld.ticketOf("In words"));
    var response = Door.COMPLETIONS.ask(world.world, ana, "in-words", "Please do it.");

    String id = ServiceWorld.json(response).at("/x_ringfence/tools/0/approval/id").asText();
    assertThat(Door.COMPLETIONS.text(response))
        .contains("Open a support request", "/v1/approvals/" + id);
    assertThat(ConsentWorld.status(world.decide(ana, id, true))).isEqualTo("200 done");
  }

  @Test
  void conversationShowsHowItEnded() {
    String id = world.waiting(ana, "shown", "open_ticket", ConsentWorld.ticketOf("Shown"));
    world.decide(ana, id, true);

    assertThat(world.world.request("GET", "/v1/conversations/shown", ana, null, "*/*").body())
        .contains("\"outcome\":\"proposed\"", id, "Approved and done: Open a support request");
  }
}
