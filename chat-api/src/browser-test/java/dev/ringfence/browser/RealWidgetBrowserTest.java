package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.RealDemo;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The widget of the real service on other origins' pages: one that its site allows, one not. */
@ExtendWith(OneRealDemo.class)
final class RealWidgetBrowserTest {
  @AutoClose static final Browser browser = new Browser();
  private static RealDemo service;
  private static ForeignPage shop;
  private static Rows rows;
  private final RealPage page = new RealPage(browser);

  @BeforeAll
  static void start(RealDemo shared) {
    service = shared;
    rows = new Rows(shared);
    shop = new ForeignPage(shared.home());
    shared.allow("pk_demo_acme", shop.known());
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @BeforeEach
  void widen() {
    browser.size(1280, 800);
  }

  private static void open(String origin) {
    browser.open(origin);
    browser.awaitTrue("return !!document.querySelector('ringfence-chat')");
    browser.console();
  }

  private static boolean launcher(String condition) {
    return (Boolean)
        browser.run("return shadows.find((s) => s.querySelector('.launcher'))" + condition);
  }

  @Test
  void visitorOfAnAllowedPageIsAnsweredWithTheKeyboardAlone() {
    open(shop.known());
    browser.run("document.querySelector('#before').focus()");
    browser.press(Keys.TAB);
    assertThat(launcher(".activeElement?.className === 'launcher'")).isTrue();
    browser.press(Keys.ENTER);
    browser.press("What are your opening hours?", Keys.ENTER);
    page.chat.settled();

    assertThat(page.answer()).contains("Opening hours", "Public information");
    assertThat(page.sourceLinks())
        .filteredOn(
            link -> link.startsWith(service.home() + "/demo/docs/acme/opening-hours#opening-hours"))
        .hasSize(1);
    browser.press(Keys.ESCAPE);
    assertThat(launcher(".querySelector('.panel').hidden")).isTrue();
    assertThat(launcher(".activeElement?.className === 'launcher'")).isTrue();
    assertThat(browser.breaches()).isEmpty();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void signedInPersonSeesTheirRowsAndLeavesNothingBehind() {
    open(shop.known());
    browser.run("ringfence.open()");
    identify("ana");
    page.ask("Show me my latest invoices");
    assertThat(page.answer()).contains(rows.invoicesOf("ana"));
    assertThat(page.remains()).doesNotContain(rows.foreignTo("acme/ana", "customer"));

    identify("ben");
    Browser.await(page::remains, text -> !text.contains(rows.invoicesOf("ana").getFirst()));
    page.ask("Show me my latest invoices");
    assertThat(page.remains())
        .contains(rows.invoicesOf("ben"))
        .doesNotContain(rows.foreignTo("acme/ben", "customer"));

    browser.run("ringfence.logout()");
    assertThat(page.remains()).doesNotContain(rows.of("acme/ben")).doesNotContain("invoices");
    assertThat(browser.run("return sessionStorage.length + localStorage.length")).isEqualTo(0L);
    assertThat(browser.breaches()).isEmpty();
    assertThat(browser.console()).isEmpty();
  }

  private static void identify(String user) {
    browser.run(
        "const token = arguments[0]; ringfence.identify(async () => token)",
        service.tokenOf("acme", user));
  }

  @Test
  void attachedFileIsFoundByItsOwnerAloneUntilItIsRemoved() {
    open(shop.known());
    browser.run("ringfence.open()");
    identify("ana");
    Browser.await(() -> page.chat.count(".attaching"), count -> count == 1);
    page.chat.choose(
        "# The cellar\n\nThe spare key of the cellar lies behind the third brick of the chimney.",
        "cellar.md");
    Browser.await(() -> page.chat.text(".files"), text -> text.contains("Added"));
    page.ask("Where does the spare key of the cellar lie?");
    assertThat(page.answer()).contains("third brick");

    identify("ben");
    Browser.await(page::remains, text -> !text.contains("third brick"));
    page.ask("Where does the spare key of the cellar lie?");
    assertThat(page.remains()).doesNotContain("third brick");
    assertThat(page.remains()).doesNotContain("cellar.md");

    identify("ana");
    Browser.await(() -> page.chat.count(".answer"), count -> count == 0);
    page.chat.click("[aria-label='Your files'].plain");
    page.chat.click("[aria-label='Remove cellar.md']");
    Browser.await(() -> page.chat.count(".files li"), count -> count == 0);
    assertThat(page.chat.count(".tray .none:not([hidden])")).isEqualTo(1);
    page.ask("Where does the spare key of the cellar lie?");
    assertThat(page.answer()).doesNotContain("third brick");
    assertThat(browser.breaches()).isEmpty();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void onAPhoneItFillsTheScreenAndNothingSticksOut() {
    browser.size(390, 844);
    open(shop.known());
    browser.run("ringfence.open()");
    identify("ana");

    page.ask("Show me my latest invoices");

    assertThat(page.answer()).contains(rows.invoicesOf("ana"));
    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(
            page.chat.query(
                "const box = chat.querySelector('textarea').getBoundingClientRect(), s = chat.querySelector('.scroller');"
                    + " return box.top > 0 && box.bottom <= innerHeight && box.right <= innerWidth && s.scrollWidth <= s.clientWidth"))
        .isEqualTo("true");
  }

  @Test
  void pageThatNobodyAllowedGetsNoAnswer() {
    open(shop.unknown());
    browser.run("ringfence.open()");

    page.ask("What are your opening hours?");

    assertThat(page.chat.text(".trouble")).contains("The service could not be reached.");
    assertThat(page.chat.count(".answer")).isZero();
    identify("ana");
    page.ask("Show me my latest invoices");
    assertThat(page.chat.count(".answer")).isZero();
    assertThat(page.remains()).doesNotContain(rows.foreignTo("acme/visitor", "visitor"));
  }

  /** Everything that a script of the page could try, with a true token and without. */
  private static final String TRIES =
      """
      const [home, token, done] = arguments;
      const json = { 'content-type': 'application/json' };
      const signed = { ...json, authorization: 'Bearer ' + token };
      const tries = [
        ['/v1/widget/sessions', { method: 'POST', headers: json, body: '{"site":"pk_demo_acme"}' }],
        ['/v1/widget/sessions', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"site":"pk_demo_acme"}' }],
        ['/v1/me', { headers: signed }],
        ['/v1/conversations', { headers: signed }],
        ['/v1/chat', { method: 'POST', headers: signed, body: '{"message":"Show me my latest invoices"}' }],
        ['/demo/token', { method: 'POST', headers: json, body: '{"tenant":"acme","user":"ana"}' }],
        ['/demo/token', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"tenant":"acme","user":"ana"}' }],
        ['/demo/identities', {}], ['/demo/about', {}], ['/metrics', {}], ['/', {}], ['/demo/docs/acme/opening-hours', {}],
      ];
      Promise.all(tries.map(([path, how]) =>
        fetch(home + path, how).then((response) => response.text()).then((text) => path + ' ' + text, () => 'unread')))
        .then(done);
      """;

  @Test
  void scriptOfAPageThatNobodyAllowedReadsNothing() {
    open(shop.unknown());

    var read =
        (List<?>) browser.runUntilDone(TRIES, service.home(), service.tokenOf("acme", "ana"));

    assertThat(read).hasSize(12).allSatisfy(text -> assertThat(text).isEqualTo("unread"));
  }

  @Test
  void scriptOfAnAllowedPageReadsTheServiceAndNotTheDemo() {
    open(shop.known());

    var read =
        (List<?>) browser.runUntilDone(TRIES, service.home(), service.tokenOf("acme", "ana"));

    assertThat(String.valueOf(read.get(2))).contains("acme");
    assertThat(String.valueOf(read.get(4))).contains(rows.invoicesOf("ana"));
    assertThat(read.subList(5, 12)).allSatisfy(text -> assertThat(text).isEqualTo("unread"));
  }
}
