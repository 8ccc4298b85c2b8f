package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.database.Role;
import dev.ringfence.tools.ResultColumn.Treatment;
import dev.ringfence.vault.SensitiveType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolFileTest {
  static final String WHOLE =
      """
      kind: source
      name: pg
      type: postgres
      ---
      kind: authServices
      name: app
      type: generic
      audience: ${AUD}
      ---
      kind: tool
      name: list_invoices
      type: postgres-sql
      source: pg
      description: Lists the caller's invoices.
      statement: |
        SELECT number, email FROM demo.invoice
        WHERE due >= $1 LIMIT $2
      parameters:
        - {name: from, type: string, format: date, description: first day, default: "2026-01-01"}
        - {name: limit, type: integer, description: how many, minValue: 1, maxValue: 20, default: 10}
      authRequired: [app]
      annotations: {readOnlyHint: true, title: Invoices}
      x-ringfence:
        label: Your invoices
        access: [customer, staff]
        result:
          number: {type: text, label: Number}
          email: {type: varchar, mask: email}
          note: {type: text, mask: drop}
        rows: 5
        timeout: 500ms
        bytes: 8KiB
        title: "Invoice {number}"
        examples: ["show my invoices", "what do I owe"]
      """;

  @Test
  void everyKeyOfAToolIsRead() {
    var tool = parse(WHOLE).tools().getFirst();

    assertThat(tool.name()).isEqualTo("list_invoices");
    assertThat(tool.label()).isEqualTo("Your invoices");
    assertThat(tool.access()).containsExactlyInAnyOrder(Role.CUSTOMER, Role.STAFF);
    assertThat(tool.columns())
        .extracting(ResultColumn::name, ResultColumn::type, ResultColumn::treatment)
        .containsExactly(
            tuple("number", "text", new Treatment.Shown()),
            tuple("email", "character varying", new Treatment.Masked(SensitiveType.EMAIL)),
            tuple("note", "text", new Treatment.Dropped()));
    assertThat(tool.bounds())
        .isEqualTo(new ToolDefinition.Bounds(5, Duration.ofMillis(500), 8 * 1024));
    assertThat(tool.title()).isEqualTo(new TitleTemplate("Invoice {number}"));
    assertThat(tool.examples()).containsExactly("show my invoices", "what do I owe");
    assertThat(tool.parameters().getFirst().fallback()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(tool.parameters().getFirst().required()).isFalse();
    assertThat(tool.parameters().getLast().fallback()).isEqualTo(10L);
    assertThat(tool.at()).isEqualTo(new Place("tools.yaml", 11, 7));
    assertThat(tool.body())
        .isInstanceOfSatisfying(
            ToolBody.Statement.class, s -> assertThat(s.sql()).startsWith("SELECT number"));
  }

  @Test
  void theNestedFormIsReadAsWell() {
    var file =
        parse(
            """
            sources:
              pg: {kind: postgres, host: localhost}
            tools:
              one:
                kind: postgres-sql
                source: pg
                description: One.
                statement: SELECT a FROM s.t LIMIT 1
                x-ringfence: {access: [customer], result: {a: {type: int}}}
              two:
                kind: ringfence-search
                description: Two.
                parameters: [{name: query, type: string, description: what to find}]
                x-ringfence: {access: [visitor]}
            toolsets:
              all: [one, two]
            """);

    assertThat(file.tools()).extracting(ToolDefinition::name).containsExactly("one", "two");
    assertThat(file.tools().getLast().body()).isInstanceOf(ToolBody.KnowledgeSearch.class);
    assertThat(file.tools().getFirst().bounds()).isEqualTo(ToolDefinition.Bounds.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\n", "# nothing\n", "---\n---\n", "tools: {}\n", "\uFEFF"})
  void aFileWithoutToolsHasNone(String text) {
    assertThat(parse(text).tools()).isEmpty();
  }

  static Stream<Arguments> parametersThatAreRead() {
    return Stream.of(
        arguments("type: string", "text of at most 200 characters"),
        arguments("type: string, maxLength: 12", "text of at most 12 characters"),
        arguments("type: string, format: uuid", "a uuid"),
        arguments("type: string, format: date", "a date written YYYY-MM-DD"),
        arguments(
            "type: string, format: date-time", "a date and time written YYYY-MM-DDThh:mm:ssZ"),
        arguments("type: string, allowedValues: [open, paid]", "one of open, paid"),
        arguments(
            "type: string, mask: email",
            "text of at most 200 characters or the placeholder of one EMAIL"),
        arguments("type: integer", "a whole number from -2147483648 to 2147483647"),
        arguments("type: integer, minValue: 1, maxValue: 5", "a whole number from 1 to 5"),
        arguments("type: integer, allowedValues: [1, 3]", "one of 1, 3"),
        arguments("type: float", "a number"),
        arguments("type: float, minValue: 0, maxValue: 1.5", "a number from 0.0 to 1.5"),
        arguments("type: boolean", "true or false"),
        arguments("type: boolean, default: true", "true or false"),
        arguments("type: string, secure: true, required: false", "text of at most 200 characters"),
        arguments(
            "type: array, items: {type: integer, minValue: 1, maxValue: 2}, maxItems: 3",
            "a list of at most 3 values, each a whole number from 1 to 2"));
  }

  @ParameterizedTest
  @MethodSource("parametersThatAreRead")
  void aParameterIsRead(String keys, String described) {
    var file = parse(withParameter("{name: p, description: d, " + keys + "}"));

    assertThat(file.tools().getFirst().parameters().getFirst().kind().describe())
        .isEqualTo(described);
  }

  static Stream<Arguments> parametersThatAreRefused() {
    return Stream.of(
        arguments("{type: string, description: d}", "has no 'name'"),
        arguments("{name: 9a, type: string, description: d}", "no name for a parameter"),
        arguments("{name: p, type: string}", "has no 'description'"),
        arguments("{name: p, description: d}", "has no 'type'"),
        arguments("{name: p, type: map, description: d}", "type of parameter is not known"),
        arguments("{name: p, type: string, description: d, colour: red}", "no key 'colour'"),
        arguments("{name: p, type: integer, description: d, maxLength: 3}", "no key 'maxLength'"),
        arguments("{name: p, type: string, description: d, maxLength: 0}", "out of range"),
        arguments("{name: p, type: string, description: d, maxLength: \"5\"}", "whole number"),
        arguments("{name: p, type: string, description: d, format: email}", "format is not known"),
        arguments(
            "{name: p, type: string, description: d, mask: fingerprint}", "mask is not known"),
        arguments(
            "{name: p, type: string, description: d, mask: email, format: date}", "plain text"),
        arguments("{name: p, type: integer, description: d, minValue: 3, maxValue: 1}", "larger"),
        arguments("{name: p, type: integer, description: d, default: 1.5}", "the default is"),
        arguments(
            "{name: p, type: integer, description: d, maxValue: 2, default: 3}", "the default is"),
        arguments("{name: p, type: string, description: d, default: 3}", "the default is"),
        arguments("{name: p, type: boolean, description: d, default: maybe}", "the default is"),
        arguments("{name: p, type: string, description: d, required: 1}", "true or false"),
        arguments("{name: p, type: array, description: d}", "has no 'items'"),
        arguments(
            "{name: p, type: array, description: d, items: {type: array, items: {type: string}}}",
            "plain text, numbers"),
        arguments(
            "{name: p, type: string, description: d, authServices: [{name: app}]}",
            "has no 'field'"),
        arguments(
            "{name: p, type: string, description: d, authServices: app}",
            "'authServices' is a list"),
        arguments(
            "{name: p, type: string, description: d, default: a, authServices: [{name: app, field:"
                + " sub}]}",
            "fills this parameter"),
        arguments("{name: p, type: string, description: d, name: q}", "stands here twice"),
        arguments("just words", "written as keys and values"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"write: {reversible: true}", "rows: 5"})
  void onlyAStatementThatReadsHasParametersThatTheServiceFills(String key) {
    var text =
        """
        kind: tool
        name: mine
        type: postgres-sql
        description: d
        statement: SELECT 1
        parameters:
          - {name: me, type: string, description: d, authServices: [{name: app, field: sub}]}
        x-ringfence:
          access: [customer]
          result: {one: {type: integer}}
          %s
        """
            .formatted(key);

    if (key.startsWith("write")) {
      assertThat(refusal(text).problem()).contains("only a statement that reads");
      assertThat(refusal(text).place().line()).isEqualTo(7);
    } else {
      assertThat(parse(text).tools().getFirst().asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("parametersThatAreRefused")
  void aParameterThatIsNotUnderstoodIsRefused(String parameter, String problem) {
    var error = refusal(withParameter(parameter));

    assertThat(error.problem()).contains(problem);
    assertThat(error.place().line()).isEqualTo(6);
    assertThat(error.fix()).isNotBlank();
  }

  /** Each row replaces one line of a valid file; the error stands in the line that was replaced. */
  static Stream<Arguments> linesThatAreRefused() {
    return Stream.of(
        arguments("kind: tool", "kind: gizmo", 1, "kind 'gizmo' is not known"),
        arguments("name: t", "name: 'drop table'", 2, "no name for a tool"),
        arguments("name: t", "name:", 1, "has no 'name'"),
        arguments("type: postgres-sql", "type: mysql-sql", 3, "type of tool is not known"),
        arguments("type: postgres-sql", "type: postgres-execute-sql", 3, "is not known"),
        arguments("type: postgres-sql", "type: ringfence-search", 5, "has no statement"),
        arguments("description: d", "description: [d]", 4, "is a text"),
        arguments("description: d", "description: ''", 4, "is a text"),
        arguments("description: d", "desription: d", 1, "has no 'description'"),
        arguments("description: d", "description: d\ncolour: red", 5, "no key 'colour'"),
        arguments("description: d", "description: d\ndescription: e", 5, "stands here twice"),
        arguments("description: d", "description: &a d", 4, "anchors and aliases"),
        arguments("description: d", "description: *a", 4, "anchors and aliases"),
        arguments("description: d", "description: !!str d", 4, "tags are not accepted"),
        arguments("description: d", "description: 'd", 4, "not YAML"),
        arguments("description: d", "description: d\n  more: x", 5, "not YAML"),
        arguments("description: d", "description: " + "[".repeat(40), 4, "nested deeper"),
        arguments("description: d", "? [a]\n: b", 4, "single word"),
        arguments(
            "description: d", "description: d\ntemplateParameters: []", 5, "template parameters"),
        arguments("description: d", "description: d\nscopesRequired: [a]", 5, "scopes"),
        arguments(
            "description: d",
            "description: d\nannotations: {readOnlyHint: false}",
            5,
            "only reads"),
        arguments(
            "description: d",
            "description: d\nannotations: {destructiveHint: true}",
            5,
            "only reads"),
        arguments(
            "description: d",
            "description: d\nannotations: {dangerous: true}",
            5,
            "no key 'dangerous'"),
        arguments("description: d", "description: d\nparameters: {a: b}", 5, "is a list"),
        arguments("statement: s", "", 1, "has no 'statement'"),
        arguments("x-ringfence:", "ringfence:", 1, "has no 'x-ringfence'"),
        arguments("  access: [customer]", "  access: [root]", 7, "role is not known"),
        arguments("  access: [customer]", "  access: customer", 7, "is a list"),
        arguments("  access: [customer]", "  access: []", 7, "nobody"),
        arguments("  access: [customer]", "", 7, "has no 'access'"),
        arguments("  result: {a: {type: text}}", "  result: {}", 8, "lists columns"),
        arguments("  result: {a: {type: text}}", "  result: [a]", 8, "lists columns"),
        arguments("  result: {a: {type: text}}", "", 7, "has no 'result'"),
        arguments("  result: {a: {type: text}}", "  result: {a: text}", 8, "keys and values"),
        arguments("  result: {a: {type: text}}", "  result: {a: {type: bytea}}", 8, "of this type"),
        arguments(
            "  result: {a: {type: text}}",
            "  result: {a: {type: text, mask: x}}",
            8,
            "mask is not known"),
        arguments(
            "  result: {a: {type: text}}", "  result: {a: {type: text, x: y}}", 8, "no key 'x'"),
        arguments(
            "  result: {a: {type: text}}", "  result: {rows: {type: text}}", 8, "called 'rows'"),
        arguments(
            "  result: {a: {type: text}}",
            "  result: {a: {type: text}, a: {type: text}}",
            8,
            "twice"),
        arguments("  rows: 5", "  rows: 0", 9, "out of range"),
        arguments("  rows: 5", "  rows: 10000", 9, "out of range"),
        arguments("  rows: 5", "  rows: five", 9, "whole number"),
        arguments("  rows: 5", "  timeout: 2 minutes", 9, "no timeout"),
        arguments("  rows: 5", "  timeout: 600s", 9, "no timeout"),
        arguments("  rows: 5", "  bytes: 10GiB", 9, "no size"),
        arguments("  rows: 5", "  bytes: 1B", 9, "no size"),
        arguments("  rows: 5", "  title: 'A {b}'", 9, "which is no column"),
        arguments("  rows: 5", "  write: {}", 9, "has no 'reversible'"),
        arguments("  rows: 5", "  write: {reversible: perhaps}", 9, "true or false"),
        arguments("  rows: 5", "  write: {reversible: true, sure: true}", 9, "no key 'sure'"),
        arguments("  rows: 5", "  write: true", 9, "keys and values"),
        arguments("  rows: 5", "  write:", 9, "says nothing"),
        arguments("  rows: 5", "  examples: {a: b}", 9, "is a list"),
        arguments("  rows: 5", "  colour: red", 9, "no key 'colour'"));
  }

  @ParameterizedTest
  @MethodSource("linesThatAreRefused")
  void aLineThatIsNotUnderstoodIsRefusedWithItsPlace(
      String line, String instead, int expectedLine, String problem) {
    var valid =
        """
        kind: tool
        name: t
        type: postgres-sql
        description: d
        statement: s
        x-ringfence:
          access: [customer]
          result: {a: {type: text}}
          rows: 5
        """;
    assertThat(parse(valid).tools()).hasSize(1);
    assertThat(valid).contains(line + "\n");

    var error = refusal(valid.replace(line + "\n", instead.isEmpty() ? "" : instead + "\n"));

    assertThat(error.problem()).contains(problem);
    assertThat(error.place().line()).as(error.getMessage()).isEqualTo(expectedLine);
    assertThat(error).hasMessageStartingWith("tools.yaml:" + expectedLine + ":");
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    assertThat(refusal(WHOLE + "---\n" + WHOLE).problem()).contains("declared twice");
  }

  @Test
  void aVisitorCannotCallAToolThatAsksForAToken() {
    var error = refusal(WHOLE.replace("access: [customer, staff]", "access: [visitor]"));

    assertThat(error.problem()).contains("a visitor has no token");
  }

  @Test
  void aFileOfBillionLaughsIsRefusedAtItsFirstAnchor() {
    var error = refusal("a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n");

    assertThat(error.place().line()).isEqualTo(1);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    var error =
        catchThrowableOfType(
            ToolFileError.class, () -> ToolFile.parse("tools.yaml", new byte[] {'a', (byte) 0xff}));

    assertThat(error.problem()).contains("not UTF-8");
  }

  @Test
  void aHugeFileIsRefused() {
    assertThat(refusal("#".repeat(2_000_001)).problem()).contains("too large");
  }

  @Test
  void aCharacterThatIsNotPrintableIsRefused() {
    assertThat(refusal("kind: tool\nname: \u0007\n").place().file()).isEqualTo("tools.yaml");
  }

  static ToolFile parse(String text) {
    return ToolFile.parse("tools.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static ToolFileError refusal(String text) {
    var error = catchThrowableOfType(ToolFileError.class, () -> parse(text));
    assertThat(error).as("the file is refused").isNotNull();
    return error;
  }

  private static String withParameter(String parameter) {
    return """
        kind: tool
        name: t
        type: postgres-sql
        description: d
        parameters:
          - %s
        statement: s
        x-ringfence: {access: [customer], result: {a: {type: text}}}
        """
        .formatted(parameter);
  }
}
