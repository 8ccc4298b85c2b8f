package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallArgumentsTest {
  private static final String PARAMETERS =
      """
      {name: word, type: string, minLength: 2, maxLength: 8, required: false, description: d},
      {name: status, type: string, allowedValues: [open, paid], required: false, description: d},
      {name: other, type: string, excludedValues: [root], required: false, description: d},
      {name: day, type: string, format: date, required: false, description: d},
      {name: at, type: string, format: date-time, required: false, description: d},
      {name: id, type: string, format: uuid, required: false, description: d},
      {name: n, type: integer, minValue: 1, maxValue: 20, default: 10, description: d},
      {name: big, type: integer, minValue: -900000000000000000, maxValue: 900000000000000000, required: false, description: d},
      {name: x, type: float, minValue: -1, maxValue: 1.5, required: false, description: d},
      {name: yes, type: boolean, required: false, description: d},
      {name: many, type: array, maxItems: 2, items: {type: integer}, required: false, description: d},
      {name: words, type: array, maxItems: 2, items: {type: string, maxLength: 3}, required: false, description: d},
      {name: mail, type: string, mask: email, maxLength: 40, required: false, description: d}
      """;
  private static final List<ToolParameter> DECLARED = declared(PARAMETERS);

  private final Vault vault = new InMemoryVault();

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("{\"word\":\"héllo\"}", "word", "héllo"),
        arguments("{\"word\":\"😀😀😀😀😀😀😀😀\"}", "word", "😀".repeat(8)),
        arguments("{\"word\":\"a\\nb\"}", "word", "a\nb"),
        arguments("{\"word\":\"' OR 1=1\"}", "word", "' OR 1=1"),
        arguments("{\"word\":null}", "word", null),
        arguments("{}", "word", null),
        arguments("", "n", 10L),
        arguments("  \n", "n", 10L),
        arguments("{\"status\":\"paid\"}", "status", "paid"),
        arguments("{\"other\":\"roo\"}", "other", "roo"),
        arguments("{\"day\":\"2026-02-28\"}", "day", LocalDate.of(2026, 2, 28)),
        arguments(
            "{\"at\":\"2026-02-28T10:00:00Z\"}", "at", OffsetDateTime.parse("2026-02-28T10:00Z")),
        arguments(
            "{\"id\":\"6F9619FF-8B86-D011-B42D-00CF4FC964FF\"}",
            "id",
            UUID.fromString("6f9619ff-8b86-d011-b42d-00cf4fc964ff")),
        arguments("{\"n\":20}", "n", 20L),
        arguments("{\"n\":null}", "n", 10L),
        arguments("{\"big\":900000000000000000}", "big", 900_000_000_000_000_000L),
        arguments("{\"x\":1}", "x", 1.0),
        arguments("{\"x\":-1e0}", "x", -1.0),
        arguments("{\"yes\":false}", "yes", false),
        arguments("{\"many\":[1,2]}", "many", new Long[] {1L, 2L}),
        arguments("{\"many\":[]}", "many", new Long[] {}),
        arguments("{\"words\":[\"abc\"]}", "words", new String[] {"abc"}),
        arguments("{\"mail\":\"[EMAIL_1]\"}", "mail", "ana@example.com"),
        arguments("{\"word\":\"[NAME_1]\"}", "word", "[NAME_1]"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anArgumentThatFitsBecomesItsValue(String json, String name, @Nullable Object expected)
      throws ArgumentRefused {
    issue(SensitiveType.EMAIL, "ana@example.com");
    issue(SensitiveType.PHONE, "+44 7700 900314");
    issue(SensitiveType.NAME, "Ana");

    var values = CallArguments.values(DECLARED, json, vault);

    assertThat(values).hasSize(DECLARED.size());
    assertThat(values.get(index(name))).isEqualTo(expected);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "{\"mail\":\"plain@example.com\"}",
            "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\"[EMAIL_2]\"}", "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\"[PHONE_1]\"}", "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\" [EMAIL_1]\"}",
            "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\"[EMAIL_1]x\"}",
            "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\"[EMAIL_01]\"}",
            "The parameter 'mail' takes a placeholder that was issued"),
        arguments(
            "{\"mail\":\"[EMAIL_9999999]\"}",
            "The parameter 'mail' takes a placeholder that was issued"),
        arguments("[]", "not a JSON object"),
        arguments("null", "not a JSON object"),
        arguments("\"word\"", "not a JSON object"),
        arguments("42", "not a JSON object"),
        arguments("{", "not a JSON object"),
        arguments("{} {}", "not a JSON object"),
        arguments("{} x", "not a JSON object"),
        arguments("{'word':'ab'}", "not a JSON object"),
        arguments("{\"word\":\"ab\",}", "not a JSON object"),
        arguments("{\"n\":NaN}", "not a JSON object"),
        arguments("{\"n\":Infinity}", "not a JSON object"),
        arguments("{\"n\":+1}", "not a JSON object"),
        arguments("{\"n\":01}", "not a JSON object"),
        arguments("{\"n\":1} // more", "not a JSON object"),
        arguments("{\"n\":1,\"n\":2}", "name a key twice"),
        arguments("{\"n\":1,\"\\u006e\":2}", "name a key twice"),
        arguments("[".repeat(5000), "nested deeper than 3"),
        arguments("{\"many\":[[[1]]]}", "nested deeper than 3"),
        arguments("{\"n\":" + "9".repeat(200) + "}", "not a JSON object"),
        arguments("{\"word\":\"" + "a".repeat(20_000) + "\"}", "longer than 16384"),
        arguments("{\"tenant_id\":\"x\"}", "that is no parameter"),
        arguments("{\"customer\":\"x\"}", "that is no parameter"),
        arguments("{\"N\":1}", "that is no parameter"),
        arguments("{\"\":1}", "that is no parameter"),
        arguments("{\"__proto__\":{}}", "that is no parameter"),
        arguments("{\"word\":\"a\"}", "'word' is 2 to 8 characters"),
        arguments("{\"word\":\"abcdefghi\"}", "'word' is 2 to 8 characters"),
        arguments("{\"word\":7}", "'word' is text"),
        arguments("{\"word\":true}", "'word' is text"),
        arguments("{\"word\":[\"ab\"]}", "'word' is text"),
        arguments("{\"word\":{\"$ne\":\"ab\"}}", "'word' is text"),
        arguments("{\"word\":\"a\\u0000b\"}", "'word' has a character"),
        arguments("{\"word\":\"a\\u001bb\"}", "'word' has a character"),
        arguments("{\"word\":\"a\\ud800b\"}", "'word' has a character"),
        arguments("{\"word\":\"a\\uffffb\"}", "'word' has a character"),
        arguments("{\"status\":\"Paid\"}", "'status' is one of open, paid"),
        arguments("{\"status\":\"paid' --\"}", "'status' is one of open, paid"),
        arguments("{\"other\":\"root\"}", "'other' has a value that is not taken"),
        arguments("{\"day\":\"2026-02-29\"}", "'day' is a date written YYYY-MM-DD"),
        arguments("{\"day\":\"28.02.2026\"}", "'day' is a date"),
        arguments("{\"day\":\"+12026-01-01\"}", "'day' is a date"),
        arguments("{\"day\":\"yesterday\"}", "'day' is a date"),
        arguments("{\"day\":\"\"}", "'day' is a date"),
        arguments("{\"at\":\"2026-02-28\"}", "'at' is a date and time"),
        arguments("{\"at\":\"2026-02-28T10:00:00\"}", "'at' is a date and time"),
        arguments("{\"at\":\"+99999-01-01T10:00:00Z\"}", "'at' is a date and time"),
        arguments("{\"id\":\"1-1-1-1-1\"}", "'id' is a uuid"),
        arguments("{\"id\":\"{6f9619ff-8b86-d011-b42d-00cf4fc964ff}\"}", "'id' is a uuid"),
        arguments("{\"n\":0}", "'n' is a whole number from 1 to 20"),
        arguments("{\"n\":21}", "'n' is a whole number from 1 to 20"),
        arguments("{\"n\":-1}", "'n' is a whole number from 1 to 20"),
        arguments("{\"n\":1.0}", "'n' is a whole number"),
        arguments("{\"n\":1e1}", "'n' is a whole number"),
        arguments("{\"n\":\"1\"}", "'n' is a whole number"),
        arguments("{\"n\":4294967297}", "'n' is a whole number"),
        arguments("{\"n\":18446744073709551617}", "'n' is a whole number"),
        arguments("{\"big\":9223372036854775808}", "'big' is a whole number"),
        arguments("{\"x\":1.51}", "'x' is a number from -1.0 to 1.5"),
        arguments("{\"x\":1e999}", "'x' is a number"),
        arguments("{\"x\":\"1\"}", "'x' is a number"),
        arguments("{\"yes\":1}", "'yes' is true or false"),
        arguments("{\"yes\":\"true\"}", "'yes' is true or false"),
        arguments("{\"many\":1}", "'many' is a list of at most 2"),
        arguments("{\"many\":[1,2,3]}", "'many' is a list of at most 2"),
        arguments("{\"many\":[1,null]}", "'many' is a whole number"),
        arguments("{\"many\":[1.5]}", "'many' is a whole number"),
        arguments("{\"words\":[\"abcd\"]}", "'words' is 0 to 3 characters"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void anArgumentThatDoesNotFitIsRefusedWithTheParameterAndItsLimit(String json, String message) {
    var refusal = refusal(DECLARED, json);

    assertThat(refusal.problem()).contains(message).doesNotContain("drop table");
  }

  @Test
  void aMissingRequiredArgumentIsRefused() {
    var parameters = declared("{name: number, type: string, maxLength: 9, description: d}");

    assertThat(refusal(parameters, "{}").problem())
        .isEqualTo("The parameter 'number' is missing; it is text of at most 9 characters.");
    assertThat(refusal(parameters, "{\"number\":null}").problem()).contains("is missing");
  }

  @Test
  void aToolWithoutParametersTakesNone() throws ArgumentRefused {
    assertThat(CallArguments.values(List.of(), "{}", vault)).isEmpty();
    assertThat(refusal(List.of(), "{\"a\":1}").problem()).isEqualTo("The tool has no parameters.");
  }

  @Test
  void aMessageNeverRepeatsWhatWasWritten() {
    for (var json : List.of("{\"zanzibar\":1}", "{\"word\":\"zanzibar-too-long\"}", "zanzibar")) {
      assertThat(refusal(DECLARED, json).problem()).doesNotContain("zanzibar");
    }
  }

  /** Whatever the arguments are, the answer is values or a refusal, and nothing else. */
  @Test
  void noArgumentsBreakTheCheck() {
    var seed = Long.getLong("ringfence.seed", 1);
    System.out.println("seed of the argument fuzz: " + seed);
    var random = new Random(seed);
    for (var round = 0; round < 20_000; round++) {
      var json = Fuzz.json(random, DECLARED);
      try {
        assertThat(CallArguments.values(DECLARED, json, vault)).hasSize(DECLARED.size());
      } catch (ArgumentRefused e) {
        assertThat(e.problem()).as("seed %s, %s", seed, json).isNotBlank().endsWith(".");
      }
    }
  }

  private ArgumentRefused refusal(List<ToolParameter> parameters, String json) {
    var refusal =
        catchThrowableOfType(
            ArgumentRefused.class, () -> CallArguments.values(parameters, json, vault));
    assertThat(refusal).as("the arguments are refused").isNotNull();
    return refusal;
  }

  private void issue(SensitiveType type, String value) {
    vault.placeholders(List.of(new SensitiveValue(type, value)));
  }

  private static int index(String name) {
    return DECLARED.stream().map(ToolParameter::name).toList().indexOf(name);
  }

  static List<ToolParameter> declared(String parameters) {
    return Tools.of("SELECT 1", parameters.replace("\n", " "), "a: {type: text}").parameters();
  }

  /** Arguments that are nearly right. */
  static final class Fuzz {
    private static final String SNIPPETS =
        "{}[]\":,0123456789.eE+-nulltruefase\\u0000\\ud800 \n\t[EMAIL_1]";

    private Fuzz() {}

    static String json(Random random, List<ToolParameter> parameters) {
      var text = new StringBuilder("{");
      for (var i = random.nextInt(4); i >= 0; i--) {
        var name = parameters.get(random.nextInt(parameters.size())).name();
        text.append('"').append(random.nextInt(20) == 0 ? noise(random) : name).append("\":");
        text.append(value(random, 0)).append(i == 0 ? "" : ",");
      }
      text.append('}');
      if (random.nextInt(4) == 0) {
        var at = random.nextInt(text.length());
        text.replace(at, Math.min(text.length(), at + random.nextInt(4)), noise(random));
      }
      return text.toString();
    }

    private static String value(Random random, int depth) {
      return switch (random.nextInt(depth > 4 ? 6 : 8)) {
        case 0 -> "null";
        case 1 -> String.valueOf(random.nextLong());
        case 2 -> String.valueOf(random.nextInt(40) - 10);
        case 3 -> String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(300)));
        case 4 -> "\"" + noise(random).replace("\"", "") + "\"";
        case 5 -> "\"2026-0" + random.nextInt(10) + "-1" + random.nextInt(10) + "\"";
        case 6 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
        default -> "{\"a\":" + value(random, depth + 1) + "}";
      };
    }

    private static String noise(Random random) {
      var text = new StringBuilder();
      for (var i = random.nextInt(6); i > 0; i--) {
        text.append(SNIPPETS.charAt(random.nextInt(SNIPPETS.length())));
      }
      return text.toString();
    }
  }
}
