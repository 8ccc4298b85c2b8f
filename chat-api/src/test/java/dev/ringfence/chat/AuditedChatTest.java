package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditVerification;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit has of a conversation, and what becomes of one that it cannot have. */
class AuditedChatTest {
  private ScriptedModel model;
  private ServiceWorld world;
  private String ana;

  @BeforeEach
  void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
    ana = world.tokenOf("acme", "ana");
    calls("list_invoices", "{\"limit\": 3}");
  }

  @AfterEach
  void stop() {
    world.close();
    model.close();
  }

  private void calls(String tool, String arguments) {
    model.does(
        (request, reply) -> {
          var results = ScriptedModel.results(request);
          if (results.isEmpty()) {
            reply.call(tool, arguments).end();
          } else {
            reply.text(String.join("\n", results)).end();
          }
        });
  }

  /** Rows of the audit, the columns parted by bars. */
  private List<String> entries(String columns) {
    return world.rows(
        "SELECT concat_ws('|', "
            + columns
            + ") FROM ringfence.audit_entry WHERE action <> 'ingest document' ORDER BY number");
  }

  @Test
  void anAnswerNamesWhoReadWhichRowsAndNothingElse() throws SQLException {
    HttpResponse<String> answer =
        world.chat(
            ana, "plans for the wedding", "My invoices for mia@example.org?", "application/json");

    assertThat(entries("actor, role, action, decision, row_count"))
        .containsExactly("ana|customer|answer|allowed|0", "ana|customer|list_invoices|allowed|3");
    assertThat(entries("request_id"))
        .containsOnly(answer.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(world.rows("SELECT unnest(row_keys) FROM ringfence.audit_entry"))
        .hasSize(3)
        .allMatch(key -> key.matches("demo\\.invoice/[0-9a-f-]{36},[0-9a-f-]{36}"));
    String all = String.join("\n", world.rows("SELECT e::text FROM ringfence.audit_entry e"));
    assertThat(all).doesNotContain("wedding", "mia", "limit");
    for (String number : world.rows("SELECT number FROM demo.invoice")) {
      assertThat(all).doesNotContain(number);
    }
    try (Connection admin = world.database.admin().connect()) {
      var result =
          new AuditVerification(new AuditKey(List.of(new byte[32])), Map.of(), _ -> {})
              .verify(admin, null);
      assertThat(result.findings()).isEmpty();
      assertThat(result.entries()).isEqualTo(2);
    }
  }

  @Test
  void whatIsRefusedIsNotedToo() {
    calls("no_such_tool_of_mine", "{}");
    world.chat(ana, "one", "Hello", "application/json");
    calls("list_invoices", "{\"limit\": \"all\"}");
    world.chat(ana, "one", "Hello", "application/json");
    world.request("GET", "/v1/conversations/of-somebody-else", ana, null, "*/*");
    world.request("GET", "/v1/conversations/one", ana, null, "*/*");
    world.request("GET", "/v1/conversations", ana, null, "*/*");
    world.request("DELETE", "/v1/conversations/one", ana, null, "*/*");
    world.request("GET", "/v1/conversations", "no-token", null, "*/*");

    assertThat(entries("action, decision, code"))
        .containsExactly(
            "answer|allowed|",
            "unknown_tool|refused|unknown_tool",
            "answer|allowed|",
            "list_invoices|refused|invalid_arguments",
            "GET /v1/conversations/:id|refused|not_found",
            "read conversation|allowed|",
            "list conversations|allowed|",
            "delete conversation|allowed|");
  }

  @Test
  void nothingIsShownOfWhatCouldNotBeWrittenDown() {
    world.database.execute(
        "REVOKE EXECUTE ON FUNCTION ringfence.audit_lock(text) FROM ringfence_app");

    HttpResponse<String> whole = world.chat(ana, null, "My invoices?", "application/json");
    assertThat(whole.statusCode()).isEqualTo(503);
    assertThat(ServiceWorld.json(whole).get("code").asText()).isEqualTo("audit_unavailable");
    HttpResponse<String> stream = world.chat(ana, null, "My invoices?", "text/event-stream");
    assertThat(stream.body()).contains("audit_unavailable").doesNotContain("text-delta", "sources");
    assertThat(world.request("GET", "/v1/conversations", ana, null, "*/*").statusCode())
        .isEqualTo(503);

    world.database.execute("GRANT EXECUTE ON FUNCTION ringfence.audit_lock(text) TO ringfence_app");
    assertThat(world.chat(ana, null, "My invoices?", "application/json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void foreignRowsThatAnOpenPolicyLetsThroughAreDroppedCountedAndNoted() {
    world.database.execute(
        "ALTER POLICY customer_rows ON demo.invoice USING (true)",
        "ALTER POLICY customer_own ON ringfence.conversation USING (true)");
    String ben = world.tokenOf("acme", "ben");
    world.chat(ben, "bens", "Hello", "application/json");
    calls("list_invoices", "{\"limit\": 20}");

    String answer = world.chat(ana, "anas", "My invoices?", "application/json").body();
    String list = world.request("GET", "/v1/conversations", ana, null, "*/*").body();

    List<String> foreign =
        world.rows(
            "SELECT number FROM demo.invoice JOIN demo.customer USING (tenant_id, customer_id)"
                + " WHERE name NOT LIKE 'Ana%'");
    assertThat(foreign).isNotEmpty().noneMatch(answer::contains);
    assertThat(list).contains("anas").doesNotContain("bens");
    assertThat(entries("decision, code, action, row_keys[1]"))
        .contains(
            "dropped|foreign_row_dropped|list_invoices|demo.invoice/*",
            "dropped|foreign_row_dropped|list conversations|ringfence.conversation/*");
    assertThat(world.request("GET", "/metrics", null, null, "*/*").body())
        .containsPattern("ringfence_foreign_rows_dropped_total [1-9]");
  }

  @Test
  void anotherTenantsAuditChangesNothingHere() {
    String before = world.request("GET", "/v1/conversations", ana, null, "*/*").body();
    calls("list_invoices", "{\"limit\": 3}");
    world.chat(world.tokenOf("globex", "gil"), "x", "My invoices?", "application/json");

    assertThat(world.request("GET", "/v1/conversations", ana, null, "*/*").body())
        .isEqualTo(before);
    assertThat(
            world.rows("SELECT number::text FROM ringfence.audit_entry ORDER BY tenant_id, number"))
        .hasSize(4)
        .containsOnly("1", "2");
  }
}
