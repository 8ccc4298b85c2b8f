package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff learn of the answers that their knowledge base gave, and of those that it did not. */
final class UnansweredTest {
  private static final String OPEN = "Do you sell quantum entanglement?";

  private static ServiceWorld world;
  private static Uploads uploads;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
    uploads = new Uploads(world);
  }

  @BeforeEach
  void empty() {
    world.database.execute("TRUNCATE ringfence.asked, ringfence.document_use");
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void whatNothingWasFoundForIsToldStaffOnceForEqualQuestions() {
    for (String reader : List.of(visitor(), ana(), sam())) {
      world.ask(reader, OPEN);
    }
    world.ask(ana(), "Do you sell perpetual motion machines?");

    JsonNode questions = get("/v1/documents/unanswered").path("questions");
    assertThat(questions).hasSize(2);
    assertThat(questions.path(0).path("question").asText()).isEqualTo(OPEN);
    assertThat(questions.path(0).path("times").asInt()).isEqualTo(3);
    assertThat(questions.path(1).path("times").asInt()).isOne();
    assertThat(questions.toString()).doesNotContain(world.rows(owners()).getFirst());
  }

  @Test
  void nobodyElseIsTold() {
    world.ask(ana(), OPEN);

    assertThat(request("GET", "/v1/documents/unanswered", ana()).statusCode()).isEqualTo(403);
    assertThat(request("GET", "/v1/documents/unanswered", world.tokenOf("globex", "stu")).body())
        .isEqualTo("{\"questions\":[],\"next\":null}");
  }

  @Test
  void aQuestionIsKeptMaskedAndWithoutItsNumbers() {
    world.ask(
        ana(), "Do you sell quantum entanglement to zoe@example.org and to max@example.org?\nNow?");

    assertThat(world.rows("SELECT question FROM ringfence.asked"))
        .containsExactly("Do you sell quantum entanglement to [EMAIL] and to [EMAIL]? Now?");
  }

  @Test
  void aLongQuestionIsCut() {
    world.ask(ana(), "Quantum entanglement 😀? ".repeat(100));

    assertThat(world.rows("SELECT length(question) FROM ringfence.asked"))
        .hasSize(1)
        .allSatisfy(length -> assertThat(Integer.parseInt(length)).isBetween(490, 500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello!", "Thank you", "When are you open?", "Show me my invoices"})
  void whatIsAnsweredOrOnlyPoliteIsNotKept(String question) {
    world.ask(ana(), question);

    assertThat(world.rows("SELECT question FROM ringfence.asked")).isEmpty();
  }

  @Test
  void staffRemoveAGroup() {
    world.ask(ana(), OPEN);
    world.ask(visitor(), OPEN);
    String id = get("/v1/documents/unanswered").at("/questions/0/id").asText();
    String stu = world.tokenOf("globex", "stu");

    assertThat(request("DELETE", "/v1/documents/unanswered/" + id, stu).statusCode())
        .isEqualTo(404);
    assertThat(request("DELETE", "/v1/documents/unanswered/" + id, sam()).statusCode())
        .isEqualTo(204);
    assertThat(request("DELETE", "/v1/documents/unanswered/" + id, sam()).statusCode())
        .isEqualTo(404);
    assertThat(world.rows("SELECT question FROM ringfence.asked")).isEmpty();
  }

  @Test
  void questionsWithTheSameWordsAreOne() {
    for (String question :
        List.of("Do you repair boats?", "do you repair  BOATS", "Do you repair boots?")) {
      world.database.execute(
          "INSERT INTO ringfence.asked SELECT id, gen_random_uuid(), gen_random_uuid(), '"
              + question
              + "', now() FROM ringfence.tenant WHERE slug = 'acme'");
    }

    JsonNode groups = get("/v1/documents/unanswered").path("questions");
    assertThat(groups).hasSize(2);
    assertThat(groups.path(0).path("question").asText()).isEqualTo("do you repair  BOATS");
    assertThat(groups.path(0).path("times").asInt()).isEqualTo(2);
    String id = groups.path(0).path("id").asText();
    assertThat(request("DELETE", "/v1/documents/unanswered/" + id, sam()).statusCode())
        .isEqualTo(204);
    assertThat(world.rows("SELECT question FROM ringfence.asked"))
        .containsExactly("Do you repair boots?");
  }

  @Test
  void theListHasEachQuestionOnceOverItsPages() {
    for (int i = 0; i < 5; i++) {
      world.database.execute(
          "INSERT INTO ringfence.asked SELECT id, gen_random_uuid(), gen_random_uuid(), 'question "
              + i
              + "', now() FROM ringfence.tenant CROSS JOIN generate_series(0, "
              + i / 2
              + ")");
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get("/v1/documents/unanswered?limit=2" + after);
      page.path("questions").forEach(each -> seen.add(each.path("question").asText()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
    } while (!after.isEmpty());

    assertThat(seen).hasSize(5).doesNotHaveDuplicates().startsWith("question 4");
    assertThat(
            request(
                    "GET",
                    "/v1/documents/unanswered?after=11111111-1111-1111-1111-111111111111",
                    sam())
                .statusCode())
        .isEqualTo(422);
  }

  /** Of questions that are past their time, and of what no clock has made. */
  @Test
  void whatIsPastItsTimeIsNeitherShownNorKept() {
    for (int days : List.of(-91, 3)) {
      world.database.execute(
          "INSERT INTO ringfence.asked SELECT id, gen_random_uuid(), gen_random_uuid(), 'old', now() + interval '"
              + days
              + " days' FROM ringfence.tenant");
    }

    assertThat(get("/v1/documents/unanswered").path("questions")).isEmpty();
    try (ServiceWorld fresh = new ServiceWorld(world, Optional.empty())) {
      fresh.ask(fresh.tokenOf("acme", "ana"), OPEN);
    }
    assertThat(world.rows("SELECT question FROM ringfence.asked")).containsExactly(OPEN);
  }

  @Test
  void noAnswerFailsBecauseItCouldNotBeNoted() {
    world.database.execute("ALTER TABLE ringfence.asked ADD CONSTRAINT never CHECK (false)");
    try {
      assertThat(world.ask(ana(), OPEN).path("message").path("scope").asText()).isEqualTo("none");
    } finally {
      world.database.execute("ALTER TABLE ringfence.asked DROP CONSTRAINT never");
    }
  }

  @Test
  void aDocumentSaysHowOftenItAnswered() {
    uploads.text(
        "/v1/documents?visibility=public",
        sam(),
        "gate.txt",
        "The garden gate opens with MARIGOLD.");
    uploads.text("/v1/documents", sam(), "idle.txt", "Nobody asks for the zebra.");

    for (String reader : List.of(visitor(), ana())) {
      world.ask(reader, "With what does the garden gate open?");
    }

    JsonNode used = get("/v1/documents?sort=used&limit=99").path("documents");
    assertThat(named(used, "gate.txt").path("answers").asInt()).isEqualTo(2);
    assertThat(named(used, "gate.txt").path("lastAnswerAt").asText()).isNotEmpty();
    assertThat(named(used, "idle.txt").path("answers").asInt()).isZero();
    assertThat(named(used, "idle.txt").path("lastAnswerAt").isNull()).isTrue();
    List<Integer> answers = new ArrayList<>();
    used.forEach(each -> answers.add(each.path("answers").asInt()));
    assertThat(answers).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void whatDidNotChangeForLongIsStale() {
    uploads.text("/v1/documents", sam(), "old.txt", "An old word.");
    world.database.execute(
        "UPDATE ringfence.document SET updated_at = now() - interval '181 days' WHERE source_name = 'old.txt'");

    JsonNode first = get("/v1/documents?sort=stale&limit=1").at("/documents/0");
    assertThat(first.path("name").asText()).isEqualTo("old.txt");
    assertThat(first.path("stale").asBoolean()).isTrue();
    assertThat(
            get("/v1/documents?sort=stale&staleDays=182&limit=1")
                .at("/documents/0/stale")
                .asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"sort=name, sort", "staleDays=0, staleDays", "staleDays=x, staleDays"})
  void aWrongOrderIsRefused(String query, String field) {
    HttpResponse<String> response = request("GET", "/v1/documents?" + query, sam());

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(ServiceWorld.json(response).at("/errors/0/field").asText()).isEqualTo("/" + field);
  }

  private static JsonNode named(JsonNode documents, String name) {
    for (JsonNode document : documents) {
      if (document.path("name").asText().equals(name)) {
        return document;
      }
    }
    throw new AssertionError("there is no " + name + " in " + documents);
  }

  private static String owners() {
    return "SELECT owner_id FROM ringfence.asked";
  }

  private static String visitor() {
    return world.visitorToken("pk_demo_acme");
  }

  private static String ana() {
    return world.tokenOf("acme", "ana");
  }

  private static String sam() {
    return world.tokenOf("acme", "sam");
  }

  private static JsonNode get(String path) {
    return ServiceWorld.json(request("GET", path, sam()));
  }

  private static HttpResponse<String> request(String method, String path, String token) {
    return world.request(method, path, token, null, "application/json");
  }
}
