package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The SDKs that people use, as they are published, against the service, in their current and their
 * previous major version. Their packages stand in {@code target/sdks}, where {@code .ci/run}
 * installs them.
 */
class SdkTest {
  private static final Path MODULE =
      Path.of(System.getProperty("ringfence.build.root")).resolve("chat-api");

  private static final Path SCRIPTS = MODULE.resolve("src/sdk-test/node");
  private static final Path PLACE = MODULE.resolve("target/sdks");
  private static final Pattern SUMMARY = Pattern.compile("# (tests|pass|skipped|todo) (\\d+)");

  private static final AtomicInteger leftAlone = new AtomicInteger();
  private static ScriptedModel model;
  private static ServiceWorld world;

  @BeforeAll
  static void start() throws IOException {
    assertThat(PLACE.resolve("node_modules"))
        .as(
            "The profile sdks needs the packages of chat-api/src/sdk-test/node/package.json:"
                + " run .ci/run, or leave the profile out.")
        .isDirectory();
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.filter(file -> file.toString().endsWith(".mjs")).toList()) {
        Files.copy(
            script, PLACE.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    model = new ScriptedModel();
    model.does(SdkTest::answer);
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "openai.mjs, current, 14, 1",
    "openai.mjs, previous, 14, 1",
    "ai.mjs, current, 11, 0",
    "ai.mjs, previous, 11, 0",
    "chat.mjs, current, 5, 1",
    "chat.mjs, previous, 5, 1",
    "mcp.mjs, current, 9, 0",
    "mcp.mjs, previous, 9, 0"
  })
  void sdkTalksSeveralTurnsLong(String script, String version, int tests, int left)
      throws Exception {
    leftAlone.set(0);
    String output = node(script, version);

    List<String> summary = new ArrayList<>();
    Matcher matcher = SUMMARY.matcher(output);
    while (matcher.find()) {
      summary.add(matcher.group(1) + " " + matcher.group(2));
    }
    assertThat(summary)
        .as(output)
        .containsExactly("tests " + tests, "pass " + tests, "skipped 0", "todo 0");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (leftAlone.get() < left && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(leftAlone).as("answers that nobody read to the end").hasValue(left);
  }

  /** Each of them was decided about, which the service's own page tells. */
  @Test
  void everyParameterThatTheSdksSendIsKnown() throws IOException {
    JsonNode known =
        ServiceWorld.JSON
            .readTree(
                Files.readString(
                    MODULE.resolve("src/main/resources/schemas/chat-completions.json")))
            .get("properties");
    for (String version : List.of("openai", "openai-previous")) {
      String types =
          Files.readString(
              PLACE.resolve(
                  "node_modules/" + version + "/resources/chat/completions/completions.d.ts"));
      int begin = types.indexOf("export interface ChatCompletionCreateParamsBase {");
      String body = types.substring(begin, types.indexOf("\n}", begin));
      List<String> names =
          Pattern.compile("(?m)^    (\\w+)\\??:")
              .matcher(body)
              .results()
              .map(m -> m.group(1))
              .toList();
      assertThat(names).contains("messages", "temperature", "stream");
      assertThat(names).as(version).allMatch(known::has);
    }
  }

  private static String node(String script, String version) throws Exception {
    Path output = PLACE.resolve(script + "." + version + ".log");
    ProcessBuilder command =
        new ProcessBuilder(program().toString(), "--test-reporter=tap", script)
            .directory(PLACE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().put("RINGFENCE_SDK", version);
    command.environment().put("RINGFENCE_URL", "http://127.0.0.1:" + world.service.port());
    command.environment().put("RINGFENCE_USER_TOKEN", world.tokenOf("acme", "ana"));
    command.environment().put("RINGFENCE_VISITOR_TOKEN", world.visitorToken("pk_demo_acme"));
    command.environment().put("RINGFENCE_EMAIL", email());
    command.environment().put("RINGFENCE_TOKENS", tokens());
    Process process = command.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  /** Tokens of people who must not see each other's rows, by their names. */
  private static String tokens() {
    ObjectNode tokens = ServiceWorld.JSON.createObjectNode();
    for (String person : List.of("acme/ana", "acme/ben", "acme/sam", "globex/stu")) {
      String[] parts = person.split("/");
      tokens.put(parts[1], world.tokenOf(parts[0], parts[1]));
    }
    return tokens.toString();
  }

  /** The one that was installed with the packages, since the machine's own may be too old. */
  private static Path program() throws IOException {
    try (Stream<Path> installed = Files.list(PLACE.resolve("node_modules"))) {
      return installed
          .filter(folder -> folder.getFileName().toString().startsWith("node-"))
          .map(folder -> folder.resolve("bin/node"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(Path.of("node"));
    }
  }

  /** Says what it was told, unless it is asked for something else. */
  private static void answer(JsonNode request, ScriptedModel.Reply reply) throws IOException {
    List<String> asked = new ArrayList<>();
    int answered = 0;
    for (JsonNode message : request.get("messages")) {
      switch (message.path("role").asText()) {
        case "user" -> asked.add(message.path("content").asText());
        case "assistant" -> answered += message.path("content").asText("").isEmpty() ? 0 : 1;
        default -> {}
      }
    }
    String question = asked.getLast();
    if (question.startsWith("profile") && ScriptedModel.results(request).isEmpty()) {
      reply.call("my_profile", "{}").end();
    } else if (question.startsWith("profile")) {
      reply.text(String.join("\n", ScriptedModel.results(request))).end();
    } else if (question.equals("break")) {
      reply.text("Half an answer.\n\n").raw("data: {nonsense\n\n");
    } else if (question.equals("endless")) {
      talk(reply);
    } else {
      reply
          .text("Asked: " + String.join(" / ", asked))
          .text(". Answered before: " + answered + ".")
          .end();
    }
  }

  private static void talk(ScriptedModel.Reply reply) {
    try {
      for (int i = 0; i < 500; i++) {
        reply.text("and on ");
        Thread.sleep(20);
      }
    } catch (IOException e) {
      leftAlone.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String email() {
    try (var connection = world.database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT email FROM demo.customer WHERE name LIKE 'Ana%'")) {
      rows.next();
      return rows.getString(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
