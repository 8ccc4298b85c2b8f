package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.Ingested;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Visibility;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way by which a text reaches the model's server, with a value of each kind on it; and what
 * the log, the metrics and the audit have of it, which is nothing either.
 */
final class ChannelsTest {
  private static final String SECRET = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";

  /** A value of each kind, by what of it may stand nowhere. */
  private static final List<String> VALUES =
      List.of(
          "zq.canary@example.com",
          "+49 30 23125 077",
          "4111 1111 1111 1111",
          "DE89 3704 0044 0532 0130 00",
          "536-22-8726",
          SECRET);

  private static final String ALL =
      "mail zq.canary@example.com, call +49 30 23125 077, card 4111 1111 1111 1111,"
          + " IBAN DE89 3704 0044 0532 0130 00, SSN 536-22-8726, key "
          + SECRET;

  private static ScriptedModel model;
  private static ServiceWorld world;
  private static String ana;

  /** What shows that a value was on the way and was masked. */
  private static final String MASKED = "[EMAIL_1]";

  /**
   * One way, prepared by what it does before the question and by what the model calls.
   *
   * @param proof what the model or the person gets, which shows that the way was gone
   */
  private record Channel(
      String name, Runnable before, String question, ScriptedModel.Script script, String proof) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world =
        new ServiceWorld(
            new ModelSettings(model.baseUrl(), "", "scripted", Duration.ofSeconds(5)), tools(""));
    ana = world.tokenOf("acme", "ana");
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  /** The demo's tools, and one that always fails, in words that quote a row. */
  private static ToolFile tools(String words) {
    try (InputStream file = ServiceWorld.class.getResourceAsStream("/demo/tools.yaml")) {
      String demo = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return ToolFile.parse(
          "tools.yaml",
          (demo
                  + """
                  ---
                  kind: tool
                  name: failing
                  type: postgres-sql
                  source: demo
                  description: One that fails%s.
                  statement: |
                    SELECT CAST(subject AS integer) AS figure FROM demo.support_ticket LIMIT 1
                  annotations: {readOnlyHint: true}
                  x-ringfence:
                    label: Failing
                    access: [customer]
                    result:
                      figure: {type: integer, label: Figure}
                  """
                      .formatted(words))
              .getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Channel> channels() {
    Runnable nothing = () -> {};
    ScriptedModel.Script hello = (request, reply) -> reply.text("Hello.").end();
    return Stream.of(
        new Channel("the question", nothing, ALL, hello, MASKED),
        new Channel("the name of the conversation", nothing, "Hello", hello, "Hello"),
        new Channel(
            "what the person wrote before", () -> say("again", ALL), "Go on.", hello, MASKED),
        new Channel(
            "what the model wrote before",
            () -> {
              model.does((request, reply) -> reply.text(ALL).end());
              say("again", "Hello");
            },
            "Go on.",
            hello,
            MASKED),
        new Channel("what the model says and then calls", nothing, "Hello", saysAndCalls(), MASKED),
        new Channel(
            "arguments", nothing, "Hello", calls("list_tickets", json("status", ALL)), MASKED),
        new Channel(
            "arguments of a search",
            nothing,
            "Hello",
            calls("search_knowledge", json("query", ALL)),
            MASKED),
        new Channel(
            "keys of arguments", nothing, "Hello", calls("list_tickets", json(ALL, "x")), MASKED),
        new Channel(
            "arguments that are no JSON",
            nothing,
            "Hello",
            calls("list_tickets", "{" + ALL),
            "refused"),
        new Channel("the name of a tool", nothing, "Hello", calls(ALL, "{}"), "unknown_tool"),
        new Channel(
            "a row",
            () -> ticket("body", ALL),
            "Hello",
            calls("list_tickets", "{\"limit\":20}"),
            MASKED),
        new Channel(
            "the title of a row",
            () -> ticket("subject", ALL),
            "Hello",
            calls("list_tickets", "{\"limit\":20}"),
            MASKED),
        new Channel(
            "a failure that quotes a row",
            () -> ticket("subject", ALL),
            "Hello",
            calls("failing", "{}"),
            "\"failed\""),
        new Channel(
            "a document's name, title, headings, address and text",
            ChannelsTest::document,
            "Hello",
            calls("search_knowledge", "{\"query\":\"The rule about the blue lighthouse\"}"),
            MASKED));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void noValueReachesTheModelTheLogTheMetricsOrTheAudit(Channel channel) {
    String conversation =
        channel.name().contains("name of the conversation")
            ? ALL.substring(0, Question.MAX_ID)
            : "c-" + channel.name();
    channel.before().run();
    model.does(channel.script());
    try (LogCapture log = LogCapture.open()) {
      String talk = channel.name().endsWith("wrote before") ? "again" : conversation;
      var response = world.chat(ana, talk, channel.question(), "application/json");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(model.received() + response.body()).contains(channel.proof());
      assertThat(VALUES).as("at the model").noneMatch(value -> stands(value, model.received()));
      assertThat(VALUES).as("in the log").noneMatch(value -> stands(value, log.text()));
    }
    assertThat(VALUES).as("in the metrics").noneMatch(value -> stands(value, metrics()));
    assertThat(VALUES).as("in the audit").noneMatch(value -> stands(value, audit()));
  }

  @Test
  void whatIsLookedForIsFoundWhereItIs() {
    assertThat(VALUES).allMatch(value -> stands(value, ALL));
    assertThat(VALUES).allMatch(value -> stands(value, json("x", ALL)));
  }

  @Test
  void valueInAnAddressOfARequestIsNeitherLoggedNorALabel() {
    try (LogCapture log = LogCapture.open()) {
      for (String value : VALUES) {
        String written = URLEncoder.encode(value, UTF_8).replace("+", "%20");
        world.request("GET", "/v1/conversations/" + written, ana, null, "*/*");
        world.request("GET", "/v1/me?q=" + written, ana, null, "*/*");
        world.request("GET", "/" + written, null, null, "*/*");
        assertThat(log.text()).doesNotContain(written);
        assertThat(metrics()).doesNotContain(written);
        assertThat(audit()).doesNotContain(written);
      }
      assertThat(VALUES).noneMatch(value -> stands(value, log.text() + metrics() + audit()));
    }
  }

  @Test
  void failureIsLoggedByItsPlaceInTheCodeAndNotByItsWords() {
    try (LogCapture log = LogCapture.open()) {
      var failure = new IllegalStateException("read " + ALL, new NumberFormatException(ALL));
      org.slf4j.LoggerFactory.getLogger("dev.ringfence.chat.Test")
          .error("request failed", LoggedFailure.of(failure));
      assertThat(log.text())
          .contains("IllegalStateException", "NumberFormatException", "ChannelsTest.java");
      assertThat(VALUES).noneMatch(value -> stands(value, log.text()));
    }
  }

  static Stream<Arguments> words() {
    return VALUES.stream().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("words")
  void toolWhoseOwnWordsHoldAValueDoesNotLoad(String value) {
    var settings = new ModelSettings(model.baseUrl(), "", "scripted", Duration.ofSeconds(5));
    String said = value.startsWith("536") ? "SSN " + value : value;
    assertThatThrownBy(() -> new ServiceWorld(settings, tools(" (ask " + said + ")")))
        .hasMessageContaining("goes to the model as it is")
        .satisfies(e -> assertThat(stands(value, String.valueOf(e.getMessage()))).isFalse());
  }

  private static ScriptedModel.Script calls(String tool, String arguments) {
    return (request, reply) -> {
      if (ScriptedModel.results(request).isEmpty()) {
        reply.call(tool, arguments).end();
      } else {
        reply.text("Done.").end();
      }
    };
  }

  private static ScriptedModel.Script saysAndCalls() {
    return (request, reply) -> {
      if (ScriptedModel.results(request).isEmpty()) {
        reply.text(ALL).call("list_tickets", "{}").end();
      } else {
        reply.text("Done.").end();
      }
    };
  }

  private static String json(String key, String value) {
    return ServiceWorld.JSON.createObjectNode().put(key, value).toString();
  }

  private static void say(String conversation, String text) {
    world.request("DELETE", "/v1/conversations/" + conversation, ana, null, "*/*");
    world.chat(ana, conversation, text, "application/json");
  }

  private static void ticket(String column, String value) {
    world.database.execute("UPDATE demo.support_ticket SET " + column + " = '" + value + "'");
  }

  private static void document() {
    String[] ids =
        one("SELECT concat_ws(' ', m.tenant_id, m.member_id) FROM ringfence.membership m"
                + " JOIN ringfence.tenant t ON t.id = m.tenant_id"
                + " WHERE t.slug = 'acme' AND m.subject = 'sam'")
            .split(" ");
    String text =
        "# The blue lighthouse, "
            + ALL
            + "\n\n## Rule for "
            + ALL
            + "\n\nThe rule about the blue lighthouse: "
            + ALL
            + ".\n";
    var stored =
        world
            .service
            .documents()
            .ingest(
                new Principal.Staff(UUID.fromString(ids[0]), UUID.fromString(ids[1])),
                new NewDocument(
                    ALL + ".md",
                    "text/markdown",
                    text.getBytes(UTF_8),
                    Visibility.PUBLIC,
                    null,
                    null,
                    "https://docs.example.com/" + URLEncoder.encode(ALL, UTF_8)),
                (done, total) -> {});
    assertThat(stored).isInstanceOf(Ingested.Stored.class);
  }

  /** Whether a value stands in a text, however its parts are set apart. */
  private static boolean stands(String value, String text) {
    return text.replaceAll("[\\s-]", "").contains(value.replaceAll("[\\s-]", ""));
  }

  private static String metrics() {
    return world.request("GET", "/metrics", null, null, "*/*").body();
  }

  private static String audit() {
    return one("SELECT coalesce(string_agg(e::text, E'\\n'), '') FROM ringfence.audit_entry e");
  }

  private static String one(String sql) {
    try (var connection = world.database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
