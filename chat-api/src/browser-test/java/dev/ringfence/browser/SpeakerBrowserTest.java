package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who the chat speaks for, and that nothing of one person is left for the next. */
final class SpeakerBrowserTest {
  private static final String ANA = FakeService.tokenOf("acme", "ana");
  private static final String BEN = FakeService.tokenOf("acme", "ben");
  private static final String SECRET = "Invoice INV-ANA-0001";

  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();
  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.asked.clear();
    service.sessions.set(0);
    service.history = null;
    service.script = (asked, reply) -> reply.says(asked.token().equals(ANA) ? SECRET : "Hello.");
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.run("sessionStorage.clear()");
    load();
  }

  private static void load() {
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  private static void identify(String token) {
    browser.run("window.token = arguments[0]; ringfence.identify(async () => window.token)", token);
  }

  /**
   * Everything of the page that could still hold a text, the field's draft and the stores included.
   */
  private static String remains() {
    return String.valueOf(
        browser.run(
            """
            const texts = shadows.flatMap((s) => [s.textContent, ...[...s.querySelectorAll('textarea')].map((t) => t.value)]);
            return [document.documentElement.outerHTML, ...texts, JSON.stringify(sessionStorage), JSON.stringify(localStorage), document.cookie].join(' ');
            """));
  }

  private void anaHasAsked() {
    identify(ANA);
    chat.ask("Private question").settled().awaits(SECRET);
    browser.press("Half a draft");
  }

  @Test
  void leavingWipesTheTextTheDraftAndTheStore() {
    anaHasAsked();
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(1L);

    browser.run("ringfence.logout()");

    assertThat(remains()).doesNotContain(SECRET, "Private question", "Half a draft");
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
    chat.ask("Hello").settled();
    assertThat(service.asked.getLast().token()).isEqualTo("visitor-1");
    assertThat(service.asked.getLast().conversation())
        .isNotEqualTo(service.asked.getFirst().conversation());
  }

  @Test
  void somebodyElseFindsNothing() {
    anaHasAsked();

    identify(BEN);
    Browser.await(SpeakerBrowserTest::remains, text -> !text.contains("Private question"));

    assertThat(remains()).doesNotContain(SECRET, "Half a draft");
    chat.ask("Hello").settled();
    assertThat(service.asked.getLast().token()).isEqualTo(BEN);
    assertThat(service.asked.getLast().conversation())
        .isNotEqualTo(service.asked.getFirst().conversation());
  }

  @Test
  void nothingIsShownBeforeItIsKnownWhoIsThere() {
    anaHasAsked();

    browser.run("ringfence.identify(() => new Promise(() => {}))");

    assertThat(chat.query("return getComputedStyle(chat.querySelector('.log')).visibility"))
        .isEqualTo("hidden");
    assertThat(chat.query("return getComputedStyle(chat.querySelector('textarea')).visibility"))
        .isEqualTo("hidden");
  }

  @Test
  void theSamePersonKeepsTheirConversation() {
    anaHasAsked();

    identify(ANA);
    chat.ask("Again").settled();

    assertThat(chat.text()).contains("Private question");
    assertThat(service.asked)
        .extracting(FakeService.Asked::conversation)
        .hasSize(2)
        .containsOnly(service.asked.getFirst().conversation());
  }

  @Test
  void anAnswerOnItsWayDoesNotReachTheNextPerson() throws InterruptedException {
    var switched = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    service.script =
        (asked, reply) -> {
          reply.delta("Wait");
          try {
            switched.await(10, TimeUnit.SECONDS);
            reply.says(SECRET);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            written.countDown();
          }
        };
    identify(ANA);
    chat.ask("Private question").awaits("Wait");

    browser.run("ringfence.logout()");
    switched.countDown();
    written.await(10, TimeUnit.SECONDS);

    assertThat(remains()).doesNotContain(SECRET, "Private question");
    assertThat(chat.count(".send:not([hidden])")).isOne();
  }

  @Test
  void leavingInAnotherTabCountsHereToo() {
    anaHasAsked();

    browser.run("new BroadcastChannel('ringfence').postMessage('logout')");

    Browser.await(SpeakerBrowserTest::remains, text -> !text.contains("Private question"));
  }

  @Test
  void aPageFromTheBrowsersMemoryAsksAgainWhoIsThere() {
    anaHasAsked();
    browser.run("window.token = arguments[0]", BEN);

    browser.run("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");

    Browser.await(SpeakerBrowserTest::remains, text -> !text.contains("Private question"));
    assertThat(remains()).doesNotContain(SECRET);
  }

  @Test
  void aTokenIsKeptInMemoryOnly() {
    anaHasAsked();

    assertThat(remains()).doesNotContain(ANA);
    assertThat(browser.run("return location.href")).asString().doesNotContain(ANA);
  }

  @Test
  void aReloadBringsBackOnesOwnConversationAndNobodyElses() {
    anaHasAsked();
    service.history =
        "{\"messages\": [{\"role\": \"user\", \"text\": \"Private question\"}, {\"role\": \"assistant\", \"text\": \"Kept answer\", \"scope\": \"account\"}]}";
    browser.run("location.reload()");
    load();
    identify(ANA);
    chat.awaits("Kept answer").awaits("Your account");

    service.history = null;
    browser.run("location.reload()");
    load();
    identify(BEN);
    chat.ask("Hello").settled();
    assertThat(chat.text()).doesNotContain("Kept answer");
    assertThat(service.asked.getLast().conversation())
        .isNotEqualTo(service.asked.getFirst().conversation());
  }
}
