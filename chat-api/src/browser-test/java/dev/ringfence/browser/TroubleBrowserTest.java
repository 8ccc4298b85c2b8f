package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told when no answer comes, and what they can do then. */
final class TroubleBrowserTest {
  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();
  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.asked.clear();
    browser.offline(false);
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | You do not have access to this.                        | false",
        "404 | This conversation is not available any more.            | true",
        "409 | An answer is still being written                        | true",
        "413 | This message could not be taken as it is.               | false",
        "422 | This message could not be taken as it is.               | false",
        "429 | Too many messages in a short time.                      | true",
        "500 | Something went wrong on our side.                       | true",
        "502 | Something went wrong on our side.                       | true",
        "503 | The chat is not available at the moment.                | true",
      })
  void eachRefusalSaysWhatItIsAndWhetherToTryAgain(int status, String words, boolean again) {
    service.script =
        (asked, reply) ->
            reply.status(
                status,
                "{\"code\": \"x\", \"detail\": \"SELECT secret\", \"requestId\": \"r-42\"}");

    chat.ask("Hello").settled();

    assertThat(chat.text(".trouble")).contains(words, "Reference: r-42").doesNotContain("SELECT");
    assertThat(chat.count(".again")).isEqualTo(again ? 1 : 0);
    assertThat(chat.text("[aria-live]")).contains(words);
    assertThat(chat.count(".answer")).isZero();
  }

  @Test
  void aRefusedMessageIsGivenBackToBeChanged() {
    service.script = (asked, reply) -> reply.status(422, "{}");

    chat.ask("Too strange").settled();

    assertThat(chat.query("return chat.querySelector('textarea').value")).isEqualTo("Too strange");
  }

  @Test
  void whoeverWasTooFastSeesHowLongToWait() {
    service.script = (asked, reply) -> reply.header("Retry-After", "2").status(429, "{}");
    chat.ask("Hello").settled();
    assertThat(chat.text(".again")).matches("Try again in [12] s");
    assertThat(chat.count(".again:disabled")).isOne();

    service.script = (asked, reply) -> reply.says("Now it works.");
    chat.click(".again");

    chat.awaits("Now it works.");
  }

  @Test
  void withoutANetworkItSaysSoAndRecovers() {
    service.script = (asked, reply) -> reply.says("Back again.");
    browser.offline(true);
    chat.ask("Hello").settled();
    assertThat(chat.text(".trouble")).contains("The service could not be reached.");

    browser.offline(false);
    chat.click(".again");

    chat.awaits("Back again.").settled();
  }

  @Test
  void aSecondMessageWaitsForTheFirstAnswer() {
    service.script =
        (asked, reply) -> {
          reply.delta("One");
          reply.pause(400);
          reply.finish();
        };

    chat.ask("First").awaits("One").ask("Second");

    assertThat(chat.query("return chat.querySelector('textarea').value")).isEqualTo("Second");
    chat.settled();
    assertThat(service.asked).hasSize(1);
  }
}
