package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.vault.InMemoryVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of the users' own in statements: what their bodies do is held against every rule. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionProofTest {
  private static final int BODIES = 150;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test = TestDatabases.create();
  private TenantDatabase database;

  @BeforeAll
  void open() throws IOException {
    test.execute(Shop.resource("/shop.sql"));
    test.execute(Shop.resource("/proof/desk.sql"));
    test.execute(Shop.resource("/proof/functions.sql"));
    database = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    database.close();
    vertx.close().await();
  }

  private static Stream<String> refusedTools() throws IOException {
    return Arrays.stream(Shop.resource("/proof/functions-refused.yaml").split("(?m)^---\n"));
  }

  private static String name(String text) {
    return ToolFileTest.parse(text).tools().getFirst().name();
  }

  static Stream<Arguments> refused() throws IOException {
    return refusedTools().map(text -> arguments(name(text), text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void aFunctionThatCouldLeakIsRefusedForOneReasonAlone(String name, String text) {
    assertThat(new ToolCheck(database).judge(ToolFileTest.parse(text)).getFirst().reasons())
        .hasSize(1);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments(ReadsInsideTheFence.class, "no_fence_inside"),
        arguments(NamesNoOwner.class, "parameter_meets_the_owner_inside"),
        arguments(SelectsNoWholeRows.class, "system_column_inside"),
        arguments(CallsKnownFunctions.class, "sleeps_inside"),
        arguments(KeepsMaskedColumnsShut.class, "masked_like_inside"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aRuleThatDoesNotLookIntoBodiesLetsWhatItAloneRefusesLoad(
      Class<? extends LoadRule> rule, String name) throws IOException {
    var text = refusedTools().filter(tool -> name(tool).equals(name)).findFirst().orElseThrow();
    var shallow =
        LoadRule.ALL.stream()
            .<LoadRule>map(other -> rule.isInstance(other) ? other::judge : other)
            .toList();
    try (var probe = database.probe()) {
      var file = ToolFileTest.parse(text);
      assertThat(new ToolProof(probe, Redactor.standard()).judge(file))
          .noneMatch(ToolVerdict::loads);
      assertThat(new ToolProof(probe, Redactor.standard(), shallow).judge(file))
          .allMatch(ToolVerdict::loads);
    }
  }

  @Test
  void everyRandomBodyWithABadPieceIsRefusedAndEveryOtherLoads() {
    var seed = Long.getLong("ringfence.seed", 1);
    System.out.println("seed of the bodies: " + seed);
    var bodies = new RandomBodies(new Random(seed)).make(BODIES);
    test.execute(bodies.stream().flatMap(body -> body.sql().stream()).toArray(String[]::new));
    var file =
        ToolFileTest.parse(
            bodies.stream()
                .map(body -> tool(body.name(), "desk." + body.name() + "($1, $2, $3::integer)"))
                .collect(Collectors.joining("---\n")));

    var verdicts = new ToolCheck(database).judge(file);

    assertThat(bodies)
        .filteredOn(RandomBodies.Body::bad)
        .hasSizeBetween(BODIES / 4, BODIES / 4 * 3);
    assertThat(IntStream.range(0, BODIES))
        .allSatisfy(
            i ->
                assertThat(verdicts.get(i).reasons().isEmpty())
                    .as("seed %d, %s: %s", seed, bodies.get(i), verdicts.get(i).reasons())
                    .isNotEqualTo(bodies.get(i).bad()));
  }

  private static String tool(String name, String call) {
    return """
        kind: tool
        name: %s
        type: postgres-sql
        description: d
        statement: SELECT %s AS n LIMIT 1
        parameters:
          - {name: a, type: string, format: uuid, description: d}
          - {name: b, type: string, description: d}
          - {name: c, type: integer, description: d}
        x-ringfence: {access: [customer], result: {n: {type: bigint}}}
        """
        .formatted(name, call);
  }

  private static ToolFile file(String statement, String result) {
    return ToolFileTest.parse(
        """
        kind: tool
        name: asked
        type: postgres-sql
        description: d
        statement: %s
        x-ringfence: {access: [customer], rows: 200, result: {%s}}
        """
            .formatted(statement, result));
  }

  /** Rows of a table in FROM have witnesses; rows that a function reads of the same have none. */
  @Test
  void whatAFunctionReadsIsSaidToHaveNoWitness() {
    var verdict =
        new ToolCheck(database)
            .judge(
                file(
                    "SELECT number, desk.bill_total(id) AS n FROM shop.bill LIMIT 5",
                    "number: {type: text}, n: {type: numeric}"))
            .getFirst();

    assertThat(verdict.tables()).containsExactly("shop.bill");
    assertThat(verdict.notes())
        .singleElement()
        .asString()
        .contains("shop.bill", "row-level security alone");
  }

  @Test
  void aVerdictOnAFunctionDoesNotDependOnWhoCalledItBefore() {
    var calls =
        "SELECT number, desk.%s(1) AS n FROM shop.bill LIMIT 5\n"
            + "x-ringfence: {access: [customer], result: {number: {type: text}, n: {type: integer}}}";
    var file =
        ToolFileTest.parse(
            Stream.of("deep_9", "deep_1", "fro", "to_and", "deep_7")
                .map(
                    name ->
                        """
                        kind: tool
                        name: %s
                        type: postgres-sql
                        description: d
                        statement: """
                                .formatted(name)
                            + " "
                            + calls.formatted(name))
                .collect(Collectors.joining("\n---\n")));

    assertThat(new ToolCheck(database).judge(file))
        .filteredOn(ToolVerdict::loads)
        .extracting(ToolVerdict::tool)
        .containsExactly("deep_1", "deep_7");
  }

  @Test
  void aFunctionThatIsReplacedIsProvenAgainWithTheFile() {
    var file = file("SELECT desk.changing() AS n LIMIT 1", "n: {type: bigint}");
    test.execute(
        "CREATE FUNCTION desk.changing() RETURNS bigint LANGUAGE sql STABLE AS"
            + " 'SELECT count(*) FROM shop.bill'");
    assertThat(new ToolCheck(database).judge(file)).allMatch(ToolVerdict::loads);

    test.execute(
        "CREATE OR REPLACE FUNCTION desk.changing() RETURNS bigint LANGUAGE sql STABLE AS"
            + " 'SELECT count(*) FROM desk.rate'");

    assertThat(new ToolCheck(database).judge(file)).noneMatch(ToolVerdict::loads);
  }

  static Stream<Arguments> running() {
    return Stream.of(
        arguments("SELECT number AS said FROM desk.open_bills() ORDER BY 1 LIMIT 100", 15),
        arguments(
            "SELECT number AS said FROM shop.bill WHERE amount > desk.average() LIMIT 100", 15),
        arguments("SELECT number AS said FROM desk.above_average(28) LIMIT 100", 3),
        arguments("SELECT min(number) || desk.average() AS said FROM shop.bill LIMIT 1", 1));
  }

  /** More often than the server plans a statement anew before it keeps a plan. */
  @ParameterizedTest
  @MethodSource("running")
  void eachCallerGetsWhatAFunctionFindsAmongTheirOwnRows(String statement, int rows) {
    var catalog = new ToolCheck(database).load(file(statement, "said: {type: text}"));
    var search = new PassageSearch(database, new LevelEmbedder());
    var runner = new ToolRunner(catalog, database, search, Redactor.standard());
    for (var round = 0; round < 8; round++) {
      for (var number : List.of("RED-A", "BLUE-B", "RED-B")) {
        var call = new ToolCall("1", "asked", "{}");
        var outcome = runner.run(Shop.customer(number), new InMemoryVault(), call);

        assertThat(outcome)
            .isInstanceOfSatisfying(
                ToolOutcome.Rows.class,
                found -> {
                  assertThat(found.rows()).isEqualTo(rows);
                  assertThat(found.json().value().split(number + "/", -1)).hasSize(rows + 1);
                });
      }
    }
  }
}
