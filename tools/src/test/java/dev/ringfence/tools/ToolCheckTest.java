package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.database.Role;
import dev.ringfence.database.TenantDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server says about a statement, held against what the file declares. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolCheckTest {
  private final Vertx vertx = Vertx.vertx();
  private TenantDatabase database;

  @BeforeAll
  void open() throws IOException {
    database = Shop.database(vertx);
  }

  @AfterAll
  void close() {
    database.close();
    vertx.close().await();
  }

  @Test
  void everyToolOfTheShopLoads() throws IOException {
    var file = ToolFileTest.parse(Shop.resource("/shop-tools.yaml"));

    assertThat(new ToolCheck(database).judge(file)).allMatch(ToolVerdict::loads);
    var catalog = new ToolCheck(database).load(file);
    assertThat(catalog.availableTo(Role.VISITOR))
        .extracting(ToolDefinition::name)
        .containsExactly("search");
    assertThat(catalog.find(Role.CUSTOMER, "remarks")).isEmpty();
    assertThat(catalog.find(Role.STAFF, "remarks")).isPresent();
    assertThat(catalog.specificationsFor(Role.STAFF)).hasSize(5);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "SELECT number FROM shop.bill LIMIT 1",
            "number: {type: integer}",
            "customer",
            "is declared integer but returned as text"),
        arguments(
            "SELECT amount FROM shop.bill LIMIT 1",
            "amount: {type: float8}",
            "customer",
            "returned as numeric"),
        arguments(
            "SELECT due FROM shop.bill LIMIT 1",
            "due: {type: timestamptz}",
            "customer",
            "returned as date"),
        arguments(
            "SELECT tags FROM shop.bill LIMIT 1",
            "tags: {type: text}",
            "customer",
            "returned as text[]"),
        arguments(
            "SELECT number, note FROM shop.bill LIMIT 1",
            "number: {type: text}",
            "customer",
            "note is not declared"),
        arguments(
            "SELECT number FROM shop.bill LIMIT 1",
            "number: {type: text}, note: {type: text}",
            "customer",
            "note is declared but not returned"),
        arguments(
            "SELECT number, note AS number FROM shop.bill LIMIT 1",
            "number: {type: text}",
            "customer",
            "returned twice"),
        arguments(
            "SELECT count(number) FROM shop.bill LIMIT 1",
            "n: {type: bigint}",
            "customer",
            "count is not declared"),
        arguments(
            "SELECT missing FROM shop.bill LIMIT 1",
            "missing: {type: text}",
            "customer",
            "does not prepare"),
        arguments(
            "SELECT a FROM shop.missing LIMIT 1",
            "a: {type: text}",
            "customer",
            "does not prepare"),
        arguments(
            "SELECT a FROM missing.bill LIMIT 1",
            "a: {type: text}",
            "customer",
            "does not prepare"),
        arguments(
            "SELECT number FROM shop.bill LIMIT 1",
            "number: {type: text}",
            "visitor",
            "permission denied for schema shop"),
        arguments(
            "SELECT body FROM shop.remark LIMIT 1",
            "body: {type: text}",
            "customer",
            "a customer may not read shop.remark"),
        arguments(
            "SELECT body FROM shop.remark LIMIT 1",
            "body: {type: text}",
            "staff, customer",
            "a customer may not read shop.remark"),
        arguments(
            "SELECT number FROM shop.bill WHERE due = 'x'::date LIMIT 1",
            "number: {type: text}",
            "customer",
            "does not prepare"),
        arguments(
            "SELECT number FROM shop.bill GROUP BY due LIMIT 1",
            "number: {type: text}",
            "customer",
            "does not prepare"),
        arguments(
            "SELECT (SELECT number FROM shop.bill LIMIT 1",
            "number: {type: text}",
            "customer",
            "syntax error at end of input"),
        arguments(
            "SELECT due::timestamp - now() AS t FROM shop.bill LIMIT 1",
            "t: {type: text}",
            "customer",
            "a type that a result may not have"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aToolThatTheServerContradictsIsRefused(
      String sql, String columns, String access, String reason) {
    var verdict = new ToolCheck(database).judge(file(sql, columns, access)).getFirst();

    assertThat(verdict.loads()).isFalse();
    assertThat(verdict.reasons()).anySatisfy(r -> assertThat(r).contains(reason));
  }

  static Stream<Arguments> parametersOfAnotherType() {
    return Stream.of(
        arguments("id = $1", "type: string"),
        arguments("due = $1::date", "type: string"),
        arguments("number = $1", "type: integer"),
        arguments("number = $1", "type: string, format: uuid"),
        arguments("paid = $1", "type: string"),
        arguments("number = ANY ($1::text[])", "type: string"),
        arguments("points = ANY ($1::bigint[])", "type: array, items: {type: string}"));
  }

  @ParameterizedTest
  @MethodSource("parametersOfAnotherType")
  void aParameterOfAnotherTypeThanTheStatementTakesIsRefused(String condition, String type) {
    assertThat(new ToolCheck(database).judge(withParameter(condition, type)).getFirst().reasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason).contains("has another type"));
  }

  static Stream<Arguments> parametersOfTheRightType() {
    return Stream.of(
        arguments("id = $1", "type: string, format: uuid"),
        arguments("id::text = $1", "type: string"),
        arguments("due = $1", "type: string, format: date"),
        arguments("due = $1::text::date", "type: string"),
        arguments("seen >= $1", "type: string, format: date-time"),
        arguments("amount > $1", "type: float"),
        arguments("amount > $1", "type: integer"),
        arguments("weight > $1", "type: float"),
        arguments("pages > $1", "type: integer"),
        arguments("points > $1", "type: integer"),
        arguments("paid = $1", "type: boolean"),
        arguments("number = ANY ($1)", "type: array, items: {type: string}"),
        arguments("points = ANY ($1)", "type: array, items: {type: integer}"));
  }

  @ParameterizedTest
  @MethodSource("parametersOfTheRightType")
  void aParameterOfTheTypeThatTheStatementTakesLoads(String condition, String type) {
    assertThat(new ToolCheck(database).judge(withParameter(condition, type)).getFirst().reasons())
        .isEmpty();
  }

  private static ToolFile withParameter(String condition, String type) {
    return ToolFileTest.parse(
        """
        kind: tool
        name: t
        type: postgres-sql
        description: d
        statement: SELECT number FROM shop.bill WHERE %s LIMIT 1
        parameters: [{name: p, description: d, %s}]
        x-ringfence:
          access: [customer]
          result: {number: {type: text}}
        """
            .formatted(condition, type));
  }

  @Test
  void aFileIsLoadedWholeOrNotAtAll() {
    var file = file("SELECT body FROM shop.remark LIMIT 1", "body: {type: text}", "customer");

    assertThatThrownBy(() -> new ToolCheck(database).load(file))
        .isInstanceOfSatisfying(RefusedTools.class, e -> assertThat(e.verdicts()).hasSize(1))
        .hasMessageStartingWith("tools.yaml:2:7: the tool 't' does not load: ");
  }

  private static ToolFile file(String sql, String columns, String access) {
    return ToolFileTest.parse(
        """
        kind: tool
        name: t
        type: postgres-sql
        description: d
        statement: |
          %s
        x-ringfence:
          access: [%s]
          result: {%s}
        """
            .formatted(sql, access, columns));
  }
}
