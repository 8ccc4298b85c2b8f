package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.Principal;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.vault.InMemoryVault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one answer may call and read, however often a model asks. */
class AnswerBudgetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLS = 24;
  private static final int ROWS = 120;

  private static ToolOutcome.Rows result(int rows, int bytes) {
    var json = Redactor.standard().redact("x".repeat(bytes), new InMemoryVault());
    var reading = new Reading(new Principal.Customer(new UUID(1, 1), new UUID(1, 2)));
    return new ToolOutcome.Rows(json, rows, List.of(), reading);
  }

  private static AnswerBudget budget(int calls, int rows, int bytes) {
    return new AnswerBudget(new AnswerLimits(6, calls, rows, bytes, 20, Duration.ofSeconds(1)));
  }

  @Test
  void callsAreCountedOverAllRounds() {
    AnswerBudget budget = budget(5, 1, 1);

    assertThat(IntStream.of(3, 3, 3).map(budget::calls)).containsExactly(3, 2, 0);
  }

  @Test
  void resultIsTakenWholeOrNotAtAll() {
    AnswerBudget rows = budget(9, 10, 1_000);
    assertThat(rows.takes(result(7, 1))).isTrue();
    assertThat(rows.takes(result(4, 1))).isFalse();
    assertThat(rows.takes(result(3, 1))).isTrue();
    assertThat(rows.takes(result(0, 1))).isTrue();

    AnswerBudget bytes = budget(9, 10, 1_000);
    assertThat(bytes.takes(result(1, 600))).isTrue();
    assertThat(bytes.takes(result(1, 401))).isFalse();
    assertThat(bytes.takes(result(1, 400))).isTrue();
    assertThat(bytes.takes(result(1, 1))).isFalse();
  }

  /** Two hundred calls at once, and again in the next round. */
  @Test
  void modelThatReadsAllItCanGetsAsMuchAsOneAnswerTakes() throws IOException {
    try (ScriptedModel model = new ScriptedModel();
        ServiceWorld world = new ServiceWorld(Optional.of(model.baseUrl()), true)) {
      List<String> results = new ArrayList<>();
      model.does(
          (request, reply) -> {
            results.clear();
            results.addAll(ScriptedModel.results(request));
            if (results.size() >= 400) {
              reply.text("Enough.").end();
              return;
            }
            for (int i = 0; i < 200; i++) {
              reply.call("list_invoices", "{\"limit\": 20}");
            }
            reply.end();
          });
      JsonNode answer = world.ask(world.tokenOf("acme", "ana"), "Read all there is");

      assertThat(answer.at("/message/text").asText()).contains("Enough");
      assertThat(results).hasSize(400);
      int rows = 0;
      for (String result : results) {
        rows += result.startsWith("{") ? JSON.readTree(result).path("rows").size() : 0;
      }
      assertThat(rows).isBetween(ROWS / 2, ROWS);
      assertThat(results)
          .filteredOn(result -> result.contains("would read more than one answer may"))
          .isNotEmpty();
      assertThat(results)
          .filteredOn(result -> !result.contains("No more calls"))
          .hasSizeLessThanOrEqualTo(CALLS);
    }
  }
}
