package dev.ringfence.browser;

import dev.ringfence.cli.RealDemo;
import java.util.List;

/** The demo page of the real service, as a person meets it. */
final class RealPage {
  /** A question that a customer's rows answer in part, and a public document in part. */
  static final String OF_BOTH = "Do you take cards for my invoices?";

  private static final String EVERYTHING =
      """
      const done = arguments[0];
      const texts = shadows.flatMap((s) => [s.innerHTML, ...[...s.querySelectorAll('textarea')].map((t) => t.value)]);
      const kept = [JSON.stringify(sessionStorage), JSON.stringify(localStorage), document.cookie, location.href, document.title];
      Promise.all([indexedDB.databases(), caches.keys()]).then((stores) =>
        done([document.documentElement.outerHTML, ...texts, ...kept, JSON.stringify(stores)].join(' ')));
      """;

  private final Browser browser;
  final ChatView chat;

  RealPage(Browser browser) {
    this.browser = browser;
    this.chat = new ChatView(browser);
  }

  RealPage open(RealDemo service) {
    browser.open(service.home());
    browser.awaitTrue("return document.querySelectorAll('.identity').length === 10");
    browser.awaitTrue("return document.querySelector('#model').textContent !== ''");
    return this;
  }

  /** Becomes somebody, and waits until the chat speaks for them. */
  RealPage be(String id) {
    browser.run("document.querySelector(`input[value=\"${arguments[0]}\"]`).click()", id);
    Browser.await(
        () ->
            chat.query(
                "return String(!chat.querySelector('.veiled') && !chat.querySelector('.turn'))"),
        "true"::equals);
    return this;
  }

  RealPage ask(String question) {
    chat.ask(question).settled();
    return this;
  }

  /** The last answer, with the sources named below it. */
  String answer() {
    return chat.text(".answer");
  }

  /** What the page says lies behind the answer, folded rows included. */
  String receipt() {
    return String.valueOf(browser.run("return document.querySelector('#receipt').textContent"));
  }

  /** The addresses that the answer names as sources. */
  List<String> sourceLinks() {
    return chat.all(".answer:last-child .sources a", "href");
  }

  /** Everything in the tab that could hold a text: nodes, fields, stores, cookies, the address. */
  String remains() {
    return String.valueOf(browser.runUntilDone(EVERYTHING));
  }
}
