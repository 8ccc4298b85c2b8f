package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is decided on the way to a tool's rows, at the door where they go to a model that is not
 * ours. {@link DoorsTest} has what all doors have.
 */
class McpDoorTest {
  private static final Pattern EMAIL = Pattern.compile("\\[EMAIL_\\d+]");

  private ServiceWorld world;
  private Mcp ana;

  @BeforeEach
  void start() {
    world = new ServiceWorld(Optional.empty(), false);
    ana = client("acme", "ana");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Mcp client(String tenant, String user) {
    return new Mcp(world, world.tokenOf(tenant, user), Mcp.NEWEST);
  }

  @Test
  void everybodySeesTheirOwnRowsAndNobodyElses() {
    for (String person : List.of("acme ana", "acme ben", "globex gil")) {
      String[] who = person.split(" ");
      List<String> seen =
          client(who[0], who[1])
              .call("list_invoices", "{\"limit\":20}")
              .at("/structuredContent/rows")
              .findValuesAsText("number");
      List<String> own =
          world.rows(
              "SELECT i.number FROM demo.invoice i JOIN ringfence.membership m"
                  + " ON m.tenant_id = i.tenant_id AND m.member_id = i.customer_id"
                  + " WHERE m.subject = '"
                  + who[1]
                  + "'");
      assertThat(seen).as(person).isNotEmpty().isSubsetOf(own);
    }
  }

  @Test
  void valuesAreMaskedAndNotPutBack() {
    HttpResponse<String> response = ana.ask("tools/call", Mcp.calling("my_profile", "{}"));
    List<String> personal =
        world.rows(
            "SELECT unnest(ARRAY[name, email, phone, address_line1]) FROM demo.customer"
                + " WHERE name LIKE 'Ana%'");

    assertThat(response.body()).contains("[NAME_1]", "[EMAIL_1]", "[PHONE_1]");
    assertThat(personal).isNotEmpty().noneMatch(response.body()::contains);
  }

  @Test
  void nationalNumbersAreMaskedByTheRegionOfTheToken() {
    world.database.execute(
        "UPDATE demo.support_ticket SET subject = 'It is 2125550123 since May', status = 'open'"
            + " WHERE customer_id = (SELECT customer_id FROM demo.customer"
            + " WHERE name LIKE 'Ana%')");
    Mcp american = new Mcp(world, world.tokenOf("acme", "ana", "en-US"), Mcp.NEWEST);

    assertThat(american.text("list_tickets", "{}"))
        .contains("It is [PHONE_")
        .doesNotContain("2125550123");
  }

  @Test
  void placeholderStaysTheSameAndIsTakenByALaterCall() {
    Mcp sam = client("acme", "sam");
    JsonNode first = sam.call("find_customer", "{\"limit\":20}").at("/structuredContent/rows");
    String email = first.at("/2/email").asText();
    String number = first.at("/2/customer_number").asText();

    assertThat(email).matches(EMAIL);
    assertThat(sam.call("find_customer", "{\"limit\":20}").at("/structuredContent/rows"))
        .isEqualTo(first);
    assertThat(numbers(sam, email)).containsExactly(number);
  }

  @Test
  void placeholderOfOneIsNothingToAnother() {
    Mcp sam = client("acme", "sam");
    Mcp stu = client("globex", "stu");
    JsonNode ofSam = sam.call("find_customer", "{\"limit\":20}").at("/structuredContent/rows");
    String last = ofSam.get(ofSam.size() - 1).path("email").asText();

    JsonNode unknown = stu.call("find_customer", "{\"email\":\"" + last + "\"}");
    assertThat(unknown.path("isError").asBoolean()).isTrue();
    assertThat(unknown.at("/content/0/text").asText()).contains("issued in this conversation");

    String own =
        stu.call("find_customer", "{\"limit\":1}")
            .at("/structuredContent/rows/0/customer_number")
            .asText();
    assertThat(numbers(sam, "[EMAIL_1]")).containsExactly(ofSam.at("/0/customer_number").asText());
    assertThat(numbers(stu, "[EMAIL_1]")).containsExactly(own);
  }

  /** Nor to the same person's chat, whose conversation is another. */
  @Test
  void placeholdersOfItsOwnerCanBeDeletedWithTheirConversation() {
    Mcp sam = client("acme", "sam");
    String token = world.tokenOf("acme", "sam");
    JsonNode rows = sam.call("find_customer", "{\"limit\":20}").at("/structuredContent/rows");
    String last = rows.get(rows.size() - 1).path("email").asText();

    assertThat(world.request("GET", "/v1/conversations", token, null, "*/*").body())
        .contains("\"id\":\"mcp\"");
    assertThat(world.request("DELETE", "/v1/conversations/mcp", token, null, "*/*").statusCode())
        .isEqualTo(204);
    assertThat(sam.text("find_customer", "{\"email\":\"" + last + "\"}"))
        .contains("issued in this conversation");
    assertThat(
            world.rows("SELECT count(*) FROM ringfence.placeholder WHERE conversation_id = 'mcp'"))
        .containsExactly("0");
  }

  private static List<String> numbers(Mcp client, String email) {
    return client
        .call("find_customer", "{\"email\":\"" + email + "\"}")
        .at("/structuredContent/rows")
        .findValuesAsText("customer_number");
  }

  @Test
  void rowOfSomebodyElseIsOneThatIsNotThere() {
    String bens =
        world
            .rows(
                "SELECT number FROM demo.invoice JOIN demo.customer USING (tenant_id, customer_id)"
                    + " WHERE name LIKE 'Ben%'")
            .getFirst();

    assertThat(
            ana.ask("tools/call", Mcp.calling("get_invoice", "{\"number\":\"" + bens + "\"}"))
                .body())
        .isEqualTo(
            ana.ask("tools/call", Mcp.calling("get_invoice", "{\"number\":\"XYZ-99999\"}")).body())
        .contains("\"isError\":false", "\"rows\":[]");
  }

  @Test
  void rowsThatAnOpenPolicyLetsThroughAreDropped() {
    world.database.execute("ALTER POLICY customer_rows ON demo.invoice USING (true)");
    List<String> foreign =
        world.rows(
            "SELECT number FROM demo.invoice JOIN demo.customer USING (tenant_id, customer_id)"
                + " WHERE name NOT LIKE 'Ana%'");

    assertThat(foreign)
        .isNotEmpty()
        .noneMatch(ana.text("list_invoices", "{\"limit\":20}")::contains);
  }

  @Test
  void everyCallIsInTheAuditWithWhatWasReadOrWhyNot() {
    HttpResponse<String> read =
        ana.ask("tools/call", Mcp.calling("list_invoices", "{\"limit\":3}"));
    HttpResponse<String> unfit =
        ana.ask("tools/call", Mcp.calling("list_invoices", "{\"limit\":-3}"));
    HttpResponse<String> others = ana.ask("tools/call", Mcp.calling("find_customer", "{}"));

    assertThat(entries(read)).containsExactly("ana list_invoices allowed 3");
    assertThat(entries(unfit)).containsExactly("ana list_invoices refused 0 invalid_arguments");
    assertThat(entries(others))
        .containsExactly("ana " + ModelMessage.Call.UNKNOWN_TOOL + " refused 0 unknown_tool");
  }

  @Test
  void nothingIsShownOfWhatCannotBeWrittenDown() {
    world.database.execute("REVOKE EXECUTE ON FUNCTION ringfence.audit_append FROM ringfence_app");
    HttpResponse<String> response =
        ana.ask("tools/call", Mcp.calling("list_invoices", "{\"limit\":3}"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(ServiceWorld.json(response).at("/error/data/code").asText())
        .isEqualTo("audit_unavailable");
    assertThat(response.body()).doesNotContain("rows");
  }

  @Test
  void callThatBreaksOffSaysSoInTheWordsThatAModelGets() throws SQLException {
    try (Connection admin = world.database.admin().connect();
        Statement statement = admin.createStatement()) {
      admin.setAutoCommit(false);
      statement.execute("LOCK TABLE demo.invoice IN ACCESS EXCLUSIVE MODE");
      HttpResponse<String> response =
          ana.ask("tools/call", Mcp.calling("list_invoices", "{\"limit\":3}"));

      JsonNode result = ServiceWorld.json(response).path("result");
      assertThat(result.path("isError").asBoolean()).isTrue();
      assertThat(result.at("/content/0/text").asText())
          .isEqualTo("The tool could not be run just now.");
      assertThat(entries(response)).singleElement().asString().contains("list_invoices failed 0");
      admin.rollback();
    }
  }

  @Test
  void callEndsWhenWhoeverAskedLosesTheirPlace() throws Exception {
    Mcp ben = client("acme", "ben");
    try (Connection admin = world.database.admin().connect();
        Statement statement = admin.createStatement()) {
      admin.setAutoCommit(false);
      statement.execute("LOCK TABLE demo.invoice IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(
              () -> ben.ask("tools/call", Mcp.calling("list_invoices", "{}")));
      Eventually.holds(() -> !waiting().isEmpty());
      world.database.execute(
          "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'ben'");

      HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(ServiceWorld.json(response).at("/error/data/code").asText())
          .isEqualTo("member_removed");
      admin.rollback();
    }
  }

  private List<String> waiting() {
    return world.rows(
        "SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()");
  }

  /** A label is shown to people in a chat, and to a model at this door. */
  @Test
  void whatStillLooksPersonalDoesNotLeave() throws IOException {
    try (InputStream file = McpDoorTest.class.getResourceAsStream("/demo/tools.yaml");
        ServiceWorld other =
            new ServiceWorld(
                new ModelSettings("http://127.0.0.1:9/v1", "", "none", Duration.ofSeconds(2)),
                ToolFile.parse(
                    "tools.yaml",
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                        .replace("label: Your profile", "label: Ask help@example.org")
                        .getBytes(StandardCharsets.UTF_8)))) {
      HttpResponse<String> response =
          new Mcp(other, other.tokenOf("acme", "ana"), Mcp.PREVIOUS)
              .ask("tools/list", ServiceWorld.JSON.createObjectNode());

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(ServiceWorld.json(response).at("/error/data/code").asText())
          .isEqualTo("wire_guard_blocked");
      assertThat(response.body()).doesNotContain("help@example.org");
    }
  }

  private List<String> entries(HttpResponse<String> response) {
    String id = response.headers().firstValue("X-Request-Id").orElseThrow();
    return world.rows(
        "SELECT concat_ws(' ', actor, action, decision, row_count, nullif(code, ''))"
            + " FROM ringfence.audit_entry WHERE request_id = '"
            + id
            + "' ORDER BY number");
  }
}
