package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentsApiTest {
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

  @ParameterizedTest
  @CsvSource({
    "public, true true true true",
    "tenant, false true true true",
    "'', false true true true",
    "customer, false true false true"
  })
  void aDocumentAnswersThoseItIsFor(String visibility, String expected) {
    String secret = "Marigold" + (visibility.isEmpty() ? "none" : visibility);
    String query =
        "/v1/documents?title=Garden&url=/garden"
            + (visibility.isEmpty() ? "" : "&visibility=" + visibility)
            + (visibility.equals("customer") ? "&customer=" + customer("ana") : "");

    uploads.text(
        query, sam(), "garden-" + secret + ".txt", "The word of the garden gate is " + secret);

    List<Boolean> found = new ArrayList<>();
    for (String reader :
        List.of(
            world.visitorToken("pk_demo_acme"),
            world.tokenOf("acme", "ana"),
            world.tokenOf("acme", "ben"),
            sam())) {
      found.add(
          world.ask(reader, "What is the word of the garden gate?").toString().contains(secret));
    }
    assertThat(found)
        .isEqualTo(List.of(expected.split(" ")).stream().map(Boolean::valueOf).toList());
    assertThat(
            world
                .ask(world.tokenOf("globex", "stu"), "What is the word of the garden gate?")
                .toString())
        .doesNotContain(secret);
    delete("garden-" + secret + ".txt");
  }

  @Test
  void aDocumentOfTheSameNameIsReplaced() {
    String first = id(uploads.text("/v1/documents", sam(), "rules.txt", "Rule one: no shoes."));

    JsonNode second = uploads.text("/v1/documents", sam(), "rules.txt", "Rule one: no hats.");

    assertThat(id(second)).isEqualTo(first);
    assertThat(get("/v1/documents/" + first).path("parts").path(0).path("text").asText())
        .isEqualTo("Rule one: no hats.");
    assertThat(request("DELETE", "/v1/documents/" + first, sam()).statusCode()).isEqualTo(204);
    assertThat(request("DELETE", "/v1/documents/" + first, sam()).statusCode()).isEqualTo(404);
  }

  @Test
  void theListHasEachDocumentOnceOverItsPages() {
    for (int i = 0; i < 5; i++) {
      uploads.text("/v1/documents", sam(), "list-" + i + ".txt", "Entry number " + i);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get("/v1/documents?limit=2" + after);
      assertThat(page.path("documents").size()).isLessThanOrEqualTo(2);
      page.path("documents").forEach(document -> seen.add(document.path("name").asText()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
    } while (!after.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().contains("list-0.txt", "list-4.txt");
    assertThat(seen)
        .hasSize(
            Integer.parseInt(
                world
                    .rows(
                        "SELECT count(*) FROM ringfence.document d JOIN ringfence.tenant t ON t.id = d.tenant_id"
                            + " WHERE t.slug = 'acme' AND d.visibility <> 'private'")
                    .getFirst()));
  }

  @Test
  void staffOfAnotherTenantSeeAndRemoveNothing() {
    String stu = world.tokenOf("globex", "stu");
    String id = id(uploads.text("/v1/documents", sam(), "secret.txt", "The vault is in Bonn."));

    assertThat(request("GET", "/v1/documents/" + id, stu).statusCode()).isEqualTo(404);
    assertThat(request("DELETE", "/v1/documents/" + id, stu).statusCode()).isEqualTo(404);
    assertThat(request("GET", "/v1/documents?limit=99", stu).body()).doesNotContain(id);
    assertThat(get("/v1/documents/" + id).path("name").asText()).isEqualTo("secret.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "visibility=everybody, visibility",
    "visibility=private, visibility",
    "visibility=customer, customer",
    "visibility=public&customer=11111111-1111-1111-1111-111111111111, customer",
    "visibility=customer&customer=ana, customer",
    "url=javascript:alert(1), url",
    "url=//elsewhere.example, url"
  })
  void aWrongFieldIsNamed(String query, String field) {
    HttpResponse<String> response =
        uploads.raw("/v1/documents?" + query, sam(), "a.txt", "text/plain", "text".getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(ServiceWorld.json(response).path("errors").path(0).path("field").asText())
        .isEqualTo("/" + field);
  }

  @ParameterizedTest
  @CsvSource({"limit=0", "limit=100", "limit=x", "after=x", "limit=1&limit=2"})
  void aWrongPageIsRefused(String query) {
    assertThat(request("GET", "/v1/documents?" + query, sam()).statusCode()).isEqualTo(422);
  }

  @Test
  void theFieldsOfAFormAreTaken() {
    HttpResponse<String> response =
        uploads.form(
            "/v1/documents",
            sam(),
            "opening.md",
            "# Opening\n\nAt nine.",
            "visibility=public",
            "title=When we open",
            "url=https://acme.example/opening");

    JsonNode document = ServiceWorld.json(response).path("document");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(document.path("visibility").asText()).isEqualTo("public");
    assertThat(document.path("title").asText()).isEqualTo("When we open");
    assertThat(document.path("url").asText()).isEqualTo("https://acme.example/opening");
    delete("opening.md");
  }

  @Test
  void everyChangeIsInTheAudit() {
    String id = id(uploads.text("/v1/documents", sam(), "audited.txt", "For the audit."));
    get("/v1/documents/" + id);
    delete("audited.txt");

    assertThat(
            world.rows(
                "SELECT DISTINCT action FROM ringfence.audit_entry e WHERE array_to_string(e.row_keys, ' ') LIKE '%"
                    + id
                    + "%'"))
        .contains("ingest document", "read document", "delete document");
  }

  private static String sam() {
    return world.tokenOf("acme", "sam");
  }

  private static String customer(String user) {
    return world
        .rows(
            "SELECT m.member_id FROM ringfence.membership m JOIN ringfence.tenant t ON t.id = m.tenant_id"
                + " WHERE t.slug = 'acme' AND m.subject = '"
                + user
                + "'")
        .getFirst();
  }

  private static void delete(String name) {
    String id =
        world
            .rows("SELECT id FROM ringfence.document WHERE source_name = '" + name + "'")
            .getFirst();
    assertThat(request("DELETE", "/v1/documents/" + id, sam()).statusCode()).isEqualTo(204);
  }

  private static String id(JsonNode stored) {
    return stored.path("document").path("id").asText();
  }

  private static JsonNode get(String path) {
    return ServiceWorld.json(request("GET", path, sam()));
  }

  private static HttpResponse<String> request(String method, String path, String token) {
    return world.request(method, path, token, null, "application/json");
  }
}
