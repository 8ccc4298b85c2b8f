package dev.ringfence.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportTest {
  private static final List<Rule> RULES = Rulebook.standard().rules();

  private static final Finding FINDING =
      Rulebook.standard()
          .find("row-security-off")
          .orElseThrow()
          .found("demo.\"in\\voice\"", "", "ALTER TABLE demo.invoice ENABLE ROW LEVEL SECURITY;");

  @Test
  void jsonHasTheFiveFieldsAndNothingElse() {
    JsonObject report = new JsonObject(Report.JSON.of(List.of(FINDING), RULES));

    assertThat(report.fieldNames()).containsExactly("findings");
    JsonObject finding = report.getJsonArray("findings").getJsonObject(0);
    assertThat(finding.fieldNames())
        .containsExactly("rule", "severity", "object", "problem", "fix");
    assertThat(finding.getString("severity")).isEqualTo("error");
    assertThat(finding.getString("object")).isEqualTo("demo.\"in\\voice\"");
  }

  @Test
  void cleanDatabaseIsAnEmptyList() {
    assertThat(new JsonObject(Report.JSON.of(List.of(), RULES)).getJsonArray("findings")).isEmpty();
    assertThat(Report.TEXT.of(List.of(), RULES)).startsWith("No findings").hasLineCount(1);
  }

  @Test
  void sarifHasWhatItsSchemaAndCodeHostsAskFor() {
    JsonObject log = new JsonObject(Report.SARIF.of(List.of(FINDING), RULES));

    assertThat(log.getString("version")).isEqualTo("2.1.0");
    JsonObject run = log.getJsonArray("runs").getJsonObject(0);
    JsonObject driver = run.getJsonObject("tool").getJsonObject("driver");
    assertThat(driver.getString("name")).isNotBlank();
    JsonArray rules = driver.getJsonArray("rules");
    assertThat(rules).hasSameSizeAs(RULES);
    for (int i = 0; i < rules.size(); i++) {
      JsonObject rule = rules.getJsonObject(i);
      assertThat(rule.getString("id")).isNotBlank();
      assertThat(rule.getJsonObject("help").getString("text")).isNotBlank();
      assertThat(rule.getJsonObject("shortDescription").getString("text")).isNotBlank();
      assertThat(rule.getJsonObject("defaultConfiguration").getString("level"))
          .isIn("error", "warning");
    }
    JsonObject result = run.getJsonArray("results").getJsonObject(0);
    assertThat(rules.getJsonObject(result.getInteger("ruleIndex")).getString("id"))
        .isEqualTo(result.getString("ruleId"))
        .isEqualTo("row-security-off");
    assertThat(result.getString("level")).isEqualTo("error");
    assertThat(result.getJsonObject("message").getString("text")).contains("demo.");
    JsonObject location = result.getJsonArray("locations").getJsonObject(0);
    assertThat(location.getJsonArray("logicalLocations").getJsonObject(0).getString("name"))
        .isEqualTo("demo.\"in\\voice\"");
    assertThat(
            location
                .getJsonObject("physicalLocation")
                .getJsonObject("artifactLocation")
                .getString("uri"))
        .isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Report.class)
  void everyFormatNamesTheRuleTheObjectAndTheMend(Report format) {
    assertThat(format.of(List.of(FINDING), RULES))
        .contains(FINDING.rule(), "voice", "ENABLE ROW LEVEL SECURITY");
  }
}
