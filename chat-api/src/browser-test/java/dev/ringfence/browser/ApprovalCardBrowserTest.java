package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What waits for approval: shown as text, decided by a press of the person's own. */
final class ApprovalCardBrowserTest {
  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();

  private static final String HOSTILE = "<img src=x onerror=\"window.broken = true\">";

  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.asked.clear();
    service.decided.clear();
    service.approval = "{\"id\": \"a1\", \"status\": \"done\"}";
    service.script =
        (asked, reply) -> {
          reply.part(
              Map.of(
                  "type",
                  "data-approval",
                  "id",
                  "a1",
                  "data",
                  Map.of(
                      "id",
                      "a1",
                      "title",
                      "Cancel an appointment",
                      "shown",
                      List.of(Map.of("name", "why", "label", "Reason", "value", HOSTILE)),
                      "reversible",
                      false)));
          reply.says("It waits for you.");
        };
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
    chat.ask("Cancel it").settled();
  }

  @Test
  void valuesAreShownAsTextAndNothingIsDecidedByItself() {
    assertThat(chat.text(".card"))
        .contains("Cancel an appointment", "Reason", HOSTILE, "This cannot be undone.");
    assertThat(chat.count(".card img")).isZero();
    assertThat(String.valueOf(browser.run("return !!window.broken"))).isEqualTo("false");
    assertThat(service.decided).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({".approve, true, done, Approved and done.", ".deny, false, denied, Denied."})
  void pressDecidesAndTheCardSaysHowItEnded(
      String button, String sent, String status, String words) {
    service.approval = "{\"id\": \"a1\", \"status\": \"" + status + "\"}";
    chat.click(".card " + button);
    chat.awaits(words);

    assertThat(service.decided)
        .containsExactly("POST /v1/approvals/a1 {\"approved\":" + sent + "}");
    assertThat(chat.count(".card button")).isZero();
  }

  @Test
  void buttonsAreReachedAndPressedByKeysAlone() {
    chat.query("chat.querySelector('.card .deny').focus(); return ''");
    service.approval = "{\"id\": \"a1\", \"status\": \"denied\"}";
    browser.press(Keys.ENTER);
    chat.awaits("Denied.");

    assertThat(service.decided).containsExactly("POST /v1/approvals/a1 {\"approved\":false}");
  }

  @Test
  void buttonsAreLargeEnoughForAThumb() {
    assertThat(chat.all(".card button", "offsetHeight"))
        .hasSize(2)
        .allSatisfy(height -> assertThat(Integer.parseInt(height)).isGreaterThanOrEqualTo(44));
  }

  @Test
  void decisionThatDidNotArriveCanBeSentAgain() {
    service.approval = "no json";
    chat.click(".card .approve");
    chat.awaits("That did not reach us.");
    service.approval = "{\"id\": \"a1\", \"status\": \"done\"}";
    chat.click(".card .approve");
    chat.awaits("Approved and done.");

    assertThat(service.decided).hasSize(2);
  }
}
