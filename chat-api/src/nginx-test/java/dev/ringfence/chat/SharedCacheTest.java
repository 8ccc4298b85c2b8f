package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.chat.Nginx.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shared cache in front of the service, which goes by the address alone: it keeps what is the
 * same for everybody, and never gives one person's answer to another.
 */
class SharedCacheTest {
  /** Paths whose responses are the same for everybody, and may be kept. */
  private static final List<String> KEPT =
      List.of(
          "/openapi.json",
          "/widget.js",
          "/.well-known/oauth-protected-resource",
          "/.well-known/oauth-protected-resource/mcp");

  /** Somebody, and a word that stands in their answers alone. */
  private record Person(@Nullable String token, String word) {}

  private static ScriptedModel model;
  private static ServiceWorld world;
  private static Nginx nginx;
  private static HttpClient client;
  private static List<Person> everybody;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
    nginx = new Nginx(world.service.port());
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    model.does(SharedCacheTest::repeat);
    everybody =
        List.of(
            new Person(world.tokenOf("acme", "ana"), "zebra"),
            new Person(world.tokenOf("acme", "ben"), "walrus"),
            new Person(world.visitorToken("pk_demo_acme"), "ocelot"),
            new Person(null, "nobody"));
    everybody.stream()
        .filter(person -> person.token() != null)
        .forEach(
            person -> {
              world.chat(token(person), "plan", question(person), "application/json");
              world.chat(
                  token(person), "only-" + person.word(), question(person), "application/json");
            });
  }

  @AfterAll
  static void stop() {
    nginx.close();
    world.close();
    model.close();
  }

  private static void repeat(
      com.fasterxml.jackson.databind.JsonNode request, ScriptedModel.Reply reply)
      throws IOException {
    var messages = request.get("messages");
    reply.text("You said: " + messages.get(messages.size() - 1).path("content").asText()).end();
  }

  private static String token(Person person) {
    return java.util.Objects.requireNonNull(person.token());
  }

  private static String question(Person person) {
    return "My word is " + person.word() + ".";
  }

  static Stream<Arguments> privateReads() {
    List<String> paths =
        List.of(
            "/v1/me",
            "/v1/conversations",
            "/v1/conversations/plan",
            "/v1/conversations/only-zebra",
            "/v1/conversations/nothing",
            "/v1/nowhere");
    return paths.stream()
        .flatMap(path -> conditions().map(condition -> Arguments.of(path, condition)));
  }

  /** What a cache may take for leave to answer itself. */
  static Stream<Map<String, String>> conditions() {
    return Stream.of(
        Map.of(),
        Map.of("If-None-Match", "*"),
        Map.of("If-None-Match", "\"1\", W/\"2\""),
        Map.of("If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT"),
        Map.of("Range", "bytes=0-99999"),
        Map.of("Cache-Control", "only-if-cached, max-stale"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("privateReads")
  void everybodyReadsWhatTheServiceTellsThem(String path, Map<String, String> condition) {
    for (int round = 0; round < 2; round++) {
      for (Person person : everybody) {
        var direct = world.request("GET", path, person.token(), null, "application/json");
        var cached = send(Way.HONEST, "GET", path, person.token(), null, condition);

        assertThat(withoutRequestId(cached.body())).isEqualTo(withoutRequestId(direct.body()));
        assertThat(cached.statusCode())
            .isIn(direct.statusCode(), direct.statusCode() == 200 ? 206 : direct.statusCode());
        assertPrivate(cached);
      }
    }
  }

  static Stream<Arguments> questions() {
    return Stream.of("application/json", "text/event-stream")
        .flatMap(accept -> conditions().map(condition -> Arguments.of(accept, condition)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("questions")
  void everybodyIsAnsweredTheirOwnQuestion(String accept, Map<String, String> condition) {
    for (Person person : everybody) {
      var headers = new java.util.HashMap<>(condition);
      headers.put("Accept", accept);
      var answer =
          send(Way.HONEST, "POST", "/v1/chat", person.token(), questionJson(person), headers);

      assertPrivate(answer);
      if (person.token() == null) {
        assertThat(answer.statusCode()).isEqualTo(401);
      } else {
        assertThat(answer.headers().firstValue("Content-Type")).contains(accept);
        assertThat(answer.body()).contains(person.word());
      }
      assertNothingOfOthers(person, answer);
    }
  }

  private static String questionJson(Person person) {
    return ServiceWorld.JSON.createObjectNode().put("message", question(person)).toString();
  }

  private static void assertNothingOfOthers(Person person, HttpResponse<String> response) {
    everybody.stream()
        .filter(other -> !other.equals(person))
        .forEach(other -> assertThat(response.body()).doesNotContain(other.word()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "[]", "{\"message\": 7}"})
  void oneSendersMistakeIsNobodyElsesAnswer(String body) {
    Person ana = everybody.getFirst();
    Person ben = everybody.get(1);

    var mistake = send(Way.HONEST, "POST", "/v1/chat", token(ana), body, Map.of());
    assertThat(mistake.statusCode()).isIn(400, 422);
    assertPrivate(mistake);

    var answer =
        send(
            Way.HONEST, "POST", "/v1/chat", token(ben), questionJson(ben), Map.of("Accept", "*/*"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(ben.word());
  }

  @Test
  void requestThatIsRefusedBeforeItIsReadSpoilsTheAddressForNobody() {
    String token = token(everybody.getFirst());
    for (String path : List.of("/v1/me", "/widget.js?fresh")) {
      var refused =
          send(Way.HONEST, "GET", path, token, null, Map.of("X-Large", "x".repeat(20_000)));
      assertThat(refused.statusCode()).isEqualTo(431);

      var answer = send(Way.HONEST, "GET", path, token, null, Map.of());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void everyVisitorsSessionIsANewOne() {
    String body = "{\"site\":\"pk_demo_acme\"}";
    var first = send(Way.HONEST, "POST", "/v1/widget/sessions", null, body, Map.of());
    var second = send(Way.HONEST, "POST", "/v1/widget/sessions", null, body, Map.of());

    assertThat(first.statusCode()).isEqualTo(200);
    assertPrivate(second);
    assertThat(ServiceWorld.json(first).get("token"))
        .isNotEqualTo(ServiceWorld.json(second).get("token"));
  }

  static Stream<Route> routes() {
    return world == null ? Stream.empty() : world.service.routes().stream();
  }

  @Test
  void noRouteIsKeptButThoseThatAreTheSameForEverybody() {
    routes()
        .filter(route -> !KEPT.contains(route.path()))
        .forEach(
            route -> {
              String path = route.path().replaceAll(":[a-z]+", "plan");
              for (Person person : everybody) {
                var response =
                    send(
                        Way.HONEST,
                        route.method().name(),
                        path + "?every-route",
                        person.token(),
                        route.method().name().equals("POST") ? questionJson(person) : null,
                        Map.of());
                assertThat(kept(response)).as("%s %s", route.method(), path).isNotEqualTo("HIT");
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/openapi.json", "/widget.js", "/.well-known/oauth-protected-resource/mcp"})
  void whatIsTheSameForEverybodyIsKept(String path) {
    var first = send(Way.HONEST, "GET", path, token(everybody.getFirst()), null, Map.of());
    var second = send(Way.HONEST, "GET", path, null, null, Map.of());

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(kept(second)).isEqualTo("HIT");
    assertThat(second.body()).isEqualTo(first.body());
  }

  /** That the tests above could see a leak at all. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/me", "/v1/conversations", "/v1/conversations/plan"})
  void cacheThatDoesNotReadTheHeadersGivesAnasAnswerToBen(String path) {
    String ana = token(everybody.getFirst());
    String ben = token(everybody.get(1));

    var hers = send(Way.CARELESS, "GET", path, ana, null, Map.of());
    var his = send(Way.CARELESS, "GET", path, ben, null, Map.of());

    assertThat(kept(his)).isEqualTo("HIT");
    assertThat(his.body()).isEqualTo(hers.body());
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"HONEST", "PLAIN"})
  void answerStreamsThroughWhileTheModelStillSpeaks(Way way) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    boolean[] waited = new boolean[1];
    model.does(
        (request, reply) -> {
          reply.text("This is the first of two sentences.\n\n");
          waited[0] = await(seen);
          reply.text("And this is the second.").end();
        });
    try {
      var request =
          request(way, "POST", "/v1/chat", token(everybody.getFirst()), "{\"message\":\"Speak\"}")
              .header("Accept", "text/event-stream");
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      StringBuilder body = new StringBuilder();
      try (var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          body.append(line).append('\n');
          if (line.contains("\"text-delta\"")) {
            seen.countDown();
          }
        }
      }
      assertThat(waited[0]).as("the first words came before the last were spoken").isTrue();
      assertThat(body.toString()).contains("the second").endsWith("data: [DONE]\n\n");
    } finally {
      seen.countDown();
      model.does(SharedCacheTest::repeat);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void assertPrivate(HttpResponse<?> response) {
    assertThat(kept(response)).as("where it came from").isEqualTo("MISS");
    assertThat(response.headers().firstValue("Cache-Control").orElse(""))
        .contains("private", "no-store");
    assertThat(response.headers().firstValue("Vary").orElse(""))
        .contains("Authorization", "Origin");
  }

  private static String kept(HttpResponse<?> response) {
    return response.headers().firstValue("X-Cache").orElse("");
  }

  private static String withoutRequestId(String body) {
    return body.replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  private static HttpResponse<String> send(
      Way way,
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      Map<String, String> headers) {
    var request = request(way, method, path, token, body);
    headers.forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(nginx.said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(
      Way way, String method, String path, @Nullable String token, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(nginx.at(way, path))
            .timeout(Duration.ofSeconds(30))
            .header("Origin", ServiceWorld.ORIGIN);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody());
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }
}
