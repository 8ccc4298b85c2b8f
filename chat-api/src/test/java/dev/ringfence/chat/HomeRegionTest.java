package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose national numbers are masked without a word beside them: those of where somebody lives. */
final class HomeRegionTest {
  private static ScriptedModel model;
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world =
        new ServiceWorld(
            new ModelSettings(model.baseUrl(), "", "scripted", Duration.ofSeconds(20)),
            ServiceWorld.demoTools());
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE, 030 9018205, true",
    "de-DE, 2125550123, false",
    "en-US, 2125550123, true",
    "en, 2125550123, false"
  })
  void nationalNumbersOfTheirRegionAreMaskedInQuestions(
      String locale, String number, boolean masked) {
    String token = world.tokenOf("acme", "ana", locale);
    String conversation = locale + number.replace(" ", "");
    model.does((request, reply) -> reply.text("Good.").end());

    world.chat(token, conversation, "It is " + number + " since May", "application/json");

    assertThat(model.received().contains(number)).isNotEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({"en-US, true", "de-DE, false"})
  void argumentsAreMaskedForThemToo(String locale, boolean masked) {
    model.does(
        (request, reply) -> {
          if (request.toString().contains("\"tool_call_id\"")) {
            reply.text("Good.").end();
          } else {
            reply.call("search_knowledge", "{\"query\":\"It is 2125550123 since May\"}").end();
          }
        });

    ask(locale, "arguments");

    assertThat(model.received()).contains("search_knowledge");
    assertThat(model.received().contains("2125550123")).isNotEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({"en-US, true", "de-DE, false"})
  void rowsAreMaskedForThemToo(String locale, boolean masked) {
    world.database.execute("UPDATE demo.support_ticket SET body = 'It is 2125550147 since May'");
    model.does(
        (request, reply) -> {
          if (request.toString().contains("\"tool_call_id\"")) {
            reply.text("Good.").end();
          } else {
            reply.call("list_tickets", "{}").end();
          }
        });

    ask(locale, "rows");

    assertThat(model.received()).contains("since May");
    assertThat(model.received().contains("2125550147")).isNotEqualTo(masked);
  }

  private static void ask(String locale, String about) {
    String token = world.tokenOf("acme", "ana", locale);
    assertThat(world.chat(token, about + locale, "Go on", "application/json").statusCode())
        .isEqualTo(200);
  }
}
