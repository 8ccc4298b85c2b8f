package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.database.Principal;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls against a real database, as everybody who could make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolRunnerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemoryVault vault = new InMemoryVault();
  private Shop shop;

  @BeforeAll
  void open() throws Exception {
    shop = Shop.open();
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @Test
  void aCustomerSeesTheirOwnRowsOnly() throws IOException {
    for (var owner : Shop.CUSTOMERS) {
      var rows = rows(Shop.customer(owner), "bills", "{\"limit\":20}").path("rows");

      assertThat(rows).hasSize(15);
      assertThat(rows).allSatisfy(row -> assertThat(row.path("number").asText()).startsWith(owner));
    }
  }

  @Test
  void staffSeeTheirTenantOnly() throws IOException {
    var numbers = new HashSet<String>();
    for (var row : rows(Shop.staff("red"), "bills", "{}").path("rows")) {
      numbers.add(row.path("number").asText().substring(0, 5));
    }

    assertThat(numbers).containsExactlyInAnyOrder("RED-A", "RED-B");
  }

  /** Whoever the row belongs to: what is not the caller's looks like what is not there. */
  @ParameterizedTest
  @CsvSource({
    "RED-B/01",
    "BLUE-A/01",
    "NOBODY/01",
    "red-a/01",
    "RED-A/01' OR '1'='1",
    "%",
    "RED-A/__"
  })
  void aForeignRowAndAMissingOneLookTheSame(String number) {
    var outcome = call(Shop.customer("RED-A"), "bill", "{\"number\":\"" + number + "\"}");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ToolOutcome.Rows.class,
            rows -> {
              assertThat(rows.json().value()).isEqualTo("{\"rows\":[],\"truncated\":false}");
              assertThat(rows.rows()).isZero();
              assertThat(rows.sources()).isEmpty();
            });
  }

  @Test
  void aForeignIdFindsNothing() throws IOException {
    var own = Shop.billId("RED-A", 1);
    var sibling = Shop.billId("RED-B", 1);
    var stranger = Shop.billId("BLUE-A", 1);

    assertThat(count(Shop.customer("RED-A"), own)).isEqualTo(1);
    assertThat(count(Shop.customer("RED-A"), sibling)).isZero();
    assertThat(count(Shop.customer("RED-A"), stranger)).isZero();
    assertThat(count(Shop.staff("red"), own)).isEqualTo(1);
    assertThat(count(Shop.staff("red"), sibling)).isEqualTo(1);
    assertThat(count(Shop.staff("red"), stranger)).isZero();
  }

  @Test
  void aPrincipalWhoOwnsNothingSeesNothing() throws IOException {
    for (var tool : List.of("bills", "me", "tagged", "small")) {
      var arguments = tool.equals("tagged") ? "{\"numbers\":[\"RED-A/01\",\"BLUE-A/01\"]}" : "{}";
      assertThat(rows(Shop.nobody(), tool, arguments).path("rows")).as(tool).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bills", "me", "remarks", "delete_everything", "", "Search", "bills "})
  void aToolOfAnotherRoleAndNoToolAtAllLookTheSame(String name) {
    var outcome = call(Shop.visitor("red"), name, "{}");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ToolOutcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("unknown_tool");
              assertThat(refused.message().value()).isEqualTo("There is no such tool.");
            });
  }

  @Test
  void aCustomerCannotReadRemarksAndStaffCan() throws IOException {
    assertThat(call(Shop.customer("RED-A"), "remarks", "{\"number\":\"RED-A\"}"))
        .isInstanceOf(ToolOutcome.Refused.class);
    var rows = rows(Shop.staff("red"), "remarks", "{\"number\":\"RED-A\"}").path("rows");
    assertThat(rows).hasSize(1);
    assertThat(rows.path(0).path("body").asText()).matches("remark on RED-A, \\[EMAIL_\\d+]");
    assertThat(rows(Shop.staff("blue"), "remarks", "{\"number\":\"RED-A\"}").path("rows"))
        .isEmpty();
  }

  @Test
  void everyTypeIsWrittenAsJson() throws IOException {
    var row =
        rows(Shop.customer("RED-A"), "bill", "{\"number\":\"RED-A/03\"}").path("rows").path(0);

    assertThat(call(Shop.customer("RED-A"), "bill", "{\"number\":\"RED-A/03\"}"))
        .isInstanceOfSatisfying(
            ToolOutcome.Rows.class,
            found -> assertThat(found.json().value()).contains("\"amount\":3.90,"));
    assertThat(row.path("weight").doubleValue()).isEqualTo(0.375);
    assertThat(row.path("pages").intValue()).isEqualTo(3);
    assertThat(row.path("points").longValue()).isEqualTo(9_007_199_254_740_996L);
    assertThat(row.path("due").asText()).isEqualTo("2026-01-04");
    assertThat(row.path("seen").asText()).isEqualTo("2026-01-04T08:00:00Z");
    assertThat(row.path("local").asText()).isEqualTo("2026-01-04T10:00:00");
    assertThat(row.path("paid").isBoolean()).isTrue();
    assertThat(row.path("tags").path(0).asText()).isEqualTo("bill");
    assertThat(row.path("details").path("deep").path("list").path(0).intValue()).isEqualTo(3);
  }

  @Test
  void personalDataIsMaskedWhereverItStands() throws IOException {
    var outcome =
        (ToolOutcome.Rows) call(Shop.customer("RED-A"), "bill", "{\"number\":\"RED-A/03\"}");

    assertThat(outcome.json().value()).doesNotContain("@", "7700", "+44");
    var row = JSON.readTree(outcome.json().value()).path("rows").path(0);
    assertThat(row.path("details").path("to").asText()).matches("\\[EMAIL_\\d+]");
    assertThat(row.path("tags").path(1)).isEqualTo(row.path("details").path("to"));
    assertThat(row.path("details").path("deep").path("list").path(1).asText())
        .matches("\\[PHONE_\\d+]");
  }

  @Test
  void declaredColumnsAreMaskedAndDroppedOnesAreGone() throws IOException {
    var outcome = (ToolOutcome.Rows) call(Shop.customer("BLUE-B"), "me", "{}");

    assertThat(outcome.json().value()).doesNotContain("Name of", "@", "7700", "secret");
    var row = JSON.readTree(outcome.json().value()).path("rows").path(0);
    assertThat(row.path("number").asText()).isEqualTo("BLUE-B");
    assertThat(row.path("name").asText()).matches("\\[NAME_\\d+]");
    assertThat(row.path("email").asText()).matches("\\[EMAIL_\\d+]");
    assertThat(row.path("phone").asText()).matches("\\[PHONE_\\d+]");
    assertThat(row.has("secret")).isFalse();
    assertThat(outcome.sources())
        .containsExactly(
            new Source(Source.Kind.RECORD, "Name of blue b", null, Source.Scope.ACCOUNT));
  }

  @Test
  void aPlaceholderOfThisConversationIsRestoredInsideTheHouse() throws IOException {
    var email =
        vault
            .placeholders(List.of(new SensitiveValue(SensitiveType.EMAIL, "b.red@example.com")))
            .values()
            .iterator()
            .next();
    var arguments = "{\"email\":\"" + email + "\"}";

    var rows = rows(Shop.staff("red"), "person", arguments).path("rows");

    assertThat(rows).hasSize(1);
    assertThat(rows.path(0).path("number").asText()).isEqualTo("RED-B");
    assertThat(rows.path(0).path("email").asText()).isEqualTo(email.toString());
    assertThat(rows(Shop.staff("blue"), "person", arguments).path("rows")).isEmpty();
    assertThat(rows(Shop.customer("RED-A"), "person", arguments).path("rows")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[EMAIL_777]", "a.red@example.com", "A.RED@example.com"})
  void onlyAPlaceholderThatWasIssuedIsAskedFor(String email) {
    var outcome = call(Shop.staff("red"), "person", "{\"email\":\"" + email + "\"}");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ToolOutcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("invalid_arguments"));
  }

  @Test
  void theLimitIsTheModelsWithinTheFilesBound() throws IOException {
    var three = rows(Shop.customer("RED-A"), "bills", "{\"limit\":3}");
    assertThat(three.path("rows")).hasSize(3);
    assertThat(three.path("truncated").asBoolean()).isTrue();

    var all = rows(Shop.customer("RED-A"), "bills", "{\"limit\":20,\"from\":\"2026-01-30\"}");
    assertThat(all.path("rows")).hasSize(2);
    assertThat(all.path("truncated").asBoolean()).isFalse();

    var exactly = rows(Shop.customer("RED-A"), "bills", "{\"limit\":2,\"from\":\"2026-01-30\"}");
    assertThat(exactly.path("rows")).hasSize(2);
    assertThat(exactly.path("truncated").asBoolean()).isFalse();
  }

  @Test
  void anAnswerEndsBeforeItGrowsTooLarge() throws IOException {
    var small = rows(Shop.customer("RED-A"), "small", "{}");

    assertThat(small.path("rows").size()).isBetween(3, 29);
    assertThat(small.path("truncated").asBoolean()).isTrue();
    assertThat(small.toString().length()).isLessThan(1100);
  }

  @Test
  void listsAndNumbersReachTheStatement() throws IOException {
    var rows =
        rows(
                Shop.customer("RED-A"),
                "tagged",
                "{\"numbers\":[\"RED-A/01\",\"RED-A/09\",\"BLUE-A/01\"],\"points\":9007199254740995,\"weight\":0.5}")
            .path("rows");

    assertThat(rows).hasSize(1);
    assertThat(rows.path(0).path("number").asText()).isEqualTo("RED-A/09");
  }

  @Test
  void everyRowIsASourceOfItsOwn() {
    var outcome = (ToolOutcome.Rows) call(Shop.customer("RED-A"), "bills", "{\"limit\":2}");

    assertThat(outcome.sources())
        .containsExactly(
            new Source(Source.Kind.RECORD, "Bill RED-A/01", null, Source.Scope.ACCOUNT),
            new Source(Source.Kind.RECORD, "Bill RED-A/02", null, Source.Scope.ACCOUNT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow", "dividing"})
  void aStatementThatBreaksOffFailsWithoutAWordAboutWhy(String name) {
    var outcome = call(Shop.customer("RED-A"), name, "{}");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ToolOutcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isNotBlank();
              assertThat(failed.message().value()).isEqualTo("The tool could not be run just now.");
            });
    assertThat(call(Shop.customer("RED-A"), "me", "{}")).isInstanceOf(ToolOutcome.Rows.class);
  }

  /**
   * Hostile arguments end in rows of the caller, in a refusal or in a failure, and nowhere else.
   */
  @Test
  void noArgumentsBringForeignRows() {
    var seed = Long.getLong("ringfence.seed", 1);
    System.out.println("seed of the call fuzz: " + seed);
    var random = new Random(seed);
    var callable = shop.catalog().availableTo(Shop.customer("RED-A").role());
    for (var round = 0; round < 400; round++) {
      var tool = callable.get(random.nextInt(callable.size()));
      if (tool.name().equals("slow") || tool.parameters().isEmpty()) {
        continue;
      }
      var arguments = CallArgumentsTest.Fuzz.json(random, tool.parameters());
      var text =
          switch (call(Shop.customer("RED-A"), tool.name(), arguments)) {
            case ToolOutcome.Rows rows -> rows.json().value();
            case ToolOutcome.Proposed proposed -> proposed.arguments();
            case ToolOutcome.Refused refused -> refused.message().value();
            case ToolOutcome.Failed failed -> failed.message().value();
          };
      assertThat(text)
          .as("seed %s, %s %s", seed, tool.name(), arguments)
          .doesNotContain("RED-B", "BLUE", "blue", "@");
    }
  }

  private int count(Principal principal, String id) throws IOException {
    return rows(principal, "bill_by_id", "{\"id\":\"" + id + "\"}").path("rows").size();
  }

  private ToolOutcome call(Principal principal, String name, String arguments) {
    return shop.runner().run(principal, vault, new ToolCall("call-1", name, arguments));
  }

  private JsonNode rows(Principal principal, String name, String arguments) throws IOException {
    var outcome = call(principal, name, arguments);
    assertThat(outcome).isInstanceOf(ToolOutcome.Rows.class);
    var rows = (ToolOutcome.Rows) outcome;
    var json = JSON.readTree(rows.json().value());
    assertThat(json.path("rows").size()).isEqualTo(rows.rows());
    return json;
  }
}
