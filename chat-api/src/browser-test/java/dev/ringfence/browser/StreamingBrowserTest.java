package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an answer arrives: in any pieces, slowly, broken off, cancelled. */
final class StreamingBrowserTest {
  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();

  private static final String ANSWER =
      """
      : a heartbeat

      data: {"type":"start","messageId":"m"}

      data: {"type":"start-step"}

      data: {"type":"tool-input-available","toolCallId":"1","toolName":"list_invoices","input":{}}

      data: {"type":"text-start","id":"t"}

      data: {"type":"text-delta","id":"t","delta":"Zwölf € and 👩‍🚀, **bo"}

      data:{"type":"text-delta","id":"t","delta":"ld**.\\n\\n- one\\n- two"}

      data: {"type":"something-new","id":"t"}

      data: not json

      event: message
      data: {"type":"text-end","id":"t"}

      data: {"type":"source-url","sourceId":"s","url":"https://docs.example/terms","title":"Terms"}

      data: {"type":"data-scope","data":{"scope":"mixed"}}

      data: {"type":"finish","finishReason":"stop"}

      data: [DONE]

      """;

  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.asked.clear();
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  @Test
  void everySplitOfTheStreamReadsTheSame() {
    for (var ending : List.of("\n", "\r\n", "\r")) {
      var seen = (List<?>) browser.runUntilDone(EVERY_SPLIT, ANSWER.replace("\n", ending));

      assertThat(seen).as("distinct readings").hasSize(1);
      assertThat(String.valueOf(seen.getFirst()))
          .contains(
              "<p>Zwölf € and 👩‍🚀, <strong>bold</strong>.</p>",
              "<li>two</li>",
              "Public information and your account",
              "Terms");
    }
  }

  private static final String EVERY_SPLIT =
      """
      const done = arguments[1];
      const bytes = new TextEncoder().encode(arguments[0]);
      const network = window.fetch;
      const place = document.body.appendChild(document.createElement('div'));
      const chat = ringfence.mount(place, { site: 'pk_demo_acme' });
      const shadow = shadows.at(-1);
      const seen = new Set();
      (async () => {
        for (let at = 0; at <= bytes.length; at++) {
          window.fetch = async (url, options) => String(url).endsWith('/v1/chat')
            ? new Response(new ReadableStream({ start(c) { c.enqueue(bytes.slice(0, at)); c.enqueue(bytes.slice(at)); c.close(); } }))
            : new Response('{"token": "visitor"}');
          await chat.send('x');
          seen.add(shadow.querySelector('.answer').innerHTML + (shadow.querySelector('.trouble')?.textContent ?? ''));
          chat.logout();
        }
        window.fetch = network;
        chat.unmount();
        done([...seen]);
      })();
      """;

  @Test
  void oneByteAtATimeOverTheNetworkReadsTheSame() {
    var bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
    service.script =
        (asked, reply) -> {
          for (int i = 0; i < bytes.length; i++) {
            reply.bytes(bytes, i, i + 1);
          }
        };

    chat.ask("Hello").settled();

    assertThat(chat.text(".answer .text")).isEqualTo("Zwölf € and 👩‍🚀, bold.onetwo");
    assertThat(chat.count(".trouble")).isZero();
  }

  @Test
  void anAnswerIsReadWhileItIsStillBeingWritten() throws InterruptedException {
    var seen = new CountDownLatch(1);
    service.script =
        (asked, reply) -> {
          reply.part(
              Map.of(
                  "type", "tool-input-available", "toolCallId", "1", "toolName", "list_invoices"));
          awaitQuietly(seen);
          reply.says("The rest.");
        };

    chat.ask("Invoices?").awaits("Looking it up: list invoices");
    assertThat(chat.count(".stop:not([hidden])")).isOne();
    seen.countDown();
    chat.settled();

    assertThat(chat.text(".answer .text")).isEqualTo("The rest.");
    assertThat(chat.count(".status")).isZero();
  }

  @Test
  void cancellingEndsTheRequestAndKeepsWhatWasRead() throws InterruptedException {
    var left = new CountDownLatch(1);
    service.script =
        (asked, reply) -> {
          reply.delta("The first half");
          try {
            for (int i = 0; i < 500; i++) {
              reply.raw(": still here\n\n");
              reply.pause(20);
            }
          } catch (IOException gone) {
            left.countDown();
          }
        };

    chat.ask("A long story").awaits("The first half");
    chat.click(".stop");
    chat.settled().awaits("You stopped this answer.");

    assertThat(left.await(10, TimeUnit.SECONDS)).as("the service was told").isTrue();
    assertThat(chat.text(".answer .text")).isEqualTo("The first half");
    assertThat(chat.count(".trouble")).isZero();
    service.script = (asked, reply) -> reply.says("A new one.");
    chat.ask("And now?").settled().awaits("A new one.");
  }

  @Test
  void anAnswerThatBreaksOffSaysSoAndCanBeTriedAgain() {
    service.script = (asked, reply) -> reply.delta("Only half");
    chat.ask("Everything, please").settled().awaits("The answer was cut off.");

    service.script = (asked, reply) -> reply.says("All of it.");
    chat.click(".again");
    chat.awaits("All of it.").settled();

    assertThat(service.asked)
        .extracting(FakeService.Asked::message)
        .containsExactly("Everything, please", "Everything, please");
    assertThat(chat.count(".trouble")).isZero();
  }

  @Test
  void anErrorInTheStreamIsShownInItsOwnWords() {
    service.script =
        (asked, reply) ->
            reply.part(Map.of("type", "error", "errorText", "The model does not answer."));

    chat.ask("Hello").settled();

    assertThat(chat.text(".trouble p")).isEqualTo("The model does not answer.");
  }

  @Test
  void whoListensIsToldWholeBlocksAndEachOnce() {
    service.script =
        (asked, reply) -> {
          for (var piece :
              "First block.\n\nSecond, a **longer** one.\n\nThird.".split("(?<=\\s)")) {
            reply.delta(piece);
            reply.pause(20);
          }
          reply.finish();
        };

    chat.ask("Three blocks").settled();

    assertThat(chat.all("[aria-live=polite] p", "textContent"))
        .isEqualTo(List.of("First block.", "Second, a longer one.", "Third."));
    assertThat(chat.query("return chat.querySelector('.log').getAttribute('aria-live')"))
        .isEqualTo("off");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
