package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.browser.FakeService.Filed;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Files that a signed-in person attaches, sees and removes, and that are nobody else's. */
final class FilesBrowserTest {
  private static final String ANA = FakeService.tokenOf("acme", "ana");
  private static final String TEXT = "# About\n\nThe cellar.";
  private static final String HOSTILE = "<img src=x onerror=\"window.broken = true\">.md";
  private static final String LIST =
      """
      {"files": [{"id": "f1", "name": "old.md"}, {"id": "f2", "name": "older.md"}], "next": null}
      """;

  @AutoClose static final FakeService service = new FakeService();
  @AutoClose static final Browser browser = new Browser();

  private final ChatView chat = new ChatView(browser);

  @BeforeEach
  void open() {
    browser.size(1280, 800);
    service.filed.clear();
    service.asked.clear();
    service.filing =
        (asked, reply) -> {
          switch (asked.method()) {
            case "POST" -> reply.stored("f9");
            case "DELETE" -> reply.status(204, "");
            default -> reply.status(200, LIST);
          }
        };
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("ringfence.open()");
  }

  private String focused() {
    return chat.query("return chat.activeElement?.getAttribute('aria-label') ?? ''");
  }

  @Test
  void filesAreSentOneAfterAnotherAndTellHowFarTheyAre() {
    var goOn = new CountDownLatch(1);
    var posts = new AtomicInteger();
    service.filing =
        (asked, reply) -> {
          if (!asked.method().equals("POST")) {
            reply.status(200, LIST);
          } else if (posts.getAndIncrement() == 0) {
            reply.raw("event: progress\ndata: {\"passages\": 16, \"of\": 80}\n\n");
            reply.holdUntil(goOn);
            reply.stored("f8");
          } else {
            reply.stored("f9");
          }
        };
    chat.identify(ANA);

    chat.choose(TEXT, "first one.md", "second.md");

    chat.awaits("Reading: 16 of 80");
    assertThat(chat.all(".files progress", "value")).contains("16");
    assertThat(chat.text()).contains("Waiting…", "old.md", "older.md");
    assertThat(posts).hasValue(1);
    goOn.countDown();
    Browser.await(() -> chat.all(".files .state", "textContent"), s -> count(s, "Added") == 2);
    assertThat(service.filedBy("POST"))
        .extracting(Filed::path)
        .containsExactly("/v1/files?name=first%20one.md", "/v1/files?name=second.md");
    assertThat(service.filedBy("POST"))
        .allSatisfy(
            post -> {
              assertThat(post.token()).isEqualTo(ANA);
              assertThat(post.body()).contains("The cellar.");
            });
    assertThat(chat.text("[aria-live]")).contains("first one.md: Added", "second.md: Added");
    assertThat(browser.breaches()).isEmpty();
  }

  private static long count(List<String> texts, String text) {
    return texts.stream().filter(text::equals).count();
  }

  @ParameterizedTest
  @CsvSource({
    "415, document_unsupported, Files of this kind cannot be read.",
    "422, document_empty, There is no text in this file.",
    "422, document_encrypted, protected by a password",
    "413, body_too_large, 16 MB at most",
    "409, files_full, Remove one first.",
    "503, uploads_busy, Too many files are being read",
    "500, internal, This file could not be read. Try again.",
  })
  void refusedFileSaysWhyAndCanBeDismissed(int status, String code, String words) {
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("POST")) {
            reply.status(status, "{\"code\": \"" + code + "\", \"requestId\": \"r\"}");
          } else {
            reply.status(200, "{\"files\": [], \"next\": null}");
          }
        };
    chat.identify(ANA);
    chat.choose(TEXT, "scan.pdf");
    chat.awaits(words);

    assertThat(chat.text("[aria-live]")).contains("scan.pdf: ").contains(words);
    chat.click(".files .failed button");
    assertThat(chat.count(".files li")).isZero();
  }

  @Test
  void refusalInTheMiddleOfTheStreamIsToldAsWell() {
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("POST")) {
            reply.raw("event: progress\ndata: {\"passages\": 0, \"of\": 0}\n\n");
            reply.raw("event: error\ndata: {\"code\": \"document_broken\", \"status\": 422}\n\n");
          } else {
            reply.status(200, LIST);
          }
        };
    chat.identify(ANA);
    chat.choose(TEXT, "torn.pdf");

    chat.awaits("This file is damaged, or not what its name says.");
  }

  @Test
  void fileThatIsTooLargeIsNotSentAndTooManyAreNotAllTaken() {
    chat.identify(ANA);
    chat.query(
        """
        const chosen = new DataTransfer();
        chosen.items.add(new File([new Uint8Array(17 * 1024 * 1024)], 'large.pdf'));
        const picker = chat.querySelector('input[type=file]');
        picker.files = chosen.files;
        picker.dispatchEvent(new Event('change'));
        return '';
        """);
    chat.awaits("This file is too large: 16 MB at most.");
    assertThat(service.filedBy("POST")).isEmpty();

    chat.choose(
        TEXT, "a.md", "b.md", "c.md", "d.md", "e.md", "f.md", "g.md", "h.md", "i.md", "j.md",
        "k.md");
    chat.awaits("Choose at most 10 files at a time.");
    Browser.await(() -> service.filedBy("POST").size(), count -> count == 10);
  }

  @Test
  void removedFileIsGoneAndTheKeyboardGoesOnAtTheNext() {
    chat.identify(ANA);
    chat.click("[aria-label='Your files'].plain");
    chat.awaits("older.md");
    assertThat(chat.all("[aria-label='Your files'].plain", "ariaExpanded")).containsExactly("true");
    chat.query("chat.querySelector(\"[aria-label='Remove old.md']\").focus(); return ''");
    browser.press(Keys.ENTER);
    Browser.await(() -> chat.count(".files li"), count -> count == 1);

    assertThat(service.filedBy("DELETE")).extracting(Filed::path).containsExactly("/v1/files/f1");
    assertThat(chat.text("[aria-live]")).contains("old.md was removed.");
    assertThat(focused()).isEqualTo("Remove older.md");
  }

  @Test
  void whoeverWritesMeanwhileIsNotInterrupted() {
    var goOn = new CountDownLatch(1);
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("DELETE")) {
            reply.holdUntil(goOn);
            reply.status(204, "");
          } else {
            reply.status(200, LIST);
          }
        };
    chat.identify(ANA);
    chat.click("[aria-label='Your files'].plain");
    chat.awaits("older.md");
    chat.query("chat.querySelector(\"[aria-label='Remove old.md']\").focus(); return ''");
    browser.press(Keys.ENTER);
    Browser.await(() -> service.filedBy("DELETE").size(), count -> count == 1);
    chat.query("chat.querySelector('textarea').focus(); return ''");
    browser.press("One thing ");
    goOn.countDown();
    Browser.await(() -> chat.count(".files li"), count -> count == 1);
    browser.press("more");

    assertThat(chat.query("return chat.querySelector('textarea').value"))
        .isEqualTo("One thing more");
  }

  @Test
  void fileThatCannotBeRemovedStaysAndSaysSo() {
    service.filing =
        (asked, reply) -> {
          if (asked.method().equals("DELETE")) {
            reply.status(503, "{\"code\": \"unavailable\"}");
          } else {
            reply.status(200, LIST);
          }
        };
    chat.identify(ANA);
    chat.click("[aria-label='Your files'].plain");
    chat.click("[aria-label='Remove old.md']");

    chat.awaits("This could not be removed. Try again.");
    assertThat(chat.count(".files li")).isEqualTo(2);
  }

  @Test
  void everythingIsReachedByTheTabKeyAlone() {
    chat.identify(ANA);
    chat.click("[aria-label='Your files'].plain");
    chat.awaits("older.md");
    chat.query("chat.querySelector('textarea').focus(); return ''");
    browser.pressWithShift(Keys.TAB);
    assertThat(focused()).isEqualTo("Attach files");
    browser.pressWithShift(Keys.TAB);
    assertThat(focused()).isEqualTo("Remove older.md");
    browser.pressWithShift(Keys.TAB);
    assertThat(focused()).isEqualTo("Remove old.md");
  }

  @Test
  void namesAreShownAsText() {
    chat.identify(ANA);
    chat.choose(TEXT, HOSTILE);
    Browser.await(() -> chat.text(".files"), text -> text.contains("Added"));

    assertThat(chat.text(".files")).contains(HOSTILE);
    assertThat(chat.count(".files img")).isZero();
    assertThat(String.valueOf(browser.run("return !!window.broken"))).isEqualTo("false");
  }

  @Test
  void droppedFileIsAttachedAndAVisitorsIsNot() {
    String drop =
        """
        const dropped = new DataTransfer();
        dropped.items.add(new File(['Dropped.'], 'dropped.md'));
        const event = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
        return String(chat.querySelector('.scroller').dispatchEvent(event));
        """;
    assertThat(chat.query(drop)).isEqualTo("true");
    chat.identify(ANA);
    assertThat(chat.query(drop)).isEqualTo("false");

    Browser.await(() -> chat.text(".files"), text -> text.contains("Added"));
    assertThat(service.filedBy("POST"))
        .extracting(Filed::path)
        .containsExactly("/v1/files?name=dropped.md");
  }

  @Test
  void onAPhoneButtonsFitAThumbAndNothingSticksOut() {
    browser.size(390, 844);
    chat.identify(ANA);
    chat.click("[aria-label='Your files'].plain");
    chat.awaits("older.md");

    assertThat(chat.all(".tray .plain, .composer .plain", "offsetHeight"))
        .allSatisfy(height -> assertThat(Integer.parseInt(height)).isGreaterThanOrEqualTo(40));
    assertThat(chat.all(".files .plain", "offsetHeight"))
        .hasSize(2)
        .allSatisfy(height -> assertThat(Integer.parseInt(height)).isGreaterThanOrEqualTo(44));
    assertThat(
            chat.query(
                "const tray = chat.querySelector('.tray'), box = chat.querySelector('textarea').getBoundingClientRect();"
                    + " return tray.scrollWidth <= tray.clientWidth && box.right <= innerWidth && box.bottom <= innerHeight"
                    + " && box.width > 150"))
        .isEqualTo("true");
  }
}
