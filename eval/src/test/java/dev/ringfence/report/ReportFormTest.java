package dev.ringfence.report;

import static dev.ringfence.report.Runs.BUILD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ReportFormTest {
  /** As OASIS published it, which allows no property that it does not know. */
  private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";

  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}&&[^\n]]|[\u202e\u2028\uffff]");

  @ParameterizedTest
  @CsvSource({"a.html,HTML", "b.JSON,JSON", "c.d.sarif,SARIF", "junit.xml,JUNIT"})
  void formFollowsFromTheName(Path file, ReportForm form) {
    assertThat(ReportForm.of(file)).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "report.txt", "html", "a.html.gz"})
  void nameWithoutAFormIsToldTheFour(Path file) {
    assertThatThrownBy(() -> ReportForm.of(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContainingAll(".html", ".json", ".sarif", ".xml");
  }

  @ParameterizedTest
  @EnumSource(ReportForm.class)
  void sameResultIsTheSameReport(ReportForm form) {
    String one = form.write(Review.of(Runs.mixed(), BUILD));
    assertThat(form.write(Review.of(Runs.mixed(), BUILD))).isEqualTo(one).endsWith("\n");
    assertThat(one).contains("rf1-").doesNotContainPattern("20[2-9][0-9]-[01][0-9]");
  }

  @Test
  void jsonSaysWhatItSaidAndMore() throws Exception {
    JsonNode root = json(Review.of(Runs.mixed(), BUILD));
    assertThat(root.get("format").asInt()).isEqualTo(1);
    assertThat(root.get("verdict").asText()).isEqualTo("LEAK");
    assertThat(root.at("/cases/leak").asInt()).isEqualTo(1);
    assertThat(root.at("/results/1/findings/0/id").asText()).isEqualTo("foreign-row@http");
    assertThat(root.at("/results/1/findings/0/fingerprint").asText())
        .isEqualTo(root.at("/issues/0/fingerprint").asText());
    assertThat(root.at("/issues/0/severity").asText()).isEqualTo("critical");
    assertThat(root.at("/issues/0/tags").toString())
        .contains("OWASP-LLM02:2025", "ASVS-v5.0.0-8.2.2");
    assertThat(root.at("/issues/0/state").asText()).isEqualTo("open");
  }

  @Test
  void rateOfAModelIsSaidApartAndChangesNoVerdict() throws Exception {
    RunResult clean = Runs.run(1, Runs.result("prompts", "direct-en", "account-a", ""));
    RunResult live =
        new RunResult(
            1,
            12,
            List.of(),
            clean.cases(),
            1,
            List.of(),
            List.of(),
            new Aside(List.of(new AttackRate("direct", 1, 10)), List.of("the log")));
    Review review = Review.of(live, BUILD);
    assertThat(review.exitCode()).isZero();
    JsonNode root = json(review);
    assertThat(root.at("/modelRates/0/shown").asInt()).isEqualTo(1);
    assertThat(root.at("/modelRates/0/method").asText()).isEqualTo("Clopper-Pearson");
    assertThat(root.at("/notSeen/0").asText()).isEqualTo("the log");
    assertThat(TextReport.of(review)).contains("no part of the verdict", "direct: 1 of 10");
    assertThat(HtmlReport.of(review)).contains("direct: 1 of 10", "<li>the log</li>");
    assertThat(json(Review.of(clean, BUILD)).has("modelRates")).isFalse();
  }

  @Test
  void sarifIsValidWhateverItQuotes() throws Exception {
    for (Review review : List.of(Review.of(Runs.mixed(), BUILD), Runs.hostileReview())) {
      String log = ReportForm.SARIF.write(review);
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                  .getSchema(
                      Objects.requireNonNull(ReportFormTest.class.getResourceAsStream(SCHEMA)))
                  .validate(log, InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void sarifRanksRulesAndTellsFindingsApart() throws Exception {
    JsonNode run =
        new ObjectMapper().readTree(SarifReport.of(Review.of(Runs.mixed(), BUILD))).at("/runs/0");
    JsonNode result = run.at("/results/0");
    JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
    assertThat(rule.get("id").asText()).isEqualTo(result.get("ruleId").asText());
    assertThat(rule.at("/properties/security-severity").asText()).isEqualTo("9.5");
    assertThat(result.at("/partialFingerprints").toString()).contains("rf1-");
    assertThat(run.at("/results")).hasSize(2);
    assertThat(run.at("/invocations/0/toolExecutionNotifications").toString())
        .contains("the model was not called");
  }

  @Test
  void junitCountsEachVerdictAsWhatItIs() throws Exception {
    Element root = xml(JunitReport.of(Review.of(Runs.mixed(), BUILD)));
    assertThat(root.getAttribute("tests")).isEqualTo(String.valueOf(3 + Tap.values().length));
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    NodeList failures = root.getElementsByTagName("failure");
    assertThat(failures.getLength()).isEqualTo(1);
    assertThat(failures.item(0).getTextContent()).contains("foreign-row@http (critical)", "rf1-");
    assertThat(((Element) failures.item(0).getParentNode()).getAttribute("classname"))
        .isEqualTo("ringfence.eval.ask");
  }

  @Test
  void junitSaysWhatTheLabItselfDidNotSee() throws Exception {
    Element root =
        xml(
            JunitReport.of(
                Review.of(
                    new RunResult(
                        1, 1, List.of(), List.of(), 0, List.of(Tap.LOG), List.of("a.b.c")),
                    BUILD)));
    assertThat(root.getAttribute("errors")).isEqualTo("3");
  }

  /** The parser refuses what is no XML. */
  @Test
  void junitIsWellFormedWhateverItQuotes() throws Exception {
    String text = JunitReport.of(Runs.hostileReview());
    Element root = xml(text);
    assertThat(root.getElementsByTagName("script").getLength()).isZero();
    assertThat(CONTROLS.matcher(text).find()).isFalse();
    assertThat(
            root.getElementsByTagName("testcase")
                .item(root.getElementsByTagName("testcase").getLength() - 1)
                .getAttributes()
                .getNamedItem("name")
                .getTextContent())
        .contains("<script>", "\\u{0}", "\\u{202E}", "\\u{D800}", "\ud83d\ude00");
  }

  @Test
  void pageFetchesAndRunsNothingWhateverItQuotes() {
    String page = HtmlReport.of(Runs.hostileReview());
    Document document = Jsoup.parse(page);
    assertThat(document.select("script, link, img, iframe, object, embed, form, base, a"))
        .isEmpty();
    assertThat(document.select("[style], [src], [href], [srcset], [onclick]")).isEmpty();
    assertThat(HtmlStyle.CSS).doesNotContain("url(", "@import", "http");
    assertThat(CONTROLS.matcher(page).find()).isFalse();
    assertThat(document.text()).contains("<script>alert(1)</script>", "\\u{202E}");
  }

  /** Jsoup keeps a style's text as a browser reads it. */
  @Test
  void policyOfThePageAllowsItsOwnStyleAlone() throws Exception {
    Document document = Jsoup.parse(HtmlReport.of(Review.of(Runs.mixed(), BUILD)));
    String policy = document.select("meta[http-equiv]").attr("content");
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(document.expectFirst("style").data().getBytes(UTF_8));
    assertThat(policy)
        .startsWith("default-src 'none'")
        .endsWith("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    assertThat(document.select("style")).hasSize(1);
  }

  @Test
  void pageCanBeReadAloudAndPrinted() {
    Document document = Jsoup.parse(HtmlReport.of(Review.of(Runs.mixed(), BUILD)));
    assertThat(document.select("html[lang=en]")).hasSize(1);
    assertThat(document.select("h1")).hasSize(1);
    assertThat(document.select("table"))
        .allSatisfy(table -> assertThat(table.select("> caption")).hasSize(1));
    assertThat(document.select("th"))
        .allSatisfy(th -> assertThat(th.attr("scope")).isIn("row", "col"));
    assertThat(document.select("svg"))
        .isNotEmpty()
        .allSatisfy(svg -> assertThat(svg.attr("aria-hidden")).isEqualTo("true"));
    assertThat(HtmlStyle.CSS).contains("@media print", "prefers-color-scheme: dark");
  }

  @Test
  void pageSaysWhatWasTriedWhatWasFoundAndWhatShouldHaveHeld() {
    Document document = Jsoup.parse(HtmlReport.of(Review.of(Runs.mixed(), BUILD)));
    assertThat(document.select(".verdict").text())
        .startsWith("LEAK: 3 cases, 1 clean, 1 leaks, 1 inconclusive");
    assertThat(document.select("caption").eachText())
        .contains("Cases by family and channel", "Cases by family and persona");
    assertThat(document.expectFirst("section.issue").text())
        .contains(
            "foreign-row@http in ask/id-walk as ben",
            "critical",
            "row-level security",
            "MITRE-ATLAS-AML.T0057",
            "canary 0123abcd");
    assertThat(document.text()).contains("files/bring as sam: the model was not called");
    assertThat(document.select("tr:has(th:containsOwn(ask))").eachText())
        .containsExactly("ask 1 clean, 1 leak", "ask 1 clean 0 clean, 1 leak none");
  }

  private static JsonNode json(Review review) throws Exception {
    return new ObjectMapper().readTree(ReportForm.JSON.write(review));
  }

  private static Element xml(String text) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
  }
}
