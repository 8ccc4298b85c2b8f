package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.redaction.Redactor;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What loads and what is refused, by what the server makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolProofTest {
  private static final Pattern BECAUSE = Pattern.compile("# because: (.*)");

  private final Vertx vertx = Vertx.vertx();
  private TenantDatabase database;

  @BeforeAll
  void open() throws IOException {
    var test = create();
    test.execute(Shop.resource("/shop.sql"));
    test.execute(Shop.resource("/proof/desk.sql"));
    test.execute(Shop.resource("/proof/writes.sql"));
    test.execute(Shop.resource("/proof/functions.sql"));
    database = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
  }

  TestDatabase create() {
    return TestDatabases.create();
  }

  @AfterAll
  void close() {
    database.close();
    vertx.close().await();
  }

  private static List<String> documents(String name) throws IOException {
    return Arrays.asList(Shop.resource(name).split("(?m)^---\n"));
  }

  private static Stream<String> loadingTools() throws IOException {
    return all("/proof/loads.yaml", "/proof/writes-load.yaml", "/proof/functions-load.yaml");
  }

  private static Stream<String> refusedTools() throws IOException {
    return all(
        "/proof/refused.yaml", "/proof/writes-refused.yaml", "/proof/functions-refused.yaml");
  }

  private static Stream<String> all(String... names) throws IOException {
    var all = new ArrayList<String>();
    for (var name : names) {
      all.addAll(documents(name));
    }
    return all.stream();
  }

  static Stream<Arguments> loading() throws IOException {
    return loadingTools().map(text -> arguments(name(text), text));
  }

  static Stream<Arguments> refused() throws IOException {
    return refusedTools()
        .map(
            text -> {
              var because = BECAUSE.matcher(text);
              assertThat(because.find()).as(text).isTrue();
              return arguments(name(text), text, because.group(1));
            });
  }

  private static String name(String text) {
    return ToolFileTest.parse(text).tools().getFirst().name();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loading")
  void aToolThatCannotLeakLoads(String name, String text) {
    assertThat(judge(text).reasons()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void aToolThatCouldLeakIsRefusedWithAReason(String name, String text, String because) {
    var verdict = judge(text);

    assertThat(verdict.loads()).isFalse();
    assertThat(verdict.reasons())
        .anySatisfy(
            reason ->
                assertThat(because.split("\\|"))
                    .anySatisfy(
                        words ->
                            assertThat(reason.toLowerCase(Locale.ROOT))
                                .contains(words.toLowerCase(Locale.ROOT))));
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments(ReadsInsideTheFence.class, "no_fence_behind_a_view"),
        arguments(HasLimit.class, "limit_inside"),
        arguments(TakesItsParameters.class, "not_used"),
        arguments(ReturnsWhatIsDeclared.class, "column_not_declared"),
        arguments(NamesNoOwner.class, "owner_through_a_view"),
        arguments(ClaimsAreRedundant.class, "claim_of_shared_rows"),
        arguments(SelectsNoWholeRows.class, "system_column"),
        arguments(CallsKnownFunctions.class, "volatile_function_in_a_view"),
        arguments(KeepsMaskedColumnsShut.class, "masked_sorted_inside"),
        arguments(WritesInsideTheFence.class, "no_right_to_delete"),
        arguments(WritesOneRow.class, "one_or_any"),
        arguments(WritesNoOwner.class, "sets_the_owner_by_parameter"),
        arguments(WritesNothingBeside.class, "a_trigger"),
        arguments(AsksAboutNoOthers.class, "unique_among_others"),
        arguments(WritesMaskedValues.class, "phone_without_mask"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void withoutARuleWhatItAloneRefusesWouldLoad(Class<? extends LoadRule> rule, String name)
      throws IOException {
    assertThat(rules().map(arguments -> arguments.get()[0]).toList())
        .containsExactlyElementsOf(LoadRule.ALL.stream().map(Object::getClass).toList());
    var file =
        ToolFileTest.parse(
            refusedTools().filter(text -> name(text).equals(name)).findFirst().orElseThrow());
    var others = LoadRule.ALL.stream().filter(other -> !rule.isInstance(other)).toList();
    try (var probe = database.probe()) {
      assertThat(new ToolProof(probe, Redactor.standard()).judge(file))
          .noneMatch(ToolVerdict::loads);
      assertThat(new ToolProof(probe, Redactor.standard(), others).judge(file))
          .allMatch(ToolVerdict::loads);
    }
  }

  private ToolVerdict judge(String text) {
    return new ToolCheck(database).judge(ToolFileTest.parse(text)).getFirst();
  }
}
