package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which servers in the field speak OpenAI's protocol, or do not. */
class ModelServersTest {
  private static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static ScriptedModel model;
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  private static String delta(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  private static String call(String call) {
    return delta("{\"tool_calls\":[" + call + "]}");
  }

  private static String pieces(String prefix, String arguments, String suffix) {
    StringBuilder events = new StringBuilder();
    for (char c : arguments.toCharArray()) {
      events.append(call(prefix + (c == '"' ? "\\\"" : c) + suffix));
    }
    return events.toString();
  }

  static Stream<Arguments> streamsOfText() {
    return Stream.of(
        Arguments.of("as usual", delta("{\"content\":\"Hi\"}") + STOP + DONE),
        Arguments.of(
            "choices empty, missing or null",
            "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\ndata: {\"id\":\"x\"}\n\n"
                + "data: {\"choices\":null}\n\n"
                + delta("null")
                + delta("{\"content\":null,\"tool_calls\":null}")
                + delta("{\"content\":\"Hi\"}")
                + STOP
                + DONE),
        Arguments.of(
            "carriage returns, comments, no spaces",
            (": wait\n\nevent: message\nid: 4\n" + delta("{\"content\":\"Hi\"}") + STOP + DONE)
                .replace("data: ", "data:")
                .replace("\n", "\r\n")),
        Arguments.of("no end mark", delta("{\"content\":\"Hi\"}") + STOP),
        Arguments.of(
            "types of its own",
            "data: {\"id\":5,\"created\":\"now\",\"choices\":[{\"index\":\"a\",\"delta\":{\"role\":1,"
                + "\"content\":\"Hi\",\"tool_calls\":\"none\"}}]}\n\n"
                + STOP
                + DONE),
        Arguments.of(
            "content in parts",
            delta("{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}") + STOP + DONE),
        Arguments.of("a refusal", delta("{\"refusal\":\"Hi\"}") + STOP + DONE),
        Arguments.of(
            "halves of a character and nothing",
            delta("{\"content\":\"H\\u0000\"}") + delta("{\"content\":\"i\"}") + STOP + DONE),
        Arguments.of(
            "counts that are none",
            delta("{\"content\":\"Hi\"}")
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":"
                + "99999999999,\"total_tokens\":\"x\"}}\n\n"
                + DONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streamsOfText")
  void textIsReadHoweverItIsWrapped(String name, String stream) {
    model.does((request, reply) -> reply.raw(stream));
    JsonNode answer = ask();
    assertThat(answer.at("/message/text").asText()).isEqualTo("Hi");
    assertThat(answer.at("/usage/inputTokens").asInt(-1)).isNotNegative();
    assertThat(answer.at("/usage/outputTokens").asInt(-1)).isNotNegative();
  }

  static Stream<Arguments> streamsOfCalls() {
    String invoices = "\"function\":{\"name\":\"list_invoices\",\"arguments\":\"{}\"}";
    String profile = "\"function\":{\"name\":\"my_profile\",\"arguments\":\"{}\"}";
    return Stream.of(
        Arguments.of(
            "arguments in pieces, with empty names and ids",
            call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"list_invoices\"}}")
                + pieces(
                    "{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"",
                    "{\"limit\": 2}",
                    "\"}}"),
            List.of("list_invoices")),
        Arguments.of(
            "name and id with every piece",
            pieces(
                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"list_invoices\",\"arguments\":\"",
                "{\"limit\": 2}",
                "\"}}"),
            List.of("list_invoices")),
        Arguments.of(
            "two calls interleaved",
            call(
                    "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"list_invoices\"}},"
                        + "{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"my_profile\"}}")
                + call("{\"index\":0,\"function\":{\"arguments\":\"{\"}}")
                + call("{\"index\":1,\"function\":{\"arguments\":\"{\"}}")
                + call("{\"index\":0,\"function\":{\"arguments\":\"}\"}}")
                + call("{\"index\":1,\"function\":{\"arguments\":\"}\"}}"),
            List.of("list_invoices", "my_profile")),
        Arguments.of(
            "one index for all",
            call("{\"index\":0,\"id\":\"a\"," + invoices + "}")
                + call("{\"index\":0,\"id\":\"b\"," + profile + "}"),
            List.of("list_invoices", "my_profile")),
        Arguments.of(
            "no index",
            call("{\"id\":\"a\"," + invoices + "},{\"id\":\"b\"," + profile + "}"),
            List.of("list_invoices", "my_profile")),
        Arguments.of(
            "neither index nor id",
            call("{" + invoices + "}") + call("{" + profile + "}"),
            List.of("list_invoices", "my_profile")),
        Arguments.of(
            "arguments as an object",
            call(
                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"list_invoices\","
                    + "\"arguments\":{\"limit\":1}}}"),
            List.of("list_invoices")),
        Arguments.of(
            "no name",
            call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"\",\"arguments\":\"{}\"}}"),
            List.of("unknown_tool")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streamsOfCalls")
  void callsAreReadHoweverTheyAreCut(String name, String stream, List<String> tools) {
    model.does(
        (request, reply) -> {
          if (ScriptedModel.results(request).isEmpty()) {
            reply.raw(stream + STOP + DONE);
          } else {
            reply.text("Done.").end();
          }
        });
    JsonNode answer = ask();
    assertThat(answer.at("/message/tools").findValuesAsText("name")).isEqualTo(tools);
    assertThat(answer.at("/message/tools/0/outcome").asText())
        .isEqualTo(name.equals("no name") ? "refused" : "rows");
  }

  @Test
  void pairOfSurrogatesThatWasCutComesOutWholeAndAHalfDoesNotHarm() {
    model.does(
        (request, reply) ->
            reply.raw(
                delta("{\"content\":\"a \\ud83d\"}")
                    + delta("{\"content\":\"\\ude00 b \\udc00 c\"}")
                    + STOP
                    + DONE));
    assertThat(ask().at("/message/text").asText()).isEqualTo("a \ud83d\ude00 b \ufffd c");
  }

  @Test
  void errorInsideTheStreamIsAnError() {
    model.does(
        (request, reply) ->
            reply.raw(
                delta("{\"content\":\"Beginning. \"}")
                    + "data: {\"error\":{\"message\":\"overloaded\"}}\n\n"));
    assertFails("model_unavailable");
    model.does((request, reply) -> reply.raw("event: error\ndata: {\"message\":\"no\"}\n\n"));
    assertFails("model_unavailable");
  }

  @Test
  void modelThatOnlyEverCallsIsToldAsOne() {
    model.does((request, reply) -> reply.call("list_invoices", "{}").end());
    assertFails("model_endless");
  }

  @Test
  void answerThatTheServerCutShortSaysSo() {
    model.does(
        (request, reply) ->
            reply.raw(
                delta("{\"content\":\"Half\"}") + STOP.replace("\"stop\"", "\"length\"") + DONE));
    assertThat(world.chat(world.tokenOf("acme", "ana"), null, "Hi", "*/*").body())
        .contains("\"finishReason\":\"length\"");
  }

  @Test
  void thinkingAloudIsNotSilence() {
    model.does(
        (request, reply) -> {
          for (int i = 0; i < 7; i++) {
            reply.raw(delta("{\"reasoning_content\":\"Hm. \"}"));
            pause(400);
          }
          reply.text("Thought.").end();
        });
    assertThat(ask().at("/message/text").asText()).isEqualTo("Thought.");
  }

  @Test
  void serverThatNeverEndsIsLetGoWithTheAnswer() throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    model.does(
        (request, reply) -> {
          try {
            while (true) {
              reply.raw(": still here\n\n");
              pause(10);
            }
          } catch (IOException e) {
            gone.countDown();
            throw e;
          }
        });
    assertFails("model_timeout");
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void lineWithoutEndIsGivenUpBeforeItFillsTheMemory() {
    model.does(
        (request, reply) -> {
          reply.raw("data: ");
          while (true) {
            reply.raw("a".repeat(100_000));
          }
        });
    assertFails("model_broken");
  }

  private static JsonNode ask() {
    return world.ask(world.tokenOf("acme", "ana"), "Hello");
  }

  private static void assertFails(String code) {
    var response = world.chat(world.tokenOf("acme", "ana"), null, "Hello", "application/json");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
