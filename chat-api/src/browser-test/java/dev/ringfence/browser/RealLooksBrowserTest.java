package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.RealDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** How the demo page looks and is used with real answers: keyboard, phone, and its pictures. */
@ExtendWith(OneRealDemo.class)
final class RealLooksBrowserTest {
  @AutoClose static final Browser browser = new Browser();

  /** What has the focus, through the chat's shadow, and whether one can see that it has. */
  private static final String FOCUSED =
      """
      const chat = shadows.find((s) => s.querySelector('.composer'));
      const outer = document.activeElement;
      const inner = outer.tagName === 'RINGFENCE-CHAT' ? chat.activeElement : outer;
      const shown = inner.matches('textarea') ? inner.closest('.composer') : inner.closest('.identity') ?? inner;
      const style = getComputedStyle(shown);
      const visible = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      const box = shown.getBoundingClientRect();
      return `${inner.ariaLabel || inner.value || inner.textContent} ${visible && box.width > 0 && box.top >= 0 && box.top < innerHeight ? 'seen' : 'UNSEEN'}`;
      """;

  private static RealDemo service;
  private final RealPage page = new RealPage(browser);

  @BeforeAll
  static void start(RealDemo shared) {
    service = shared;
  }

  private void open(int width, int height) {
    browser.prefer("prefers-color-scheme", "light");
    browser.size(width, height);
    page.open(service);
    page.be("acme/ana");
  }

  @Test
  void keyboardReachesEverythingInTheOrderOfThePage() {
    open(1280, 800);
    browser.run("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)");
    browser.run("document.querySelector('.skip').focus()");
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      stops.add(String.valueOf(browser.run(FOCUSED)).strip());
      browser.press(Keys.TAB);
    }

    assertThat(stops)
        .containsSubsequence(
            "Skip to the chat seen",
            "acme/ana seen",
            "New conversation seen",
            "Show my bookings seen",
            "Your message seen",
            "Send seen",
            "Just ask seen")
        .noneMatch(stop -> stop.endsWith("UNSEEN"));
  }

  @Test
  void keyboardIsEnoughToBecomeSomebodyElseAndToAsk() {
    open(1280, 800);
    browser.run("document.querySelector('input:checked').focus()");
    browser.press(Keys.ARROW_DOWN);
    page.chat.awaits("Hello Ben.");
    for (int i = 0; i < 20 && !focused().startsWith("Your message"); i++) {
      browser.press(Keys.TAB);
    }

    browser.press("Which plan do I have?", Keys.ENTER);
    page.chat.settled();

    assertThat(page.answer()).contains("Complete Care", "Your account");
  }

  private static String focused() {
    return String.valueOf(browser.run(FOCUSED)).strip();
  }

  @ParameterizedTest
  @CsvSource({"390, 844", "320, 640", "768, 1024", "1280, 800"})
  void longAnswerFitsAndIsReadFromItsBeginning(int width, int height) {
    open(width, height);

    page.ask("Show me my latest invoices");

    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(
            page.chat.query(
                """
                const inside = (e) => { const box = e.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; };
                const scroller = chat.querySelector('.scroller'), question = chat.querySelector('.question');
                const table = chat.querySelector('.table');
                return [inside(chat.querySelector('textarea')), scroller.scrollWidth <= scroller.clientWidth,
                  table.scrollWidth <= table.clientWidth,
                  question.getBoundingClientRect().top >= scroller.getBoundingClientRect().top].join();
                """))
        .isEqualTo("true,true,true,true");
    browser.run("document.querySelector('#chat').scrollIntoView()");
    assertThat(
            page.chat.query(
                "const box = chat.querySelector('textarea').getBoundingClientRect(); return box.top > 0 && box.bottom <= innerHeight"))
        .isEqualTo("true");
  }

  @Test
  void longListOfSourcesIsUnfoldedOnRequest() {
    open(1280, 800);
    page.ask("Show me my latest invoices");
    assertThat(page.chat.count(".sources li:not([hidden], .rest)")).isEqualTo(4);

    page.chat.click(".fold");
    assertThat(page.chat.count(".sources li:not([hidden], .rest)")).isEqualTo(10);
    page.chat.click(".fold");
    assertThat(page.chat.count(".sources li:not([hidden], .rest)")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 390", "dark, 390"})
  void everyTextOfARealAnswerHasContrast(String scheme, int width) {
    open(width, 844);
    browser.prefer("prefers-color-scheme", scheme);

    page.ask(RealPage.OF_BOTH);

    assertThat((List<?>) browser.run(Contrast.TOO_LITTLE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"demo-desktop, 1280, 800", "demo-phone, 390, 844"})
  void itsPictureIsTakenOnRequest(String name, int width, int height) throws IOException {
    open(width, height);
    page.ask("Show me my last three invoices");
    browser.run("document.activeElement.blur()");

    var picture = browser.screenshot();

    assertThat(picture.length).isBetween(10_000, 250_000);
    var folder = System.getProperty("ringfence.screenshots");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), picture);
    }
  }
}
