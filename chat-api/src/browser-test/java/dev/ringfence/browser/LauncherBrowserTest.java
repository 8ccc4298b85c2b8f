package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The chat in the corner of somebody else's page, under a strict policy and with the keyboard
 * alone.
 */
final class LauncherBrowserTest {
  private static final String SCRIPT = "return shadows.find((s) => s.querySelector('.launcher'))";

  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();
  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    service.script = (asked, reply) -> reply.says("Monday to Friday.");
    browser.size(1200, 800);
    browser.open(service.shop("data-site=\"pk_demo_acme\" data-title=\"Ask Acme\""));
    browser.awaitTrue("return !!document.querySelector('ringfence-chat')");
  }

  private static boolean is(String condition) {
    return (Boolean) browser.run(SCRIPT + condition);
  }

  private static boolean launcherHasFocus() {
    return is(".activeElement?.className === 'launcher'");
  }

  private static boolean isOpen() {
    return is(".querySelector('.panel').hidden === false");
  }

  @Test
  void theKeyboardIsEnough() {
    browser.run("document.querySelector('#before').focus()");
    browser.press(Keys.TAB);
    assertThat(launcherHasFocus()).isTrue();
    assertThat(is(".querySelector('.launcher').getAttribute('aria-label') === 'Open Ask Acme'"))
        .isTrue();

    browser.press(Keys.ENTER);
    assertThat(isOpen()).isTrue();
    browser.press("When are you open?");
    browser.press(Keys.ENTER);
    chat.settled().awaits("Monday to Friday.");

    for (int i = 0; i < 12; i++) {
      browser.press(Keys.TAB);
      assertThat(is(".activeElement?.tagName === 'DIV'")).as("focus stays in the dialog").isTrue();
    }
    for (int i = 0; i < 12; i++) {
      browser.pressWithShift(Keys.TAB);
      assertThat(is(".activeElement?.tagName === 'DIV'")).as("focus stays in the dialog").isTrue();
    }

    browser.press(Keys.ESCAPE);
    assertThat(isOpen()).isFalse();
    assertThat(launcherHasFocus()).isTrue();
    browser.press(Keys.SPACE);
    assertThat(isOpen()).isTrue();
    assertThat(chat.text()).contains("Monday to Friday.");
  }

  @Test
  void everythingToPressHasANameAndAVisibleFocus() {
    browser.run("ringfence.open()");

    assertThat(
            chat.query(
                "return [...chat.querySelectorAll('button, textarea')].filter((e) => !e.ariaLabel && !e.textContent.trim()).length"))
        .isEqualTo("0");
    browser.pressWithShift(Keys.TAB);
    assertThat(chat.query("return getComputedStyle(chat.activeElement).outlineStyle"))
        .isEqualTo("solid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "document.body.replaceWith(document.createElement('body'))",
        "document.body.replaceChildren()",
        "document.body.innerHTML = '<main>Another page</main>'",
        "document.querySelector('ringfence-chat').remove()",
        "const html = document.createElement('html'); html.append(document.createElement('body')); document.documentElement.replaceWith(html)",
      })
  void aPageThatIsReplacedKeepsItsOneChat(String replacement) {
    browser.run("ringfence.open()");
    chat.ask("When are you open?").settled();
    browser.press("A draft");

    for (int i = 0; i < 3; i++) {
      browser.run(replacement);
      browser.awaitTrue("return document.querySelectorAll('ringfence-chat').length === 1");
    }

    assertThat(chat.text()).contains("Monday to Friday.");
    assertThat(chat.query("return chat.querySelector('textarea').value")).isEqualTo("A draft");
    browser.press(" for Sunday", Keys.ENTER);
    chat.settled();
    assertThat(service.asked.getLast().message()).isEqualTo("A draft for Sunday");
  }

  @Test
  void theTagLoadedAgainChangesNothing() {
    browser.runUntilDone(
        """
        const done = arguments[1];
        const again = document.createElement('script');
        again.src = arguments[0] + '/widget.js';
        again.dataset.site = 'pk_demo_globex';
        again.onload = () => done(true);
        document.head.append(again);
        """,
        service.home());

    assertThat(browser.run("return document.querySelectorAll('ringfence-chat').length"))
        .isEqualTo(1L);
  }

  @Test
  void aStrictPolicyIsNeverBreached() {
    browser.run("ringfence.open()");
    chat.ask("When are you open?").settled();
    browser.run("ringfence.identify(async () => 'token')");
    chat.ask("Again").settled();
    browser.run("ringfence.logout()");

    assertThat(browser.breaches()).isEmpty();
    assertThat(chat.query("return getComputedStyle(chat.querySelector('.composer')).display"))
        .as("and it is dressed")
        .isEqualTo("flex");
  }

  @Test
  void onAPhoneItFillsTheScreen() {
    browser.size(360, 640);
    browser.run("ringfence.open()");

    assertThat(is(".querySelector('.panel').getBoundingClientRect().width === innerWidth"))
        .isTrue();
    assertThat(is(".querySelector('.panel').getBoundingClientRect().height === innerHeight"))
        .isTrue();
    assertThat(is(".querySelector('.panel').getAttribute('aria-modal') === 'true'")).isTrue();
    chat.click("[aria-label=Close]");
    assertThat(isOpen()).isFalse();
  }

  @Test
  void whoPrefersLessMotionGetsNone() {
    browser.prefer("prefers-reduced-motion", "reduce");
    browser.run("ringfence.open()");

    assertThat(is(".querySelector('.panel').getAnimations().length === 0")).isTrue();
  }

  @Test
  void aPageWithoutAQuestionAsksTheServiceForNothing() {
    browser.run("ringfence.open()");

    assertThat(
            browser.run(
                "return performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname).join()"))
        .isEqualTo("/widget.js");
  }
}
