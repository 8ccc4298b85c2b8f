package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Visibility;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receipt of an answer: which rows it was made from, for whoever it was given to. */
class ReceiptTest {
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static JsonNode ask(String token, String conversation, String question) {
    return ServiceWorld.json(world.chat(token, conversation, question, "application/json"));
  }

  private static String path(JsonNode answer) {
    return "/v1/conversations/"
        + answer.path("conversation").asText()
        + "/receipts/"
        + answer.path("message").path("id").asText();
  }

  private static JsonNode receipt(String token, JsonNode answer) {
    var response = world.request("GET", path(answer), token, null, "application/json");
    assertThat(response.statusCode()).isEqualTo(200);
    return ServiceWorld.json(response);
  }

  private static Set<String> keys(String person) throws SQLException {
    Set<String> keys = new HashSet<>();
    try (var connection = world.database.admin().connect();
        var statement =
            connection.prepareStatement(
                "SELECT customer_id || ',' || id FROM demo.invoice i JOIN ringfence.membership m"
                    + " ON m.member_id = i.customer_id AND m.tenant_id = i.tenant_id"
                    + " WHERE m.subject = ?")) {
      statement.setString(1, person);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }

  @Test
  void eachRowOfAnAnswerIsListedByTableAndKey() throws SQLException {
    String ana = world.tokenOf("acme", "ana");
    JsonNode receipt = receipt(ana, ask(ana, "rows", "Show me my latest invoices"));

    JsonNode tool = receipt.path("tools").path(0);
    assertThat(tool.path("name").asText()).isEqualTo("list_invoices");
    assertThat(tool.path("rows").asInt()).isPositive();
    assertThat(tool.path("records")).hasSize(tool.path("rows").asInt());
    Set<String> own = keys("ana");
    tool.path("records")
        .forEach(
            record -> {
              assertThat(record.path("table").asText()).isEqualTo("demo.invoice");
              assertThat(own).contains(record.path("key").asText());
            });
    assertThat(receipt.path("scope").asText()).isEqualTo("account");
    assertThat(receipt.path("sources"))
        .allSatisfy(source -> assertThat(source.path("scope").asText()).isEqualTo("account"));
  }

  @Test
  void aVisitorsReceiptListsPublicPassagesAlone() {
    String visitor = world.visitorToken("pk_demo_acme");
    var staff = world.service.database().findMember(DemoIssuer.ISSUER, "acme", "sam").orElseThrow();
    world
        .service
        .documents()
        .ingest(
            new Principal.Staff(staff.tenantId(), staff.memberId()),
            new NewDocument(
                "lighthouse.md",
                "text/markdown",
                "# The lighthouse\n\nThe blue lighthouse is open on Mondays.\n".getBytes(UTF_8),
                Visibility.PUBLIC,
                null,
                null,
                null),
            (done, total) -> {});
    JsonNode receipt = receipt(visitor, ask(visitor, "hours", "When is the blue lighthouse open?"));

    assertThat(receipt.path("scope").asText()).isEqualTo("public");
    assertThat(receipt.path("tools").path(0).path("records")).isNotEmpty();
    receipt
        .path("tools")
        .path(0)
        .path("records")
        .forEach(record -> assertThat(record.path("table").asText()).startsWith("ringfence."));
  }

  @Test
  void nobodyElseFindsIt() {
    String ana = world.tokenOf("acme", "ana");
    JsonNode answer = ask(ana, "mine", "Show me my latest invoices");

    for (String other :
        new String[] {
          world.tokenOf("acme", "ben"),
          world.tokenOf("acme", "sam"),
          world.tokenOf("globex", "gil"),
          world.visitorToken("pk_demo_acme")
        }) {
      // The same conversation is there for them too, and is another one.
      ask(other, "mine", "What are your opening hours?");
      assertThat(world.request("GET", path(answer), other, null, "application/json").statusCode())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "00000000-0000-0000-0000-000000000000",
        "%00",
        "' OR true",
        "1-1-1-1-1"
      })
  void whatIsNoAnswerHasNone(String message) {
    String ana = world.tokenOf("acme", "ana");
    ask(ana, "some", "What are your opening hours?");

    String encoded = message.replace(" ", "%20").replace("'", "%27");
    assertThat(
            world
                .request(
                    "GET",
                    "/v1/conversations/some/receipts/" + encoded,
                    ana,
                    null,
                    "application/json")
                .statusCode())
        .isIn(400, 404);
  }
}
