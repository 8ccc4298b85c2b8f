package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in the chat when a token has expired. */
final class RenewalBrowserTest {
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
    service.script = (asked, reply) -> reply.says(asked.token().equals(ANA) ? SECRET : "Hello.");
    browser.open(service.shop("data-site=\"pk_demo_acme\""));
    browser.awaitTrue("return !!window.ringfence");
    browser.run("sessionStorage.clear(); ringfence.open()");
  }

  private static void identify(String token) {
    browser.run("window.token = arguments[0]; ringfence.identify(async () => window.token)", token);
  }

  @Test
  void anExpiredVisitorGetsANewSessionAndIsToldSo() {
    chat.ask("First").settled();
    service.script =
        (asked, reply) -> {
          if (asked.token().equals("visitor-1")) {
            reply.status(401, "{\"code\": \"token_expired\"}");
          } else {
            reply.says("Welcome back.");
          }
        };

    chat.ask("Second").settled().awaits("Welcome back.");

    assertThat(chat.text(".break")).contains("The session had expired.");
    assertThat(service.asked)
        .extracting(FakeService.Asked::token)
        .containsExactly("visitor-1", "visitor-1", "visitor-2");
    assertThat(service.asked.getLast().conversation())
        .isNotEqualTo(service.asked.getFirst().conversation());
  }

  @Test
  void anExpiredTokenIsRenewedOnceWithoutANoise() {
    var expired = FakeService.tokenOf("acme", "ana\", \"exp\": \"1");
    browser.run(
        "window.given = arguments; let n = 0; ringfence.identify(async () => given[n++ === 0 ? 0 : 1])",
        expired,
        ANA);
    service.script =
        (asked, reply) -> {
          if (asked.token().equals(ANA)) {
            reply.says(SECRET);
          } else {
            reply.status(401, "{\"code\": \"token_expired\"}");
          }
        };

    chat.ask("Private question").settled().awaits(SECRET);

    assertThat(chat.count(".break, .trouble")).isZero();
    assertThat(service.asked)
        .extracting(FakeService.Asked::conversation)
        .containsOnly(service.asked.getFirst().conversation());
  }

  @Test
  void aQuestionIsNeverAskedInTheNameOfSomebodyElse() {
    identify(ANA);
    chat.ask("Private question").settled().awaits(SECRET);
    service.script = (asked, reply) -> reply.status(401, "{\"code\": \"token_expired\"}");
    browser.run("window.token = arguments[0]", BEN);

    chat.ask("For Ana only");
    Browser.await(chat::text, text -> !text.contains("Private question"));

    assertThat(service.asked).extracting(FakeService.Asked::token).containsOnly(ANA);
    assertThat(chat.text()).doesNotContain("For Ana only", SECRET);
  }

  @Test
  void whoCannotBeRenewedIsAskedToSignIn() {
    identify(ANA);
    service.script =
        (asked, reply) ->
            reply.status(401, "{\"code\": \"token_expired\", \"requestId\": \"r-1\"}");

    chat.ask("Hello").settled();

    assertThat(chat.text(".trouble"))
        .contains("Your session has expired. Sign in again", "Reference: r-1");
    assertThat(service.asked).hasSize(2);
  }
}
