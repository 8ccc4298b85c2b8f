package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolFileError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an editor says of a file of tools, and what the service says. */
class ToolSchemaFileTest {
  private static final String TOOL =
      """
      kind: tool
      name: mine
      type: postgres-sql
      source: any
      description: The invoices of the caller.
      statement: SELECT number FROM demo.invoice LIMIT $1
      parameters:
        - {name: n, type: integer, minValue: 1, maxValue: 20, default: 10, description: How many}
      x-ringfence:
        access: [customer]
        result: {number: {type: text}}
        rows: 20
        timeout: 2s
      """;

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ToolFile.schema());

  private static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(yaml)
        .forEach(document -> documents.add(new ObjectMapper().valueToTree(document)));
    return documents;
  }

  @Test
  void theDemosToolsAreValid() throws IOException {
    try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/demo/tools.yaml"))) {
      var documents = documents(new String(file.readAllBytes(), StandardCharsets.UTF_8));

      assertThat(documents).hasSizeGreaterThan(10);
      assertThat(documents).allSatisfy(document -> assertThat(schema.validate(document)).isEmpty());
    }
  }

  @Test
  void theOlderFormIsValid() {
    var older =
        TOOL.replaceFirst("kind: tool\nname: mine\ntype: ", "kind: ").indent(4).stripTrailing();

    var text = "tools:\n  mine:\n" + older + "\n";

    assertThat(ToolFile.parse("tools.yaml", text.getBytes(StandardCharsets.UTF_8)).tools())
        .hasSize(1);
    assertThat(documents(text)).allSatisfy(d -> assertThat(schema.validate(d)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "access: [customer] ~ access: []",
        "access: [customer] ~ access: [everybody]",
        "access: [customer] ~ accss: [customer]",
        "type: postgres-sql ~ type: mysql-sql",
        "kind: tool ~ kind: tol",
        "name: mine ~ name: 1mine",
        "type: integer ~ type: number",
        "rows: 20 ~ rows: 2000",
        "timeout: 2s ~ timeout: 2 minutes",
        "{number: {type: text}} ~ {number: text}",
        "{number: {type: text}} ~ {rows: {type: text}}",
        "{number: {type: text}} ~ {number: {type: text, mask: mail}}",
        "source: any ~ templateParameters: []",
        "source: any ~ annotations: {readOnlyHint: false}",
        "maxValue: 20, ~ maxVal: 20,",
      })
  void anEditorSeesWhatTheServiceRefuses(String right, String wrong) {
    var text = TOOL.replace(right, wrong);

    assertThat(text).isNotEqualTo(TOOL);
    assertThatThrownBy(() -> ToolFile.parse("tools.yaml", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ToolFileError.class);
    assertThat(documents(text)).allSatisfy(d -> assertThat(schema.validate(d)).isNotEmpty());
    assertThat(documents(TOOL)).allSatisfy(d -> assertThat(schema.validate(d)).isEmpty());
  }
}
