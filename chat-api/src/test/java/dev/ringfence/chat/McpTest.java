package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol at {@code /mcp}, in each version that is spoken, and what is refused of it. */
class McpTest {
  private static ServiceWorld world;
  private static Mcp newest;
  private static Mcp previous;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
    newest = new Mcp(world, world.tokenOf("acme", "ana"), Mcp.NEWEST);
    previous = new Mcp(world, world.tokenOf("acme", "ana"), Mcp.PREVIOUS);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static ObjectNode none() {
    return ServiceWorld.JSON.createObjectNode();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2026-07-28, 2025-11-25",
    "1999-01-01, 2025-11-25"
  })
  void handshakeSettlesOnAVersionThatBothSpeak(String asked, String settled) {
    ObjectNode params = none().put("protocolVersion", asked);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "test").put("version", "1");
    JsonNode result = previous.asked("initialize", params).path("result");

    assertThat(result.path("protocolVersion").asText()).isEqualTo(settled);
    assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{}}");
    assertThat(result.at("/serverInfo/name").asText()).isEqualTo("ringfence");
    assertThat(result.path("instructions").asText()).contains("[EMAIL_1]");
    assertThat(result.has("resultType")).isFalse();
  }

  @Test
  void newestVersionNeedsNoHandshake() {
    JsonNode result = newest.asked("server/discover", none()).path("result");

    assertThat(result.path("supportedVersions").toString())
        .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\"]");
    assertThat(result.path("resultType").asText()).isEqualTo("complete");
    assertThat(result.path("cacheScope").asText()).isEqualTo("private");
    assertThat(result.path("ttlMs").isIntegralNumber()).isTrue();
    assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asText())
        .isEqualTo("ringfence");
  }

  @Test
  void toolsAreThoseOfTheRoleInTheOrderOfTheFileAndSaidToReadOnly() {
    JsonNode customer = newest.asked("tools/list", none()).path("result");
    JsonNode staff =
        new Mcp(world, world.tokenOf("acme", "sam"), Mcp.PREVIOUS)
            .asked("tools/list", none())
            .path("result");

    assertThat(customer.path("tools").findValuesAsText("name"))
        .startsWith("search_knowledge", "my_profile", "list_invoices")
        .doesNotContain("find_customer");
    assertThat(staff.path("tools").findValuesAsText("name"))
        .contains("search_knowledge", "find_customer")
        .doesNotContain("my_profile");
    assertThat(customer.path("cacheScope").asText()).isEqualTo("private");
    assertThat(staff.has("cacheScope")).isFalse();
    JsonNode invoices = customer.at("/tools/2");
    assertThat(invoices.at("/inputSchema/type").asText()).isEqualTo("object");
    assertThat(invoices.at("/inputSchema/additionalProperties").asBoolean(true)).isFalse();
    assertThat(invoices.at("/inputSchema/properties").has("limit")).isTrue();
    assertThat(invoices.at("/annotations/readOnlyHint").asBoolean()).isTrue();
    assertThat(invoices.at("/annotations/destructiveHint").asBoolean(true)).isFalse();
    assertThat(invoices.at("/annotations/openWorldHint").asBoolean(true)).isFalse();
    assertThat(newest.asked("tools/list", none()).path("result")).isEqualTo(customer);
  }

  @ParameterizedTest
  @ValueSource(strings = {Mcp.NEWEST, Mcp.PREVIOUS, "2025-06-18", "2025-03-26"})
  void callAnswersWithRowsAsTextAndAsAnObject(String version) {
    JsonNode result =
        new Mcp(world, world.tokenOf("acme", "ana"), version)
            .call("list_invoices", "{\"limit\":2}");

    assertThat(result.path("isError").asBoolean(true)).isFalse();
    assertThat(result.at("/structuredContent/rows")).hasSize(2);
    assertThat(result.at("/content/0/text").asText())
        .isEqualTo(result.path("structuredContent").toString());
    assertThat(result.has("resultType")).isEqualTo(version.equals(Mcp.NEWEST));
  }

  static Stream<Arguments> wrongArguments() {
    return Stream.of(
        Arguments.of("{\"limit\":\"two\"}", "'limit'"),
        Arguments.of("{\"limit\":2000000}", "'limit'"),
        Arguments.of("{\"customer_id\":\"x\"}", "no parameter"),
        Arguments.of("{\"limit\":{\"a\":{\"b\":{\"c\":1}}}}", "deeper"));
  }

  @ParameterizedTest
  @MethodSource("wrongArguments")
  void argumentThatDoesNotFitIsTheCallsMistakeAndSaysHowToMendIt(String arguments, String said) {
    JsonNode result = newest.call("list_invoices", arguments);

    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.at("/content/0/text").asText()).contains(said);
    assertThat(result.has("structuredContent")).isFalse();
  }

  @Test
  void toolOfAnotherRoleIsAsMissingAsOneThatIsNotThere() {
    JsonNode others = newest.asked("tools/call", Mcp.calling("find_customer", "{\"query\":\"x\"}"));
    JsonNode nobodys = newest.asked("tools/call", Mcp.calling("drop_tables", "{\"query\":\"x\"}"));

    assertThat(others).isEqualTo(nobodys);
    assertThat(others.at("/error/code").asInt()).isEqualTo(-32602);
    assertThat(others.at("/error/message").asText()).isEqualTo("There is no such tool.");
  }

  @Test
  void notificationIsTakenWithoutAnAnswerAndDoesNothing() {
    String initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    String call =
        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"my_profile\"}}";
    for (String body : new String[] {initialized, call}) {
      HttpResponse<String> response = previous.send(body, previous.headers(none()));
      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void idComesBackAsItWasSent() {
    for (String id : new String[] {"7", "\"seven\"", "-1", "12345678901234567890"}) {
      String body = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
      assertThat(previous.send(body, previous.headers(none())).body())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }
  }

  static Stream<Arguments> refusedBodies() {
    String call = "\"method\":\"tools/list\"";
    return Stream.of(
        Arguments.of("{", -32700, "body_not_json"),
        Arguments.of("", -32700, "body_empty"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2," + call + "}", -32700, null),
        Arguments.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"my_profile\",\"name\":\"find_customer\"}}",
            -32700,
            "body_not_json"),
        Arguments.of("[" + "[".repeat(80) + "]".repeat(80) + "]", -32600, "body_invalid"),
        Arguments.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,"
                + call
                + ",\"params\":{\"a\":"
                + "[".repeat(80)
                + "]".repeat(80)
                + "}}",
            -32700,
            "body_too_deep"),
        Arguments.of("[{\"jsonrpc\":\"2.0\",\"id\":1," + call + "}]", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"1.0\",\"id\":1," + call + "}", -32600, "body_invalid"),
        Arguments.of("{\"id\":1," + call + "}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":null," + call + "}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1.5," + call + "}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":{}," + call + "}", -32600, "body_invalid"),
        Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600, "body_invalid"),
        Arguments.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1," + call + ",\"params\":[]}", -32600, "body_invalid"),
        Arguments.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1," + call + ",\"tenant\":\"globex\"}",
            -32600,
            "body_invalid"));
  }

  @ParameterizedTest
  @MethodSource("refusedBodies")
  void bodyThatIsNoSingleMessageIsRefused(String body, int code, String reason) {
    HttpResponse<String> response = previous.send(body, previous.headers(none()));
    JsonNode error = ServiceWorld.json(response).path("error");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.at("/data/code").asText())
        .isEqualTo(reason == null ? "body_not_json" : reason);
    assertThat(error.at("/data/requestId").asText())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void hugeBodyIsRefused() {
    ObjectNode request =
        previous.request("tools/list", none().put("x", "y".repeat(HttpServing.MAX_BODY)));
    HttpResponse<String> response = previous.send(request.toString(), previous.headers(none()));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(ServiceWorld.json(response).at("/error/data/code").asText())
        .isEqualTo("body_too_large");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, server/discover, 200",
    "2025-11-25, resources/list, 200",
    "2025-11-25, prompts/list, 200",
    "2025-11-25, tools/call/, 200",
    "2026-07-28, initialize, 404",
    "2026-07-28, ping, 404",
    "2026-07-28, resources/list, 404"
  })
  void methodThatAVersionDoesNotHaveIsNotFound(String version, String method, int status) {
    HttpResponse<String> response =
        new Mcp(world, world.tokenOf("acme", "ana"), version).ask(method, none());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(ServiceWorld.json(response).at("/error/code").asInt()).isEqualTo(-32601);
    assertThat(ServiceWorld.json(response).path("id").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":7}",
        "{}",
        "{\"name\":\"my_profile\",\"arguments\":[]}",
        "{\"name\":\"my_profile\",\"arguments\":\"{}\"}",
        "{\"name\":\"my_profile\",\"arguments\":null}"
      })
  void parametersOfACallAreANameAndAnObject(String params) throws Exception {
    ObjectNode read = (ObjectNode) ServiceWorld.JSON.readTree(params);
    JsonNode response = previous.asked("tools/call", read);

    assertThat(response.at("/error/code").asInt()).isEqualTo(-32602);
  }

  @Test
  void listHasOnePage() {
    assertThat(newest.asked("tools/list", none().put("cursor", "2")).at("/error/message").asText())
        .contains("cursor");
  }

  static Stream<Arguments> mismatches() {
    return Stream.of(
        Arguments.of("Mcp-Method", "tools/list"),
        Arguments.of("Mcp-Method", ""),
        Arguments.of("Mcp-Name", "my_profile"),
        Arguments.of("Mcp-Name", ""),
        Arguments.of("Mcp-Name", "=?base64?not base64?="),
        Arguments.of("Mcp-Name", "=?base64?="),
        Arguments.of("MCP-Protocol-Version", ""),
        Arguments.of("MCP-Protocol-Version", Mcp.PREVIOUS));
  }

  /** What a proxy decides by, and what is done here, must not come apart. */
  @ParameterizedTest
  @MethodSource("mismatches")
  void headerThatSaysSomethingElseThanTheBodyIsRefused(String header, String value) {
    ObjectNode request = newest.request("tools/call", Mcp.calling("list_invoices", "{}"));
    Map<String, String> headers = newest.headers(request);
    if (value.isEmpty()) {
      headers.remove(header);
    } else {
      headers.put(header, value);
    }
    HttpResponse<String> response = newest.send(request.toString(), headers);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ServiceWorld.json(response).at("/error/code").asInt()).isEqualTo(-32020);
    assertThat(ServiceWorld.json(response).at("/error/message").asText())
        .startsWith("HeaderMismatch");
  }

  @Test
  void nameInAHeaderMayBeEncoded() {
    ObjectNode request = newest.request("tools/call", Mcp.calling("list_invoices", "{}"));
    Map<String, String> headers = newest.headers(request);
    String encoded =
        Base64.getEncoder().encodeToString("list_invoices".getBytes(StandardCharsets.UTF_8));
    headers.put("Mcp-Name", "=?base64?" + encoded + "?=");

    assertThat(newest.send(request.toString(), headers).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocolVersion", "clientCapabilities"})
  void newestVersionsRequestSaysWhatAHandshakeWould(String missing) {
    ObjectNode request = newest.request("tools/list", none());
    Map<String, String> headers = newest.headers(request);
    ((ObjectNode) request.at("/params/_meta")).remove("io.modelcontextprotocol/" + missing);
    HttpResponse<String> response = newest.send(request.toString(), headers);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ServiceWorld.json(response).at("/error/code").asInt()).isEqualTo(-32602);
    assertThat(ServiceWorld.json(response).at("/error/message").asText()).contains(missing);
  }

  @Test
  void versionThatIsNotSpokenIsRefusedWithThoseThatAre() {
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    headers.put("MCP-Protocol-Version", "2031-01-01");
    HttpResponse<String> byHeader = previous.send(request.toString(), headers);
    ObjectNode claiming = newest.request("tools/list", none());
    ((ObjectNode) claiming.at("/params/_meta"))
        .put("io.modelcontextprotocol/protocolVersion", "2031-01-01");
    HttpResponse<String> byBody = newest.send(claiming.toString(), headers);

    for (HttpResponse<String> response : java.util.List.of(byHeader, byBody)) {
      assertThat(response.statusCode()).isEqualTo(400);
      JsonNode error = ServiceWorld.json(response).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(-32022);
      assertThat(error.at("/data/supported")).hasSize(4);
    }
  }

  @Test
  void withoutAHeaderTheOldestVersionIsMeant() {
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    headers.remove("MCP-Protocol-Version");

    assertThat(previous.send(request.toString(), headers).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "text/event-stream, 406",
    "application/json;q=0, 406",
    "text/html, 406",
    "application/json, 200",
    "*/*, 200",
    "'text/event-stream, application/json', 200"
  })
  void answerIsJsonOrNothing(String accept, int status) {
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    headers.put("Accept", accept);

    assertThat(previous.send(request.toString(), headers).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT"})
  void thereIsNoStreamAndNoSession(String method) {
    HttpResponse<String> response =
        previous.send("/mcp", method, "", Map.of("Accept", "text/event-stream"));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(previous.ask("ping", none()).headers().map()).doesNotContainKey("mcp-session-id");
  }

  @Test
  void otherContentIsRefused() {
    Map<String, String> headers = previous.headers(none());
    headers.put("Content-Type", "text/plain");

    assertThat(previous.send("{}", headers).statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, 403",
    "null, 403",
    "https://shop.example.com.evil.example, 403",
    "http://shop.example.com, 403",
    "https://shop.example.com, 200"
  })
  void pageOfAnotherOriginIsTurnedAwayWhateverItsToken(String origin, int status) {
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    headers.put("Origin", origin);
    HttpResponse<String> response = previous.send(request.toString(), headers);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
        .isEqualTo(status == 200 ? Optional.of(origin) : Optional.empty());
  }

  @Test
  void serviceAndItsOwnPagesMayAsk() {
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    headers.put("Origin", "http://127.0.0.1:" + world.service.port());

    assertThat(previous.send(request.toString(), headers).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenInTheAddressIsNoToken() {
    String token = world.tokenOf("acme", "ana");
    ObjectNode request = previous.request("tools/list", none());
    Map<String, String> headers = previous.headers(request);
    Mcp nobody = new Mcp(world, "", Mcp.PREVIOUS);
    String path = "/mcp?access_token=" + token;

    assertThat(nobody.send(path, "POST", request.toString(), headers).statusCode()).isEqualTo(401);
    assertThat(previous.send(path, "POST", request.toString(), headers).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoeverHasNoTokenIsToldWhereToAskForOne() {
    HttpResponse<String> refused = new Mcp(world, "", Mcp.NEWEST).ask("tools/list", none());
    String base = "http://127.0.0.1:" + world.service.port();
    String told = "/.well-known/oauth-protected-resource/mcp";

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer resource_metadata=\"" + base + told + "\"");
    for (String path : new String[] {told, "/.well-known/oauth-protected-resource"}) {
      JsonNode document =
          ServiceWorld.json(
              previous.send(path, "GET", "", Map.of("X-Forwarded-Host", "evil.example")));
      assertThat(document.path("resource").asText()).isEqualTo(base + "/mcp");
      assertThat(document.path("bearer_methods_supported").toString()).isEqualTo("[\"header\"]");
    }
    assertThat(
            world
                .request("GET", "/v1/me", null, null, "*/*")
                .headers()
                .firstValue("WWW-Authenticate"))
        .contains("Bearer");
  }
}
