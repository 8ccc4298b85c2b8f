package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tools that change while the service runs: all or nothing. */
class ReloadTest {
  private static final String TOOL =
      """
      kind: tool
      name: %s
      type: postgres-sql
      description: The invoices of the caller.
      statement: %s
      x-ringfence:
        access: [customer]
        examples: [Show me my newest invoices]
        result: {number: {type: text}}
      """;

  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static ToolFile file(String... documents) {
    return ToolFile.parse(
        "tools.yaml", String.join("---\n", documents).getBytes(StandardCharsets.UTF_8));
  }

  /** What a client is offered, over the door that lists it. */
  private static List<String> offered() {
    var response =
        world.request(
            "POST",
            "/mcp",
            world.tokenOf("acme", "ana"),
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
            "application/json, text/event-stream");
    assertThat(response.statusCode()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    for (JsonNode tool : ServiceWorld.json(response).path("result").path("tools")) {
      names.add(tool.path("name").asText());
    }
    return names;
  }

  @Test
  void theNextRequestIsOfferedTheNewToolsAndARefusedFileChangesNothing() {
    assertThat(offered()).contains("list_invoices").doesNotContain("newest_invoices");

    world.service.reload(
        file(TOOL.formatted("newest_invoices", "SELECT number FROM demo.invoice LIMIT 3")));
    assertThat(offered()).containsExactly("newest_invoices");

    assertThatThrownBy(
            () ->
                world.service.reload(
                    file(
                        TOOL.formatted("sound", "SELECT number FROM demo.invoice LIMIT 3"),
                        TOOL.formatted("endless", "SELECT number FROM demo.invoice"))))
        .isInstanceOf(RefusedTools.class)
        .hasMessageContaining("endless");
    assertThat(offered()).containsExactly("newest_invoices");

    var answer =
        ServiceWorld.json(
            world.chat(
                world.tokenOf("acme", "ana"),
                "after",
                "Show me my newest invoices",
                "application/json"));
    assertThat(answer.path("message").path("tools").path(0).path("name").asText())
        .isEqualTo("newest_invoices");
  }
}
