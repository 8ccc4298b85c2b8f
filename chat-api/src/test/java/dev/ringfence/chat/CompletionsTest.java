package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's form of a question and of an answer, field by field. */
class CompletionsTest {
  private static ScriptedModel model;
  private static ServiceWorld world;
  private static ServiceWorld withFallback;
  private static String ana;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
    withFallback = new ServiceWorld(Optional.of(model.baseUrl()), true);
    ana = world.tokenOf("acme", "ana");
  }

  @AfterAll
  static void stop() {
    world.close();
    withFallback.close();
    model.close();
  }

  private static ObjectNode question(String text) {
    ObjectNode body = ServiceWorld.JSON.createObjectNode().put("model", "ringfence");
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    return body;
  }

  private static HttpResponse<String> send(ObjectNode body) {
    return Completions.send(world, ana, body.toString());
  }

  private static JsonNode tree(String json) {
    try {
      return ServiceWorld.JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(json, e);
    }
  }

  private static List<JsonNode> chunks(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> tree(line.substring("data: ".length())))
        .toList();
  }

  private static void readsInvoices() {
    model.does(
        (request, reply) -> {
          if (ScriptedModel.results(request).isEmpty()) {
            reply.call("list_invoices", "{\"limit\":2}").end();
          } else {
            reply.text("Two ").text("invoices.").end();
          }
        });
  }

  @Test
  void answerHasOpenAisFieldsAndOursUnderAKeyOfTheirOwn() {
    readsInvoices();
    JsonNode answer = ServiceWorld.json(send(question("My invoices?")));

    assertThat(answer.get("id").asText()).matches("chatcmpl-[0-9a-f-]{36}");
    assertThat(answer.get("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.get("created").isIntegralNumber()).isTrue();
    assertThat(answer.get("model").asText()).isEqualTo("ringfence");
    assertThat(answer.get("choices")).hasSize(1);
    assertThat(answer.at("/choices/0").toString())
        .isEqualTo(
            "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Two invoices.\","
                + "\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}");
    assertThat(answer.at("/usage/total_tokens").asInt())
        .isEqualTo(
            answer.at("/usage/prompt_tokens").asInt()
                + answer.at("/usage/completion_tokens").asInt());
    assertThat(answer.at("/x_ringfence/scope").asText()).isEqualTo("account");
    assertThat(answer.at("/x_ringfence/tools/0/rows").asInt()).isEqualTo(2);
    assertThat(answer.at("/x_ringfence/sources")).hasSize(2);
  }

  @Test
  void streamBeginsWithTheRoleAndEndsWithTheReasonAndDone() {
    readsInvoices();
    var response = send(question("My invoices?").put("stream", true));
    List<JsonNode> chunks = chunks(response);

    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(response.headers().firstValue("x-accel-buffering")).contains("no");
    assertThat(response.headers().firstValue("x-vercel-ai-ui-message-stream")).isEmpty();
    assertThat(response.body()).endsWith("data: [DONE]\n\n");
    assertThat(chunks.getFirst().at("/choices/0/delta").toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.get("object").asText()).isEqualTo("chat.completion.chunk");
              assertThat(chunk.get("id")).isEqualTo(chunks.getFirst().get("id"));
              assertThat(chunk.get("created")).isEqualTo(chunks.getFirst().get("created"));
              assertThat(chunk.get("choices")).hasSize(1);
              assertThat(chunk.has("usage")).isFalse();
            });
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(chunks.getLast().at("/x_ringfence/scope").asText()).isEqualTo("account");
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.at("/choices/0/finish_reason").isNull());
  }

  @Test
  void usageComesLastWithoutChoicesWhenItIsAskedFor() {
    readsInvoices();
    ObjectNode body = question("My invoices?").put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    List<JsonNode> chunks = chunks(send(body));

    assertThat(chunks.getLast().get("choices")).isEmpty();
    assertThat(chunks.getLast().at("/usage/total_tokens").isIntegralNumber()).isTrue();
    assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.get("usage").isNull());
  }

  @Test
  void answerThatWasCutSaysLength() {
    model.does(
        (request, reply) -> {
          for (int i = 0; i < 100_000; i++) {
            reply.text("and so on and on ");
          }
        });
    assertThat(ServiceWorld.json(send(question("Talk"))).at("/choices/0/finish_reason").asText())
        .isEqualTo("length");
  }

  @Test
  void failureOfTheModelIsAnErrorInAnswerAndStream() {
    model.does((request, reply) -> reply.text("Half an ").raw("data: {nonsense\n\n"));
    var whole = send(question("Hi"));
    assertThat(whole.statusCode()).isEqualTo(503);
    assertThat(whole.headers().firstValue("retry-after")).isPresent();
    assertError(whole, "server_error", "null", "model_broken");

    var streamed = send(question("Hi").put("stream", true));
    JsonNode last = chunks(streamed).getLast();
    assertThat(last.at("/error/code").asText()).isEqualTo("model_broken");
    assertThat(last.at("/error/type").asText()).isEqualTo("server_error");
    assertThat(streamed.body()).endsWith("data: [DONE]\n\n").doesNotContain("finish_reason\":\"s");
  }

  @Test
  void assistantThatTookOverIsNoticed() {
    model.does((request, reply) -> reply.raw("data: {nonsense\n\n"));
    String token = withFallback.tokenOf("acme", "ana");
    JsonNode whole =
        ServiceWorld.json(
            Completions.send(withFallback, token, question("My invoices?").toString()));
    assertThat(whole.at("/x_ringfence/notices/0/code").asText()).isNotEmpty();

    var streamed =
        Completions.send(
            withFallback, token, question("My invoices?").put("stream", true).toString());
    assertThat(chunks(streamed).getLast().at("/x_ringfence/notices/0"))
        .isEqualTo(whole.at("/x_ringfence/notices/0"));
  }

  @Test
  void partsOfTextAreOneQuestion() {
    model.does((request, reply) -> reply.text("Good.").end());
    ObjectNode body = question("");
    var parts = ((ObjectNode) body.at("/messages/0")).putArray("content");
    parts.addObject().put("type", "text").put("text", "When are");
    parts.addObject().put("type", "text").put("text", "you open?");

    assertThat(send(body).statusCode()).isEqualTo(200);
    assertThat(model.received()).contains("When are\\nyou open?");
  }

  @Test
  void whatTunesAModelIsTakenAndReachesNone() {
    model.does((request, reply) -> reply.text("Good.").end());
    ObjectNode body = question("Hi").setAll((ObjectNode) tree(IGNORED));
    var response = send(body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(model.received()).doesNotContain("marker", "0.125", "4711", "logit_bias");
  }

  private static final String IGNORED =
      """
      {"temperature": 0.125, "top_p": 0.125, "frequency_penalty": 0.125, "presence_penalty": 0.125,
       "seed": 4711, "max_tokens": 4711, "max_completion_tokens": 4711, "user": "marker-user",
       "safety_identifier": "marker", "prompt_cache_key": "marker", "store": true,
       "prompt_cache_retention": "24h", "prompt_cache_options": {"mode": "marker"}, "service_tier": "auto", "reasoning_effort": "low",
       "verbosity": "low", "logit_bias": {"50256": -100}, "parallel_tool_calls": true,
       "prediction": {"type": "content", "content": "marker"}, "metadata": {"trace": "marker"},
       "tools": [{"type": "function", "function": {"name": "marker_tool", "parameters": {}}}],
       "functions": [{"name": "marker_function"}], "tool_choice": "auto", "function_call": "none",
       "n": 1, "logprobs": false, "top_logprobs": 0, "response_format": {"type": "text"},
       "modalities": ["text"], "stop": null, "audio": null, "web_search_options": null}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"n\": 2} | n",
        "{\"stop\": [\"x\"]} | stop",
        "{\"stop\": \"x\"} | stop",
        "{\"logprobs\": true} | logprobs",
        "{\"top_logprobs\": 3} | top_logprobs",
        "{\"response_format\": {\"type\": \"json_object\"}} | response_format.type",
        "{\"response_format\": {\"type\": \"json_schema\"}} | response_format.type",
        "{\"modalities\": [\"audio\"]} | modalities[0]",
        "{\"moderation\": {\"model\": \"x\"}} | moderation",
        "{\"audio\": {\"voice\": \"x\"}} | audio",
        "{\"web_search_options\": {}} | web_search_options",
        "{\"tool_choice\": \"required\"} | tool_choice",
        "{\"tool_choice\": {\"type\": \"function\"}} | tool_choice",
        "{\"function_call\": {\"name\": \"x\"}} | function_call",
        "{\"temperature\": \"hot\"} | temperature",
        "{\"stream\": \"yes\"} | stream",
        "{\"stream_options\": {\"include_usage\": true}} | stream_options",
        "{\"tenant\": \"globex\"} | tenant",
        "{\"metadata\": {\"conversation\": \"\"}} | metadata.conversation",
        "{\"metadata\": {\"conversation\": \"..\"}} | metadata.conversation",
        "{\"metadata\": {\"a\": 1}} | metadata.a",
        "{\"messages\": []} | messages",
        "{\"messages\": \"hi\"} | messages",
        "{\"messages\": [7]} | messages[0]",
        "{\"messages\": [{\"role\": \"root\", \"content\": \"hi\"}]} | messages[0].role",
        "{\"messages\": [{\"role\": \"user\"}]} | messages[0].content",
        "{\"messages\": [{\"role\": \"user\", \"content\": 7}]} | messages[0].content",
        "{\"messages\": [{\"role\": \"user\", \"content\": \" \"}]} | messages",
        "{\"messages\": [{\"role\": \"system\", \"content\": \"x\"}]} | messages",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"assistant\","
            + " \"content\": \"y\"}]} | messages",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"tool\","
            + " \"content\": \"y\", \"tool_call_id\": \"1\"}]} | messages",
        "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]}"
            + " | messages[0].content[0]",
        "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"x\"},"
            + " {\"type\": \"input_audio\"}]}]} | messages[0].content[1]",
        "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"file\"}]},"
            + " {\"role\": \"user\", \"content\": \"x\"}]} | messages[0].content[0]"
      })
  void whatWouldChangeTheAnswersFormIsRefusedByItsName(String change, String param) {
    model.does((request, reply) -> reply.text("Good.").end());
    var response = send(question("Hi").setAll((ObjectNode) tree(change)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertError(response, "invalid_request_error", "\"" + param + "\"", "body_invalid");
    assertThat(ServiceWorld.json(response).at("/error/message").asText()).contains(param);
    assertThat(model.received()).isEmpty();
  }

  @Test
  void moreMessagesThanThereMayBeAreRefused() {
    ObjectNode body = question("Hi");
    var messages = body.withArray("messages");
    for (int i = 0; i < 1000; i++) {
      messages.addObject().put("role", "user").put("content", "Hi");
    }
    assertError(send(body), "invalid_request_error", "\"messages\"", "body_invalid");
  }

  @Test
  void everyParameterIsInTheDocument() throws IOException {
    Path root = Path.of(System.getProperty("ringfence.build.root"));
    String document = Files.readString(root.resolve("docs/openai.md"));
    String table = document.substring(document.indexOf("## Parameters"));
    try (InputStream schema =
        CompletionsTest.class.getResourceAsStream("/schemas/chat-completions.json")) {
      List<String> known = new ArrayList<>();
      ServiceWorld.JSON
          .readTree(schema)
          .get("properties")
          .fieldNames()
          .forEachRemaining(known::add);
      List<String> documented =
          Pattern.compile("(?m)^\\| `(\\w+)` \\|")
              .matcher(table)
              .results()
              .map(m -> m.group(1))
              .toList();
      assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void otherModelsAreMissing() {
    var response = send(question("Hi").put("model", "gpt-5"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertError(response, "invalid_request_error", "\"model\"", "model_not_found");
    assertThat(response.body()).contains("called 'ringfence'").doesNotContain("gpt-5", "scripted");
  }

  @Test
  void modelsListsTheOneThatThereIs() {
    JsonNode models = ServiceWorld.json(world.request("GET", "/v1/models", ana, null, "*/*"));
    assertThat(models.toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"id\":\"ringfence\",\"object\":\"model\","
                + "\"created\":0,\"owned_by\":\"ringfence\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/models"})
  void whatHappensBeforeTheDoorIsSaidInItsFormToo(String path) {
    var wrongMethod = world.request("PUT", path, ana, "{}", "*/*");
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertError(wrongMethod, "invalid_request_error", "null", "method_not_allowed");
    var visitor =
        world.request("GET", "/v1/models", world.visitorToken("pk_demo_acme"), null, "*/*");
    assertThat(visitor.statusCode()).isEqualTo(403);
    assertError(visitor, "permission_error", "null", "sign_in_required");
    var nobody = world.request("GET", "/v1/models", null, null, "*/*");
    assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer");
    assertError(nobody, "authentication_error", "null", "token_missing");
  }

  private static void assertError(
      HttpResponse<String> response, String type, String param, String code) {
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    JsonNode error = ServiceWorld.json(response).get("error");
    assertThat(error.fieldNames()).toIterable().containsExactly("message", "type", "param", "code");
    assertThat(error.get("message").asText()).isNotBlank();
    assertThat(
            List.of(
                error.get("type").asText(),
                error.get("param").toString(),
                error.get("code").asText()))
        .containsExactly(type, param, code);
  }
}
