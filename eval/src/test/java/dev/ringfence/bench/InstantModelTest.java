package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstantModelTest {
  private static String request(String role, String content) {
    return "{\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\""
        + role
        + "\",\"content\":\""
        + content
        + "\"}]}";
  }

  @ParameterizedTest
  @CsvSource({
    "user, Good morning, SENTENCE",
    "user, Show me my latest invoices, CALL",
    "tool, Show me my latest invoices, SENTENCE_AFTER_CALL"
  })
  void itAnswersByTheLastMessageAndKeepsTheRequest(
      String role, String content, InstantModel.Turn turn) {
    try (InstantModel model = InstantModel.start();
        StreamClient client = new StreamClient()) {
      String body = request(role, content);
      StreamClient.Answer answer =
          client.post(model.baseUrl() + "/chat/completions", "none", body, InstantModel.TOKEN);
      assertThat(model.newest(turn)).isEqualTo(body);
      assertThat(answer.body()).endsWith("data: [DONE]\n\n");
      if (turn == InstantModel.Turn.CALL) {
        assertThat(answer.firstToken()).isNegative();
        assertThat(answer.body()).contains("\"tool_calls\"");
      } else {
        assertThat(answer.firstToken()).isPositive();
      }
    }
  }

  @Test
  void theBaselineSendsTheSameBytes() {
    try (InstantModel model = InstantModel.start();
        StreamClient client = new StreamClient()) {
      String url = model.baseUrl() + "/chat/completions";
      String sentence = request("user", "Good morning");
      client.post(url, "none", sentence, InstantModel.TOKEN);
      assertThat(new DirectCalls(client, model).sentence().measure(0, 0)).isPositive();
      assertThat(model.newest(InstantModel.Turn.SENTENCE)).isEqualTo(sentence);
    }
  }
}
