package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.browser.FakeService.Filed;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose files the chat shows and sends: those of whoever speaks, and of nobody else. */
final class FileOwnersBrowserTest {
  private static final String ANA = FakeService.tokenOf("acme", "ana");
  private static final String BEN = FakeService.tokenOf("acme", "ben");
  private static final String TEXT = "# About\n\nThe cellar.";
  private static final String LIST =
      "{\"files\": [{\"id\": \"f1\", \"name\": \"old.md\"}], \"next\": null}";

  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();

  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.filed.clear();
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  @Test
  void visitorHasNothingToAttachWith() {
    assertThat(chat.count("input[type=file]")).isZero();
    assertThat(chat.count(".tray")).isZero();
    assertThat(chat.all("button", "ariaLabel")).doesNotContain("Attach files", "Your files");
    assertThat(service.filed).isEmpty();
  }

  @Test
  void nothingIsLeftForTheNextPersonAndNothingIsSentInTheirName() {
    var goOn = new CountDownLatch(1);
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("POST")) {
            reply.raw("event: progress\ndata: {\"passages\": 1, \"of\": 2}\n\n");
            reply.holdUntil(goOn);
          }
          reply.status(200, asked.token().equals(ANA) ? LIST : "{\"files\": [], \"next\": null}");
        };
    chat.identify(ANA);
    chat.choose(TEXT, "secret.md", "second-secret.md");
    chat.awaits("Reading: 1 of 2");

    browser.run("const token = arguments[0]; ringfence.identify(async () => token)", BEN);
    Browser.await(chat::text, text -> !text.contains("secret"));
    goOn.countDown();
    Browser.await(() -> chat.count(".veiled"), count -> count == 0);
    chat.click("[aria-label='Your files'].plain");
    Browser.await(() -> chat.count(".tray .none:not([hidden])"), count -> count == 1);

    assertThat(service.filedBy("POST"))
        .extracting(Filed::path)
        .containsExactly("/v1/files?name=secret.md");
    assertThat(chat.text()).doesNotContain("secret", "old.md");
    browser.run("ringfence.logout()");
    assertThat(chat.count("input[type=file]")).isZero();
  }

  @Test
  void fileThatWaitsIsNotSentInTheNameOfWhoeverComesNext() {
    var goOn = new CountDownLatch(1);
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("POST")) {
            reply.holdUntil(goOn);
            reply.stored("f9");
          } else {
            reply.status(200, "{\"files\": [], \"next\": null}");
          }
        };
    chat.identify(ANA);
    chat.choose(TEXT, "secret.md", "second-secret.md");
    Browser.await(() -> service.filedBy("POST").size(), count -> count == 1);

    browser.run(
        """
        const token = arguments[0];
        let asked = 0;
        ringfence.identify(() => asked++ === 0 ? new Promise((done) => { window.arrive = () => done(token); }) : token);
        """,
        BEN);
    goOn.countDown();
    Browser.await(
        () -> chat.all(".files .state", "textContent"),
        states -> !states.contains("Waiting…") && !states.contains("Sending…"));
    browser.run("window.arrive()");
    Browser.await(chat::text, text -> !text.contains("secret"));

    assertThat(service.filedBy("POST")).extracting(Filed::token).containsOnly(ANA);
  }
}
