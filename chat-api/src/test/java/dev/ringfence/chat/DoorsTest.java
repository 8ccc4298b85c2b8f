package dev.ringfence.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.tools.ToolRunner;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check on the way to an answer, by every {@link Door}. A route that takes a token and a body
 * and is not among the doors turns this red, and so does code that asks for an answer past the one
 * way.
 */
class DoorsTest {
  /** Who is stopped at a door, with the status and the code of it. */
  private static final Map<String, String> STOPPED = new LinkedHashMap<>();

  static {
    STOPPED.put("nobody", "401 token_missing");
    STOPPED.put("nonsense", "401 token_invalid");
    STOPPED.put("expired", "401 token_expired");
    STOPPED.put("tampered", "401 token_invalid");
    STOPPED.put("elsewhere", "401 token_invalid");
    STOPPED.put("stranger", "403 not_a_member");
    STOPPED.put("removed", "403 member_removed");
    STOPPED.put("suspended", "403 tenant_suspended");
  }

  /** Routes for files, which answer no question. */
  private static final List<String> UPLOADS = List.of("/v1/documents", "/v1/files");

  private static ScriptedModel model;
  private static ServiceWorld world;
  private static Map<String, String> tokens;
  private static String ana;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
    ana = world.tokenOf("acme", "ana");
    tokens = new LinkedHashMap<>();
    tokens.put("nonsense", "nonsense");
    tokens.put("expired", world.expiredTokenOf("acme", "ana"));
    tokens.put("tampered", ana.substring(0, ana.length() - 12) + "AAAAAAAAAAAA");
    tokens.put("elsewhere", world.tokenFor("elsewhere", "acme", "ana"));
    tokens.put("stranger", world.tokenOf("acme", "nobody"));
    tokens.put("removed", world.tokenOf("acme", "cleo"));
    tokens.put("suspended", world.tokenOf("globex", "gil"));
    world.database.execute(
        "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'cleo'",
        "UPDATE ringfence.tenant SET status = 'suspended' WHERE slug = 'globex'");
    for (String who : List.of("removed", "suspended")) {
      String token = Objects.requireNonNull(tokens.get(who));
      Eventually.holds(
          () -> world.request("GET", "/v1/me", token, null, "*/*").statusCode() == 403);
    }
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @Test
  void everyRouteThatTakesATokenAndABodyIsADoorHere() {
    assertThat(
            world.service.routes().stream()
                .filter(route -> route.method().equals(HttpMethod.POST))
                .filter(route -> route.caller() != Route.Caller.ANYONE)
                .map(Route::path)
                // They answer no question; ConsentTest, FilesTest and DocumentsApiTest have their
                // checks.
                .filter(path -> !path.equals("/v1/approvals/:id") && !UPLOADS.contains(path))
                .collect(Collectors.toSet()))
        .isEqualTo(Arrays.stream(Door.values()).map(door -> door.path).collect(Collectors.toSet()));
  }

  static Stream<Arguments> oneWays() {
    return Stream.of(
        Arguments.of(ChatService.class, "answer", List.of(Answering.class)),
        Arguments.of(ToolRunner.class, "run", List.of(ToolCalls.class)),
        Arguments.of(ToolCalls.class, "run", List.of(ToolRounds.class, DirectCalls.class)),
        Arguments.of(OpenAnswers.class, "add", List.of(Attendance.class)));
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("oneWays")
  void nothingGetsThereButByTheOneWay(Class<?> owner, String method, List<Class<?>> callers) {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ringfence.chat");
    noClasses()
        .that()
        .doNotBelongToAnyOf(callers.toArray(Class<?>[]::new))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it gets there",
                (JavaCall<?> call) ->
                    call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(method)))
        .check(service);
  }

  static Stream<Arguments> strangers() {
    return Stream.of(Door.values())
        .flatMap(door -> STOPPED.keySet().stream().map(who -> Arguments.of(door, who)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("strangers")
  void whoeverIsNotLetInReachesNothing(Door door, String who) {
    model.does((request, reply) -> reply.text("Hello.").end());
    var response =
        world.request("POST", door.path, tokens.get(who), door.body("c", "Hello"), door.accept);

    assertThat(response.statusCode() + " " + door.code(response)).isEqualTo(STOPPED.get(who));
    assertThat(model.received()).isEmpty();
    assertPrivate(response);
  }

  static Stream<Arguments> strangersWithFiles() {
    return UPLOADS.stream()
        .flatMap(path -> STOPPED.keySet().stream().map(who -> Arguments.of(path, who)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("strangersWithFiles")
  void whoeverIsNotLetInSeesAndSendsNoFile(String path, String who) {
    String file = path + "/" + new java.util.UUID(0, 0);
    for (String request : List.of("GET " + path, "GET " + file, "DELETE " + file, "POST " + path)) {
      String[] parts = request.split(" ", -1);
      String body = parts[0].equals("POST") ? "A word." : null;
      var response = world.request(parts[0], parts[1], tokens.get(who), body, "application/json");

      assertThat(response.statusCode() + " " + ServiceWorld.json(response).get("code").asText())
          .as(request)
          .isEqualTo(STOPPED.get(who));
      assertPrivate(response);
    }
  }

  /** That it is the audience which keeps out whoever has a token for elsewhere. */
  @Test
  void sameTokenForThisServiceIsLetIn() {
    String token = world.tokenFor(DemoIssuer.AUDIENCE, "acme", "ana");
    assertThat(world.request("GET", "/v1/me", token, null, "*/*").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void visitorComesInByTheDoorsForVisitorsAlone(Door door) {
    model.does((request, reply) -> reply.text("Hello.").end());
    var response = door.ask(world, world.visitorToken("pk_demo_acme"), "v", "Hello");

    if (door.takesVisitors()) {
      assertThat(door.text(response)).isEqualTo("Hello.");
    } else {
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(door.code(response)).isEqualTo("sign_in_required");
      assertThat(model.received()).isEmpty();
      assertThat(entries("role || ' ' || action || ' ' || code", response))
          .containsExactly("visitor POST " + door.path + " sign_in_required");
    }
  }

  static Stream<Arguments> bodies() {
    String deep = "{\"model\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    String large = "{\"message\":\"" + "x".repeat(HttpServing.MAX_BODY) + "\"}";
    Stream<Arguments> anywhere =
        Stream.of(Door.values())
            .flatMap(
                door ->
                    Stream.of(
                        Arguments.of(door, "empty", new byte[0], "400 body_empty"),
                        Arguments.of(door, "no JSON", "hello".getBytes(UTF_8), "400 body_not_json"),
                        Arguments.of(
                            door,
                            "broken UTF-8",
                            "{\"a\":\"é\"}".getBytes(ISO_8859_1),
                            "400 body_not_utf8"),
                        Arguments.of(
                            door,
                            "a key twice",
                            "{\"a\":1,\"a\":2}".getBytes(UTF_8),
                            "400 body_not_json"),
                        Arguments.of(door, "too deep", deep.getBytes(UTF_8), "400 body_too_deep"),
                        Arguments.of(
                            door, "too large", large.getBytes(UTF_8), "413 body_too_large"),
                        Arguments.of(door, "an array", "[]".getBytes(UTF_8), "422 body_invalid")));
    Stream<Arguments> questions =
        answering().stream()
            .flatMap(
                door ->
                    Stream.of(
                        unfit(door, "nothing to see", "\u200b \u00a0"),
                        unfit(door, "a NUL", "a\0b"),
                        unfit(door, "too long", "x".repeat(Question.MAX_TEXT + 1)),
                        Arguments.of(
                            door,
                            "no such id",
                            door.body("..", "Hello").getBytes(UTF_8),
                            "422 body_invalid")));
    return Stream.concat(anywhere, questions);
  }

  private static List<Door> answering() {
    return Stream.of(Door.values()).filter(Door::leadsToAnAnswer).toList();
  }

  private static Arguments unfit(Door door, String what, String question) {
    return Arguments.of(door, what, door.body("c", question).getBytes(UTF_8), "422 body_invalid");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bodies")
  void badBodyIsRefusedInTheDoorsOwnForm(Door door, String what, byte[] body, String refusal) {
    var response = world.send("POST", door.path, ana, body, door.accept);
    String status = door.takesVisitors() ? refusal : refusal.replace("422", "400");

    assertThat(response.statusCode() + " " + door.code(response)).as(what).isEqualTo(status);
    assertPrivate(response);
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void modelSeesPlaceholdersAndThePersonTheirValues(Door door) {
    model.does(repeatsWhatItReads("my_profile", "{}"));
    String email = world.rows("SELECT email FROM demo.customer WHERE name LIKE 'Ana%'").getFirst();

    String text =
        door.text(door.ask(world, ana, "masked-" + door, "I am at me@example.org, who am I?"));

    assertThat(text).contains(email);
    assertThat(model.received())
        .contains("[EMAIL_1]", "[EMAIL_2]")
        .doesNotContain(email, "me@example.org");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void nationalNumbersAreMaskedByTheRegionOfTheToken(Door door) {
    model.does((request, reply) -> reply.text("Good.").end());
    door.ask(
        world, world.tokenOf("acme", "ana", "en-US"), "r-" + door, "It is 2125550123 since May");

    assertThat(model.received()).contains("It is [PHONE_1] since May");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void answerIsMadeHarmless(Door door) {
    model.does(
        (request, reply) ->
            reply.text("![x](https://evil.example/a.png) <b>hi</b> https://evil.example/?q").end());

    assertThat(door.text(door.ask(world, ana, "links-" + door, "Hi")))
        .contains("hi")
        .doesNotContain("evil.example", "<b>");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void conversationOfSomebodyElseIsOneThatIsNotThere(Door door) {
    model.does((request, reply) -> reply.text("Noted.").end());
    Door.CHAT.ask(world, ana, "plans", "The wedding is in Graz.");
    model.does((request, reply) -> reply.text("Hello.").end());

    assertThat(door.text(door.ask(world, world.tokenOf("acme", "ben"), "plans", "Where is it?")))
        .isEqualTo("Hello.");
    assertThat(model.received()).contains("Where is it?").doesNotContain("Graz");

    assertThat(door.text(door.ask(world, ana, "plans", "Where is it?"))).isEqualTo("Hello.");
    assertThat(model.received()).contains("Graz");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void toolOfAnotherRoleIsRefused(Door door) {
    model.does(repeatsWhatItReads("find_customer", "{\"query\":\"ben\"}"));
    var response = door.ask(world, ana, "tools-" + door, "Find Ben");

    assertThat(door.text(response)).contains("There is no such tool");
    assertThat(response.body()).doesNotContain("\"outcome\":\"rows\"");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void everyAnswerIsInTheAuditWithWhatWasRead(Door door) {
    model.does(repeatsWhatItReads("list_invoices", "{\"limit\":3}"));
    var response = door.ask(world, ana, "audit-" + door, "My invoices?");

    assertThat(entries("actor || ' ' || action || ' ' || row_count", response))
        .containsExactly("ana answer 0", "ana list_invoices 3");
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void nothingIsShownOfWhatCannotBeWrittenDown(Door door) {
    model.does(repeatsWhatItReads("list_invoices", "{\"limit\":3}"));
    world.database.execute("REVOKE EXECUTE ON FUNCTION ringfence.audit_append FROM ringfence_app");
    try {
      var response = door.ask(world, ana, "unwritten-" + door, "My invoices?");
      assertThat(response.body()).contains("audit_unavailable");
      assertThat(door.text(response)).isEmpty();
    } finally {
      world.database.execute("GRANT EXECUTE ON FUNCTION ringfence.audit_append TO ringfence_app");
    }
  }

  @Test
  void rowsThatAnOpenPolicyLetsThroughAreDroppedAtEveryDoor() {
    try (ServiceWorld open = new ServiceWorld(Optional.of(model.baseUrl()), false)) {
      open.database.execute("ALTER POLICY customer_rows ON demo.invoice USING (true)");
      List<String> foreign =
          world.rows(
              "SELECT number FROM demo.invoice JOIN demo.customer USING (tenant_id, customer_id)"
                  + " WHERE name NOT LIKE 'Ana%'");
      for (Door door : answering()) {
        model.does(repeatsWhatItReads("list_invoices", "{\"limit\":20}"));
        String answer =
            door.text(door.ask(open, open.tokenOf("acme", "ana"), "f-" + door, "My invoices?"));
        assertThat(answer).as("%s", door).contains("number");
        assertThat(foreign).as("%s", door).isNotEmpty().noneMatch(answer::contains);
        assertThat(foreign).as("%s", door).noneMatch(model.received()::contains);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void modelIsStoppedWhenItsReaderHasGone(Door door) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    model.does((request, reply) -> stopped.complete(isCutOff(reply, asked)));

    try (Socket socket = new Socket("127.0.0.1", world.service.port())) {
      String body = door.body("gone-" + door, "Tell me everything.");
      String request =
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: %s\r\n"
              + "Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s";
      socket
          .getOutputStream()
          .write(
              request.formatted(door.path, door.accept, ana, body.length(), body).getBytes(UTF_8));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(stopped.get(30, TimeUnit.SECONDS)).as("stopped before its end").isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "MCP")
  void answerEndsWhenWhoeverAskedLosesTheirPlace(Door door) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    model.does((request, reply) -> stopped.complete(isCutOff(reply, asked)));
    String ben = world.tokenOf("acme", "ben");
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> door.ask(world, ben, "out-" + door, "Go on"));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    world.database.execute(
        "UPDATE ringfence.membership SET status = 'removed' WHERE subject = 'ben'");
    try {
      assertThat(answer.get(30, TimeUnit.SECONDS).body()).contains("member_removed");
      assertThat(stopped.get(30, TimeUnit.SECONDS)).as("stopped before its end").isTrue();
    } finally {
      world.database.execute(
          "UPDATE ringfence.membership SET status = 'active' WHERE subject = 'ben'");
      Eventually.holds(() -> world.request("GET", "/v1/me", ben, null, "*/*").statusCode() == 200);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void answerIsKeptByNobody(Door door) {
    model.does((request, reply) -> reply.text("Hello.").end());
    assertPrivate(door.ask(world, ana, "kept-" + door, "Hi"));
  }

  private static void assertPrivate(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("cache-control").orElse(""))
        .contains("private", "no-store");
    assertThat(response.headers().firstValue("vary")).contains("Authorization, Origin");
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
  }

  private static ScriptedModel.Script repeatsWhatItReads(String tool, String arguments) {
    return (request, reply) -> {
      var results = ScriptedModel.results(request);
      if (results.isEmpty()) {
        reply.call(tool, arguments).end();
      } else {
        reply.text(String.join("\n", results)).end();
      }
    };
  }

  /** Talks until nobody listens any more, and says whether that was before its end. */
  private static boolean isCutOff(ScriptedModel.Reply reply, CountDownLatch asked) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    try {
      while (System.nanoTime() < until) {
        reply.text("and on ");
        asked.countDown();
        Thread.sleep(20);
      }
      return false;
    } catch (IOException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the audit has of a request. */
  private static List<String> entries(String columns, HttpResponse<String> response) {
    String id = response.headers().firstValue("X-Request-Id").orElseThrow();
    return world.rows(
        "SELECT "
            + columns
            + " FROM ringfence.audit_entry WHERE request_id = '"
            + id
            + "' ORDER BY number");
  }
}
