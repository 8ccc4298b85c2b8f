package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger's client may send, on the wire. Every request here comes from a site's page. */
class HttpEdgesTest {
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nothing", "/v1", "/nothing", "/v1/me/more"})
  void unknownPathIsMissingAndSaysSoToTheSitesPage(String path) {
    var response = world.request("GET", path, null, null, "*/*");
    assertThat(response.statusCode()).isEqualTo(404);
    assertProblem(response.body(), "not_found");
    if (path.startsWith("/v1/")) {
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
          .contains(ServiceWorld.ORIGIN);
    }
  }

  @Test
  void wrongMethodIsAProblem() {
    var response = world.request("PUT", "/v1/chat", null, "{}", "*/*");
    assertThat(response.statusCode()).isEqualTo(405);
    assertProblem(response.body(), "method_not_allowed");
  }

  @Test
  void bodyOfTenMegabytesIsAProblem() throws IOException {
    // Refused by its announced length, before it is sent.
    String answer =
        exchange(
            "POST /v1/chat HTTP/1.1\r\nHost: x\r\nOrigin: "
                + ServiceWorld.ORIGIN
                + "\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertProblem(answer, "body_too_large");
  }

  @Test
  void connectionStaysTheOneThatAProxyKnows() throws IOException {
    assertThat(
            exchange(
                "GET /v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
    assertThat(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).contains(" 501 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/openapi.json"})
  void headIsAnsweredLikeGetWithoutABody(String path) throws IOException {
    String answer = exchange("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @Test
  void whatIsNoHttpIsAProblemToo() throws IOException {
    assertProblem(exchange("HELLO\r\n\r\n"), "request_malformed");
    assertProblem(
        exchange("GET /" + "a".repeat(6_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), "address_too_long");
    assertProblem(
        exchange("GET /v1/me HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"),
        "headers_too_large");
    assertProblem(
        exchange("GET /v1/me HTTP/1.1\r\nConnection: close\r\n\r\n"), "request_malformed");
    assertProblem(
        exchange("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), "not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b", "a/../b", "a%2Fb", "%", "a+b", "ü", " ", "\u200b", "a\nb", "<i>", "a?b#c"})
  void conversationOfAnyIdIsReadAndDeletedByIt(String id) {
    assertRoundTrip(id);
  }

  @Test
  void conversationIdHasUpTo128CharactersOfAnyPlane() {
    assertRoundTrip("a".repeat(128));
    assertRoundTrip("\ud83d\ude00".repeat(128));
    assertThat(hello("\ud83d\ude00".repeat(129)).statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void idThatNoAddressCanNameIsRefused(String id) {
    assertThat(hello(id).statusCode()).isEqualTo(422);
  }

  private static void assertRoundTrip(String id) {
    assertThat(hello(id).statusCode()).isEqualTo(200);
    String path = "/v1/conversations/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
    String ana = world.tokenOf("acme", "ana");
    var read = world.request("GET", path, ana, null, "*/*");
    assertThat(ServiceWorld.json(read).path("id").asText()).isEqualTo(id);
    assertThat(world.request("GET", path, world.tokenOf("acme", "ben"), null, "*/*").statusCode())
        .isEqualTo(404);
    assertThat(world.request("DELETE", path, ana, null, "*/*").statusCode()).isEqualTo(204);
    assertThat(world.request("GET", path, ana, null, "*/*").statusCode()).isEqualTo(404);
  }

  private static java.net.http.HttpResponse<String> hello(String id) {
    return world.chat(world.tokenOf("acme", "ana"), id, "hello", "application/json");
  }

  private static void assertProblem(String answer, String code) {
    assertThat(answer)
        .contains("\"code\":\"" + code + "\"")
        .containsPattern("\"requestId\":\"[0-9a-f-]{36}\"");
  }

  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", world.service.port())) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
      socket.getOutputStream().write(request.getBytes(UTF_8));
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8192];
      int read;
      while ((read = socket.getInputStream().read(buffer)) > 0) {
        answer.append(new String(buffer, 0, read, UTF_8));
        if (answer.indexOf("\"requestId\"") > 0) {
          break;
        }
      }
      return answer.toString();
    }
  }
}
