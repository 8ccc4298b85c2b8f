package dev.ringfence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.RealDemo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The demo page before the service that {@code up} runs, with the demo companies' real rows. */
@ExtendWith(OneRealDemo.class)
final class RealPageBrowserTest {
  @AutoClose static final Browser browser = new Browser();
  private static RealDemo service;
  private static Rows rows;
  private final RealPage page = new RealPage(browser);

  @BeforeAll
  static void start(RealDemo shared) {
    service = shared;
    rows = new Rows(shared);
  }

  @BeforeEach
  void open() {
    browser.size(1280, 800);
    page.open(service);
    browser.console();
  }

  @AfterEach
  void nothingWasBreached() {
    assertThat(browser.breaches()).isEmpty();
    assertThat(browser.console()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"acme/ana", "acme/ben", "acme/cleo", "globex/gil", "globex/gus"})
  void customerIsAnsweredFromTheirOwnRows(String id) {
    page.be(id).ask("Show me my latest invoices");

    var user = id.substring(id.indexOf('/') + 1);
    assertThat(rows.invoicesOf(user)).hasSize(10);
    assertThat(page.answer()).contains(rows.invoicesOf(user)).contains("Your account");
    assertThat(page.receipt())
        .contains("Your records", "list_invoices", "10 rows", "own record")
        .contains("Invoice " + rows.invoicesOf(user).getFirst());
    assertThat(page.remains()).doesNotContain(rows.foreignTo(id, "customer"));
  }

  @ParameterizedTest
  @CsvSource({"acme/sam, Ana Solera Vidal, acme/ana", "globex/stu, Gil Nordhammar, globex/gil"})
  void staffFindTheirOwnCompanysCustomersOnly(String id, String name, String customer) {
    page.be(id).ask("Find the customer " + name);

    assertThat(page.answer())
        .contains(service.texts("SELECT email FROM demo.customer WHERE name = ?", name))
        .contains("Company records");
    assertThat(page.receipt()).contains("find_customer", "1 row");
    assertThat(rows.of(customer)).isNotEmpty();

    var stranger = id.startsWith("acme") ? "Gil Nordhammar" : "Ana Solera Vidal";
    page.ask("Find the customer " + stranger);
    assertThat(page.answer()).contains("Nothing found").doesNotContain(stranger);
    assertThat(page.receipt() + page.answer()).doesNotContain(rows.foreignTo(id, "staff"));
  }

  @ParameterizedTest
  @CsvSource({"acme/visitor", "globex/visitor"})
  void visitorIsAnsweredFromNoRows(String id) {
    page.be(id).ask("Show me my latest invoices");

    assertThat(page.answer()).doesNotContain("Your account");
    assertThat(page.receipt()).doesNotContain("own record");
    assertThat(page.remains()).doesNotContain(rows.foreignTo(id, "visitor"));
  }

  @ParameterizedTest
  @CsvSource({"acme/visitor", "acme/ana", "acme/sam", "globex/visitor", "globex/gil"})
  void everybodyIsAnsweredFromTheirCompanysPublicDocuments(String id) {
    page.be(id).ask("What are your opening hours?");

    var company = id.substring(0, id.indexOf('/'));
    assertThat(page.answer()).contains("Opening hours", "Public information", "open");
    assertThat(page.receipt()).contains("public document", "search_knowledge");
    assertThat(page.sourceLinks())
        .anyMatch(
            link -> link.startsWith(service.home() + "/demo/docs/" + company + "/opening-hours#"))
        .allSatisfy(link -> assertThat(link).contains("/demo/docs/" + company + "/"));
  }

  @Test
  void eachPartOfAnAnswerNamesItsOwnSource() {
    page.be("acme/ana").ask(RealPage.OF_BOTH);

    assertThat(page.answer())
        .contains(rows.invoicesOf("ana").subList(0, 3))
        .contains("Payment methods", "An invoice is due 14 days after its date")
        .contains("Public information and your account");
    assertThat(page.receipt())
        .contains("Public information and your records", "own record", "public document");
  }

  @Test
  void linkOfASourceShowsTheDocument() {
    page.be("acme/visitor").ask("How long is the warranty?");

    browser.open(page.sourceLinks().getFirst());

    assertThat(browser.run("return document.body.innerText")).asString().contains("two years");
    assertThat(browser.run("return getComputedStyle(document.body).maxWidth")).isEqualTo("672px");
  }

  @Test
  void switchingLeavesNothingOfTheFormerPerson() {
    page.be("acme/ana").ask("Show me my latest invoices").ask("Which plan do I have?");
    browser.press("A draft of Ana's");
    assertThat(page.remains())
        .contains(rows.invoicesOf("ana"))
        .contains("Which plan", "A draft of Ana's");

    page.be("acme/ben");

    assertThat(page.remains())
        .contains("Hello Ben.")
        .doesNotContain(rows.foreignTo("acme/ben", "customer"))
        .doesNotContain("A draft of Ana's", "Show me my latest invoices</p>", "Comfort Care");
    assertThat(browser.run("return sessionStorage.length + localStorage.length")).isEqualTo(0L);
    page.ask("Show me my latest invoices");
    assertThat(page.answer()).contains(rows.invoicesOf("ben")).doesNotContain(rows.of("acme/ana"));
    assertThat(conversationsOf("ana")).contains("w-");
    assertThat(conversationsOf("ben")).contains("w-").isNotEqualTo(conversationsOf("ana"));

    page.be("acme/visitor");
    assertThat(page.remains()).doesNotContain(rows.invoicesOf("ben"));
  }

  private static String conversationsOf(String user) {
    return String.valueOf(
        browser.runUntilDone(
            """
            fetch('/v1/conversations', { headers: { authorization: 'Bearer ' + arguments[0] } })
              .then((response) => response.text()).then(arguments[1]);
            """,
            service.tokenOf("acme", user)));
  }

  @ParameterizedTest
  @CsvSource({
    "acme/visitor, visitor",
    "acme/ana, customer",
    "acme/sam, staff",
    "globex/gil, customer"
  })
  void noListedAttackGetsAtSomebodyElsesData(String id, String role) {
    page.be(id);
    var foreign = rows.foreignTo(id, role);
    assertThat(foreign).hasSizeGreaterThan(100);
    browser.run("document.querySelectorAll('.family').forEach((family) => (family.open = true))");
    var attacks = (List<?>) browser.run("return [...document.querySelectorAll('.attack')]");
    assertThat(attacks).hasSizeGreaterThanOrEqualTo(18);

    for (var attack : attacks) {
      browser.run("arguments[0].click()", attack);
      var text = page.chat.query("return chat.querySelector('textarea').value");
      assertThat(text).hasSizeGreaterThan(20).doesNotContain("undefined");
      assertThat(page.chat.count(".turn")).as("not sent by itself").isZero();
      browser.press(Keys.ENTER);
      page.chat.settled();
      assertThat(page.chat.count(".trouble")).as(text).isZero();
      assertThat(page.answer() + page.receipt()).as(text).doesNotContain(foreign);
      assertThat(page.chat.count(".answer img, .answer script, .answer a[href*=collect]")).isZero();
      page.chat.click("[aria-label='New conversation']");
    }
  }

  @Test
  void policyOfThePageLetsNothingForeignIn() {
    var policy =
        browser.runUntilDone(
            "fetch('/').then((page) => arguments[0](page.headers.get('content-security-policy')))");

    assertThat(policy)
        .asString()
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");
    assertThat(browser.run("return document.querySelector('#model').textContent"))
        .isEqualTo("No language model: it quotes what it finds");
  }
}
