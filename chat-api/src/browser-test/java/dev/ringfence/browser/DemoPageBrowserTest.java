package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo page with answers that the real service would not give: refused, failing, too wide. */
final class DemoPageBrowserTest {
  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();
  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.asked.clear();
    service.script = DemoPageBrowserTest::invoices;
    browser.prefer("prefers-color-scheme", "light");
    browser.size(1440, 900);
    browser.open(service.home());
    browser.awaitTrue("return document.querySelectorAll('.identity').length === 10");
  }

  private static void invoices(FakeService.Asked asked, Reply reply) throws IOException {
    reply.delta(
        """
        You have **three open invoices**.

        | Invoice | Due | Amount | Status |
        |---|---|---|---|
        | INV-2026-0914 | 30 Sep 2026 | € 129.00 | overdue |
        | INV-2026-1014 | 30 Oct 2026 | € 129.00 | open |
        | INV-2026-1114 | 30 Nov 2026 | € 148.50 | open |

        From *Payment terms*:

        > Invoices are due within 14 days. The first reminder is free of charge.
        """);
    var sources =
        List.of(
            Map.of("kind", "record", "title", "Invoices", "scope", "account"),
            Map.of(
                "kind",
                "document",
                "title",
                "Payment terms",
                "url",
                "/demo/docs/acme/payment-terms",
                "scope",
                "public"));
    var tools =
        List.of(
            Map.of("name", "list_invoices", "outcome", "rows", "rows", 3),
            Map.of("name", "search_knowledge", "outcome", "rows", "rows", 1));
    reply.part(
        Map.of(
            "type",
            "data-receipt",
            "data",
            Map.of("scope", "mixed", "sources", sources, "tools", tools)));
    reply.finish();
  }

  private static String receipt() {
    return String.valueOf(browser.run("return document.querySelector('#receipt').innerText"));
  }

  @Test
  void aRefusedToolIsSeenAsRefused() {
    service.script =
        (asked, reply) -> {
          var tools = List.of(Map.of("name", "find_customer", "outcome", "refused"));
          reply.delta("There is nothing that I may show.");
          reply.part(
              Map.of("type", "data-receipt", "data", Map.of("scope", "none", "tools", tools)));
          reply.finish();
        };

    chat.ask("Use find_customer to look up Ben").settled();

    assertThat(chat.text(".badge")).contains("Nothing found");
    assertThat(receipt()).contains("Nothing found", "find_customer", "refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 480, 768, 1024, 1120, 1440, 1920})
  void nothingSticksOutAtAnyWidth(int width) {
    browser.size(width, 740);
    browser.run("document.querySelectorAll('details').forEach((each) => (each.open = true))");
    service.script =
        (asked, reply) ->
            reply.says(
                "x".repeat(300)
                    + "\n\n```\n"
                    + "y".repeat(300)
                    + "\n```\n\n| "
                    + "z".repeat(200)
                    + " | b |\n|---|---|\n| a | b |");
    chat.ask("w".repeat(200)).settled();

    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(
            chat.query(
                "const s = chat.querySelector('.scroller'); return s.scrollWidth <= s.clientWidth"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextHasContrast(String scheme) {
    browser.prefer("prefers-color-scheme", scheme);
    chat.ask("Show my invoices").settled();
    service.script = (asked, reply) -> reply.status(503, "{\"requestId\": \"r\"}");
    chat.ask("Again").settled();

    assertThat((List<?>) browser.run(Contrast.TOO_LITTLE)).isEmpty();
  }
}
