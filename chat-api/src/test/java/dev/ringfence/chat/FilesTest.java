package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilesTest {
  private static final String GARDEN =
      "Our garden shed is painted in the colour Verdigris 4711 and has two windows.";

  private static ServiceWorld world;
  private static Uploads uploads;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
    uploads = new Uploads(world);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void whatSomebodyBringsAnswersTheirQuestionsAndNobodyElses() {
    String question = "Which colour is the garden shed painted in?";
    JsonNode brought = uploads.text("/v1/files", token("ana"), "shed.txt", GARDEN);

    assertThat(brought.path("outcome").asText()).isEqualTo("stored");
    JsonNode answer = world.ask(token("ana"), question).path("message");
    assertThat(answer.path("text").asText()).contains("Verdigris 4711");
    assertThat(answer.path("scope").asText()).isEqualTo("account");
    for (String other :
        List.of(
            token("ben"),
            token("sam"),
            world.tokenOf("globex", "gil"),
            world.visitorToken("pk_demo_acme"))) {
      assertThat(world.ask(other, question).toString()).doesNotContain("Verdigris");
    }
  }

  @Test
  void aFileIsListedReadAndRemovedByItsOwner() {
    String id = uploaded("ben", "porch.txt", "The porch has three steps.");

    assertThat(get("/v1/files", "ben").path("files"))
        .filteredOn(file -> file.path("id").asText().equals(id))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.path("name").asText()).isEqualTo("porch.txt");
              assertThat(file.path("title").asText()).isEqualTo("Porch");
              assertThat(file.path("mediaType").asText()).isEqualTo("text/plain");
            });
    assertThat(get("/v1/files/" + id, "ben").path("parts").path(0).path("text").asText())
        .isEqualTo("The porch has three steps.");
    assertThat(request("DELETE", "/v1/files/" + id, "ben").statusCode()).isEqualTo(204);
    assertThat(request("GET", "/v1/files/" + id, "ben").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ben", "sam", "cleo"})
  void anothersFileAndOneThatIsNotLookTheSame(String other) {
    String id = uploaded("ana", "cellar.txt", "The cellar door is green, says " + other);
    String missing = "00000000-0000-4000-8000-000000000000";

    for (String method : List.of("GET", "DELETE")) {
      assertThat(withoutRequestId(request(method, "/v1/files/" + id, other)))
          .isEqualTo(withoutRequestId(request(method, "/v1/files/" + missing, other)));
    }
    assertThat(get("/v1/files", other).toString()).doesNotContain(id).doesNotContain("cellar.txt");
    assertThat(request("GET", "/v1/files/" + id, "ana").statusCode()).isEqualTo(200);
  }

  @Test
  void staffDoNotSeeCustomersFilesAmongTheDocuments() {
    String id = uploaded("ana", "attic.txt", "The attic has a hatch.");

    assertThat(get("/v1/documents?limit=99", "sam").toString()).doesNotContain(id);
    assertThat(request("GET", "/v1/documents/" + id, "sam").statusCode()).isEqualTo(404);
    assertThat(request("DELETE", "/v1/documents/" + id, "sam").statusCode()).isEqualTo(404);
  }

  @Test
  void aFormIsTakenLikeABody() {
    HttpResponse<String> response =
        uploads.form("/v1/files", token("cleo"), "C:\\fakepath\\roof.md", "# Roof\n\nIt is flat.");

    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode document = ServiceWorld.json(response).path("document");
    assertThat(document.path("name").asText()).isEqualTo("roof.md");
    assertThat(document.path("title").asText()).isEqualTo("Roof");
    assertThat(document.path("mediaType").asText()).isEqualTo("text/markdown");
  }

  @Test
  void theSameFileAgainChangesNothing() {
    String id = uploaded("cleo", "fence.txt", "The fence is one metre high.");

    HttpResponse<String> again =
        uploads.raw(
            "/v1/files",
            token("cleo"),
            "fence.txt",
            "text/plain",
            "The fence is one metre high.".getBytes(UTF_8));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(ServiceWorld.json(again).path("outcome").asText()).isEqualTo("unchanged");
    assertThat(ServiceWorld.json(again).path("document").path("id").asText()).isEqualTo(id);
  }

  @Test
  void whoAsksForEventsIsToldHowFarItIs() {
    String text = "A paragraph about the garden and its many plants. ".repeat(400);

    HttpResponse<String> response =
        uploads.send(
            "/v1/files?name=long.txt",
            token("ana"),
            "text/plain",
            text.getBytes(UTF_8),
            "text/event-stream");

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    List<String> events =
        Arrays.stream(response.body().split("\n\n"))
            .filter(frame -> frame.startsWith("event: "))
            .toList();
    assertThat(events.getFirst()).isEqualTo("event: progress\ndata: {\"passages\":0,\"of\":0}");
    assertThat(events.get(1)).startsWith("event: progress\ndata: {\"passages\":16,");
    assertThat(events.getLast())
        .startsWith("event: done\ndata: {\"outcome\":\"stored\",\"document\":{");
  }

  @Test
  void whatCannotBeReadIsSaidInTheEventsToo() {
    HttpResponse<String> response =
        uploads.send(
            "/v1/files?name=broken.pdf",
            token("ana"),
            "application/pdf",
            "no pdf at all".getBytes(UTF_8),
            "text/event-stream");

    assertThat(response.body()).contains("event: error\ndata: {").contains("document_broken");
  }

  @ParameterizedTest
  @CsvSource({
    "broken.pdf, application/pdf, no pdf at all, 422, document_broken",
    "picture.png, image/png, not read, 415, document_unsupported",
    "empty.txt, text/plain, '   ', 422, document_empty",
    "'', text/plain, some text, 422, parameter_invalid",
    "'a\u202Etxt.exe', text/plain, some text, 422, parameter_invalid",
    "form, multipart/form-data; boundary=x, no form, 422, parameter_invalid",
    "form, multipart/form-data, no boundary, 400, form_malformed"
  })
  void whatIsWrongIsNamed(String name, String type, String content, int status, String code) {
    HttpResponse<String> response =
        uploads.raw("/v1/files", token("ana"), name, type, content.getBytes(UTF_8));

    assertThat(ServiceWorld.json(response).path("code").asText()).isEqualTo(code);
    assertThat(response.statusCode()).isEqualTo(status);
  }

  private static String token(String user) {
    return world.tokenOf("acme", user);
  }

  private static String uploaded(String user, String name, String text) {
    return uploads.text("/v1/files", token(user), name, text).path("document").path("id").asText();
  }

  private static JsonNode get(String path, String user) {
    return ServiceWorld.json(request("GET", path, user));
  }

  private static HttpResponse<String> request(String method, String path, String user) {
    return world.request(method, path, token(user), null, "application/json");
  }

  private static String withoutRequestId(HttpResponse<String> response) {
    return response.statusCode()
        + response.body().replaceAll("\"requestId\":\"[^\"]+\"", "\"requestId\":\"\"");
  }
}
