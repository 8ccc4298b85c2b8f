package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.database.Principal;
import dev.ringfence.vault.InMemoryVault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading on where a result ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shop shop;

  @BeforeAll
  void open() throws Exception {
    shop = Shop.open();
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 15, 20})
  void pagesTogetherAreEveryRowOnceInItsOrder(int size) throws IOException {
    for (var owner : Shop.CUSTOMERS) {
      var numbers = new ArrayList<String>();
      var page = rows(Shop.customer(owner), "{\"limit\":%d}".formatted(size));
      while (true) {
        page.path("rows").forEach(row -> numbers.add(row.path("number").asText()));
        assertThat(page.path("truncated").asBoolean()).isEqualTo(page.has("next"));
        if (!page.has("next")) {
          break;
        }
        page =
            rows(
                Shop.customer(owner),
                "{\"limit\":%d,\"cursor\":%s}".formatted(size, page.get("next")));
      }
      assertThat(numbers).hasSize(30).isSorted().allMatch(number -> number.startsWith(owner));
      assertThat(new HashSet<>(numbers)).hasSize(30);
    }
  }

  @Test
  void sizeOfAPageMayChangeOnTheWay() throws IOException {
    var first = rows(Shop.customer("RED-A"), "{\"limit\":4}");
    var second =
        rows(Shop.customer("RED-A"), "{\"limit\":2,\"cursor\":%s}".formatted(first.get("next")));

    assertThat(second.path("rows")).hasSize(2);
    assertThat(second.path("rows").get(0).path("number").asText()).isEqualTo("RED-A/05");
  }

  @Test
  void cursorOfSomebodyElseIsRefusedLikeOneThatWasMadeUp() throws IOException {
    var cursor = rows(Shop.customer("RED-A"), "{\"limit\":4}").get("next").asText();
    var madeUp = "b".repeat(cursor.length());

    for (var other :
        List.of(
            Shop.customer("RED-B"),
            Shop.customer("BLUE-A"),
            Shop.staff("red"),
            Shop.staff("blue"))) {
      var foreign = outcome(other, "{\"limit\":4,\"cursor\":\"%s\"}".formatted(cursor));
      assertThat(foreign).isInstanceOf(ToolOutcome.Refused.class);
      assertThat(foreign)
          .usingRecursiveComparison()
          .isEqualTo(outcome(other, "{\"limit\":4,\"cursor\":\"%s\"}".formatted(madeUp)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cursor\":\"%s\",\"paid\":true}",
        "{\"cursor\":\"%s\",\"from\":\"2026-01-02\"}",
        "{\"cursor\":\"%s \"}",
        "{\"cursor\":7}",
        "{\"cursor\":[\"%s\"]}",
        "{\"cursor\":\"\"}"
      })
  void cursorGoesWithTheArgumentsThatItWasMadeFor(String arguments) throws IOException {
    var cursor = rows(Shop.customer("RED-A"), "{\"limit\":4}").get("next").asText();

    assertThat(outcome(Shop.customer("RED-A"), arguments.replace("%s", cursor)))
        .isInstanceOfSatisfying(
            ToolOutcome.Refused.class,
            refused ->
                assertThat(refused.message().value()).contains("'cursor'").doesNotContain(cursor));
  }

  @Test
  void noCursorIsTheFirstPage() throws IOException {
    assertThat(rows(Shop.customer("RED-A"), "{\"limit\":4,\"cursor\":null}"))
        .isEqualTo(rows(Shop.customer("RED-A"), "{\"limit\":4}"));
  }

  @Test
  void toolWhoseRowsHaveNoOrderOrNoLimitOfTheCallersHasNoPages() {
    var count = "{name: n, type: integer, minValue: 1, maxValue: 50, default: 10, description: d}";
    var pages =
        List.of(
            "SELECT a FROM s.t ORDER BY a LIMIT $1", "SELECT a FROM s.t ORDER BY a LIMIT $1 -- so");
    var none =
        List.of(
            "SELECT a FROM s.t LIMIT $1",
            "SELECT a FROM s.t ORDER BY a LIMIT 5",
            "SELECT a FROM s.t ORDER BY a LIMIT $1 OFFSET 3",
            "SELECT a FROM s.t ORDER BY a OFFSET 3 LIMIT $1",
            "SELECT a FROM (SELECT a FROM s.t ORDER BY a) AS x LIMIT $1");

    assertThat(pages).allMatch(sql -> pages(sql, count));
    assertThat(none).noneMatch(sql -> pages(sql, count));
    assertThat(
            pages(
                "SELECT a FROM s.t WHERE b = $2 ORDER BY a LIMIT $1",
                count + ", {name: cursor, type: string, description: d}"))
        .isFalse();
  }

  private static boolean pages(String sql, String parameters) {
    var tool = Tools.of(sql, parameters, "a: {type: text}");
    var offered = ToolSchema.of(tool).parameters().properties().get("cursor");
    var declared = tool.parameters().stream().anyMatch(one -> one.name().equals("cursor"));
    assertThat(offered != null).isEqualTo(RowLimit.of(tool).pages() || declared);
    return RowLimit.of(tool).pages();
  }

  private JsonNode rows(Principal principal, String arguments) throws IOException {
    var outcome = outcome(principal, arguments);
    assertThat(outcome).isInstanceOf(ToolOutcome.Rows.class);
    return JSON.readTree(((ToolOutcome.Rows) outcome).json().value());
  }

  private ToolOutcome outcome(Principal principal, String arguments) {
    return shop.runner().run(principal, new InMemoryVault(), new ToolCall("1", "bills", arguments));
  }
}
