package dev.ringfence.browser;

import java.util.List;
import org.openqa.selenium.Keys;

/**
 * A chat as a person meets it: what it shows, and the keys pressed in it. Looks into the one chat
 * of the page.
 */
final class ChatView {
  /** The chat's shadow is the one that holds a composer. */
  private static final String SHADOW =
      "const chat = shadows.find((s) => s.querySelector('.composer')); ";

  private final Browser browser;

  ChatView(Browser browser) {
    this.browser = browser;
  }

  /** Types a message and sends it with the Enter key. */
  ChatView ask(String message) {
    browser.awaitTrue(SHADOW + "return !!chat && !chat.querySelector('.veiled')");
    browser.run(SHADOW + "chat.querySelector('textarea').focus()");
    browser.press(message);
    browser.press(Keys.ENTER);
    return this;
  }

  /** Waits until no answer is on its way. */
  ChatView settled() {
    browser.awaitTrue(
        SHADOW
            + "return !!chat.querySelector('.answer, .trouble') && chat.querySelector('.stop').hidden");
    return this;
  }

  ChatView awaits(String text) {
    Browser.await(this::text, shown -> shown.contains(text));
    return this;
  }

  void click(String selector) {
    browser.awaitTrue(
        SHADOW
            + "return !!chat.querySelector(arguments[0]) && !chat.querySelector(arguments[0]).disabled",
        selector);
    browser.run(SHADOW + "chat.querySelector(arguments[0]).click()", selector);
  }

  /** Has the page say who signed in, and waits until the chat speaks for them. */
  void identify(String token) {
    browser.run("const token = arguments[0]; ringfence.identify(async () => token)", token);
    browser.awaitTrue(
        SHADOW + "return !!chat.querySelector('.attaching') && !chat.querySelector('.veiled')");
  }

  /** Chooses files of Markdown, all with the same text, as the browser's own dialog would. */
  void choose(String text, String... names) {
    query(
        """
        const chosen = new DataTransfer();
        arguments[1].forEach((name) => chosen.items.add(new File([arguments[0]], name, { type: 'text/markdown' })));
        const picker = chat.querySelector('input[type=file]');
        picker.files = chosen.files;
        picker.dispatchEvent(new Event('change'));
        return '';
        """,
        text,
        List.of(names));
  }

  /** All that can be read in the chat, hidden texts included. */
  String text() {
    return query("return chat.querySelector('.talk').textContent");
  }

  /** The text of the last node that fits. */
  String text(String selector) {
    return query(
        "return [...chat.querySelectorAll(arguments[0])].at(-1)?.textContent ?? ''", selector);
  }

  int count(String selector) {
    return Integer.parseInt(
        query("return String(chat.querySelectorAll(arguments[0]).length)", selector));
  }

  /** A property of every node that fits. */
  List<String> all(String selector, String property) {
    return browser.texts(
        SHADOW
            + "return [...chat.querySelectorAll(arguments[0])].map((n) => String(n[arguments[1]]))",
        selector,
        property);
  }

  String query(String script, Object... arguments) {
    return String.valueOf(browser.run(SHADOW + script, arguments));
  }
}
