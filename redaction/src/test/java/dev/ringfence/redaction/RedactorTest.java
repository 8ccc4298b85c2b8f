package dev.ringfence.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.ringfence.recognition.Recognizer;
import dev.ringfence.redaction.RedactionException.Reason;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.Restorer;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private final Redactor redactor = Redactor.standard();
  private final InMemoryVault vault = new InMemoryVault();

  @Test
  void theSameValueHasTheSamePlaceholderAcrossTexts() {
    List<RedactedText> texts =
        redactor.redactAll(
            List.of("a@example.com b@example.com", "b@example.com +1 212-555-0142"), vault);
    assertThat(texts)
        .extracting(RedactedText::value)
        .containsExactly("[EMAIL_1] [EMAIL_2]", "[EMAIL_2] [PHONE_1]");
    assertThat(redactor.redact("a@example.com", vault).value()).isEqualTo("[EMAIL_1]");
  }

  @Test
  void manyTextsTakeOneCallOfTheVault() {
    int[] calls = new int[1];
    Vault counting =
        allocating(
            values -> {
              calls[0]++;
              return vault.placeholders(values);
            });
    redactor.redactAll(List.of("a@example.com", "nothing", "b@example.com"), counting);
    assertThat(calls[0]).isEqualTo(1);
    redactor.redactAll(List.of("nothing", "to", "mask"), counting);
    assertThat(calls[0]).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[EMAIL_1]",
        "[email_1]",
        "[Email_1]",
        "[PHONE_999999]",
        "[E\u200bMAIL_1]",
        "\uff3bEMAIL_1\uff3d",
        "[EMAIL_\uff11]",
        "&#91;EMAIL_1&#93;",
        "%5BEMAIL_1%5D",
        "\\u005bEMAIL_1\\u005d",
        "[EMAIL_01]",
        "[EMAIL-1]",
        "[EMAIL 1]",
        "[EMAIL1]",
        "[ EMAIL_1 ]",
      })
  void aPlaceholderThatSomebodyWroteRestoresNothing(String literal) {
    redactor.redact("ana@example.com", vault);
    String masked = redactor.redact("It is " + literal + "!", vault).value();
    assertThat(masked).startsWith("It is (").endsWith(")!");
    assertThat(new Restorer(vault).accept(masked)).doesNotContain("ana@example.com");
  }

  @Test
  void aLiteralPlaceholderBesideAValueIsInertToo() {
    assertThat(redactor.redact("[EMAIL_1] a@example.com [EMAIL_1] b@example.com", vault).value())
        .isEqualTo("(EMAIL_1) [EMAIL_1] (EMAIL_1) [EMAIL_2]");
    assertThat(redactor.redact("[EMAIL_[EMAIL_1]]", vault).value()).isEqualTo("[EMAIL_(EMAIL_1)]");
  }

  @Test
  void whatAModelWroteKeepsThePlaceholdersOfThisConversationAndNoOther() {
    redactor.redact("a@example.com", vault);
    assertThat(redactor.redactAnswer("[EMAIL_1] [EMAIL_2] b@example.com", vault).value())
        .isEqualTo("[EMAIL_1] (EMAIL_2) [EMAIL_2]");
  }

  @Test
  void overlappingFindingsAreMaskedTogether() {
    assertThat(redactor.redact("+4930231251234@example.com", vault).value()).isEqualTo("[EMAIL_1]");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.EMAIL, 1)))
        .contains("+4930231251234@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"note\":\"to a@example.com\"}|{\"note\":\"to [EMAIL_1]\"}",
        "{\"a@example.com\":1}|{\"[EMAIL_1]\":1}",
        "[\"a@example.com\",null,true,1.5,42]|[\"[EMAIL_1]\",null,true,1.5,42]",
        "{\"phone\":2125550142}|{\"phone\":\"[PHONE_1]\"}",
        "{\"contactPhone\":\"2125550142\"}|{\"contactPhone\":\"[PHONE_1]\"}",
        "{\"mobiles\":[\"5550142\"]}|{\"mobiles\":[\"[PHONE_1]\"]}",
        "{\"x\":\"912 345 678\"}|{\"x\":\"[PHONE_1]\"}",
        "{\"order\":2125550142}|{\"order\":2125550142}",
        "{\"order_id\":\"912 345 678\"}|{\"order_id\":\"912 345 678\"}",
        "{\"at\":1718000000123}|{\"at\":1718000000123}",
        "{\"n\":\"[EMAIL_1]\"}|{\"n\":\"(EMAIL_1)\"}",
        "{\"email\":\"whatever\"}|{\"email\":\"[EMAIL_1]\"}",
        "{\"email\":null}|{\"email\":null}",
        "{\"email\":\"\"}|{\"email\":\"\"}",
        "{\"email\":17}|{\"email\":\"[EMAIL_1]\"}",
        "{\"email\":true}|{\"email\":\"[EMAIL_1]\"}",
        "{\"email\":-1.5e3}|{\"email\":\"[EMAIL_1]\"}",
        "{\"email\":\"[EMAIL_1]\"}|{\"email\":\"[EMAIL_1]\"}",
        "{\"deep\":[{\"email\":[\"x\",{\"y\":\"z\"}]}]}|{\"deep\":[{\"email\":[\"[EMAIL_1]\",{\"y\":\"[EMAIL_2]\"}]}]}",
        "{\"a@example.com\":1,\"(EMAIL_1)\":2,\"[EMAIL_1]\":3}|{\"[EMAIL_1]\":1,\"(EMAIL_1)\":2,\"(EMAIL_1)_\":3}",
        "\"a@example.com\"|\"[EMAIL_1]\"",
      })
  void aTreeIsMaskedInItsKeysItsLeavesAndItsDeclaredFields(String json, String expected)
      throws JsonProcessingException {
    JsonNode tree = new ObjectMapper().readTree(json);
    assertThat(redactor.redactJson(tree, Map.of("email", SensitiveType.EMAIL), vault).value())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111111111111111", "4111111111111111.00", "4.111111111111111E+15"})
  void aNumberThatADatabaseGivesAsADecimalIsLookedAtToo(String card) {
    JsonNode row =
        JsonNodeFactory.instance
            .objectNode()
            .put("paid_with", new BigDecimal(card))
            .put("total", new BigDecimal("129.90"))
            .put("quantity", new BigDecimal("3.00"));
    assertThat(redactor.redactJson(row, Map.of(), vault).value())
        .contains("\"paid_with\":\"[CARD_1]\"", "\"total\":129.9", "\"quantity\":3");
    assertThat(redactor.redactJson(row.get("quantity"), Map.of(), vault).value()).startsWith("3");
  }

  @Test
  void aDeclaredValueThatLooksLikeAPlaceholderIsItselfRestored() throws JsonProcessingException {
    JsonNode tree = new ObjectMapper().readTree("{\"email\":\"[EMAIL_1]\"}");
    redactor.redactJson(tree, Map.of("email", SensitiveType.EMAIL), vault);
    assertThat(new Restorer(vault).accept("[EMAIL_1]")).isEqualTo("[EMAIL_1]");
  }

  @ParameterizedTest
  @CsvSource({
    "Is key_51ab7 still right?, Is [SECRET_1] still right?",
    "KEY_51AB7, [SECRET_2]",
    "key_51ab70 and mykey_51ab7, key_51ab70 and mykey_51ab7",
    "'I am Ana Solera.', 'I am [NAME_1].'",
    "Solera, Solera",
    "Bo, Bo",
    "Write to k\u0065y_51ab\u200b7!, Write to [SECRET_2]!",
    "key%5F51ab7, [SECRET_2]",
  })
  void whatAToolDeclaredIsMaskedWhereverItStandsLater(String text, String expected)
      throws JsonProcessingException {
    JsonNode row =
        new ObjectMapper()
            .readTree("{\"key\":\"key_51ab7\",\"name\":\"Ana Solera\",\"short\":\"Bo\"}");
    redactor.redactJson(
        row,
        Map.of(
            "key", SensitiveType.SECRET, "name", SensitiveType.NAME, "short", SensitiveType.NAME),
        vault);
    assertThat(redactor.redact(text, vault).value()).isEqualTo(expected);
    assertThat(redactor.redactAnswer(text, vault).value()).isEqualTo(expected);
    assertThat(redactor.redactArguments(JsonNodeFactory.instance.textNode(text), vault).value())
        .isEqualTo(JsonNodeFactory.instance.textNode(expected).toString());
  }

  @Test
  void whatOneFieldDeclaresIsMaskedInItsNeighbours() throws JsonProcessingException {
    JsonNode rows =
        new ObjectMapper().readTree("[{\"error\":\"401 for key_51ab7\"},{\"key\":\"key_51ab7\"}]");
    assertThat(redactor.redactJson(rows, Map.of("key", SensitiveType.SECRET), vault).value())
        .isEqualTo("[{\"error\":\"401 for [SECRET_1]\"},{\"key\":\"[SECRET_1]\"}]");
  }

  @Test
  void onlyPlaceholdersThatWereIssuedStayInAModelsArguments() throws JsonProcessingException {
    redactor.redact("ana@example.com", vault);
    JsonNode arguments =
        new ObjectMapper().readTree("{\"email\":\"[EMAIL_1]\",\"other\":\"[EMAIL_2]\"}");
    assertThat(redactor.redactArguments(arguments, vault).value())
        .isEqualTo("{\"email\":\"[EMAIL_1]\",\"other\":\"(EMAIL_2)\"}");
  }

  @Test
  void aFailingVaultFailsTheCallAndTellsNothing() {
    Vault broken =
        allocating(
            _ -> {
              throw new IllegalStateException("could not store ana@example.com");
            });
    assertFailsClosed(() -> redactor.redact("ana@example.com", broken), Reason.VAULT_FAILED);
  }

  @Test
  void aFailingRecognizerFailsTheCallAndTellsNothing() {
    Recognizer broken =
        (view, place, findings) -> {
          throw new IllegalStateException("while reading ana@example.com");
        };
    Redactor failing = new Redactor(List.of(broken), List.of(), Policy.BALANCED);
    assertFailsClosed(() -> failing.redact("ana@example.com", vault), Reason.FAILED);
  }

  @Test
  void moreThanIsLookedThroughFailsTheCall() {
    String lines =
        IntStream.range(0, 8)
            .mapToObj(i -> "ana%d@example.com".formatted(i))
            .map(text -> base64(base64(text)) + "\nThank you!\n" + hexadecimal(entities(text)))
            .collect(Collectors.joining("\n"));
    assertFailsClosed(() -> redactor.redact(lines, vault), Reason.OVERRUN);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String hexadecimal(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(UTF_8));
  }

  private static String entities(String text) {
    return text.chars().mapToObj("&#%d;"::formatted).collect(Collectors.joining());
  }

  @Test
  void aVaultThatForgetsAValueFailsTheCall() {
    Vault forgetful = allocating(_ -> Map.of());
    assertFailsClosed(() -> redactor.redact("ana@example.com", forgetful), Reason.FAILED);
  }

  @Test
  void aTreeThatIsTooDeepFailsTheCall() {
    JsonNode tree = JsonNodeFactory.instance.textNode("ana@example.com");
    for (int i = 0; i < 100_000; i++) {
      tree = JsonNodeFactory.instance.arrayNode().add(tree);
    }
    JsonNode deep = tree;
    assertFailsClosed(() -> redactor.redactJson(deep, Map.of(), vault), Reason.TOO_DEEP);
  }

  @Test
  void contentThatIsNoTextFailsTheCall() {
    JsonNode object = new POJONode(new StringBuilder("ana@example.com"));
    assertFailsClosed(() -> redactor.redactJson(object, Map.of(), vault), Reason.UNKNOWN_CONTENT);
    JsonNode binary = JsonNodeFactory.instance.binaryNode(new byte[] {1, 2, 3});
    assertFailsClosed(() -> redactor.redactJson(binary, Map.of(), vault), Reason.UNKNOWN_CONTENT);
  }

  static List<String> hostilePieces() {
    return List.of(
        "@",
        "a@",
        "a@b",
        "a@b.",
        "\"@",
        "\"\\",
        "(@",
        ")@",
        "a@(",
        "a@[",
        "a@[1.",
        "1",
        "1 ",
        "1 1-",
        "+",
        "+1",
        "+1 ",
        "+1-",
        "12 ",
        "123-456-7890 ",
        "0123 ",
        "0171 1234567 ",
        "(1",
        "1.",
        "1/",
        "00",
        "%",
        "%4",
        "%25",
        "%40",
        "&",
        "&#",
        "&#64;",
        "&amp;",
        "\\",
        "\\u",
        "\\u0040",
        "=",
        "=\n",
        "[",
        "[E",
        "[EMAIL_",
        "[EMAIL_1",
        "[EMAIL_1]",
        "x@y.zz ",
        "+49 30 1234567 ",
        "tel 5550142 ",
        "call ",
        "\u200b",
        "\u200b1",
        "\uff11",
        "\ud835\udfce",
        "\ud83d",
        "\u0000",
        "aaaaaaaa ",
        "1-1-1-1 ",
        "20240115 ",
        "550e8400-e29b-",
        "a.a.a.",
        "4111 ",
        "4 1 1 1-",
        "card 4111111111111112 ",
        "visa 4111 1111 1111 1112 ",
        "DE89 ",
        "DE89 3704 0044 0532 0130 0",
        "D E 8 9 ",
        "123-45-",
        "AB12",
        "AB 1 ",
        "A1 A1 ",
        "ssn 123 45 6789 ");
  }

  /**
   * Eight times the text may cost eight times the work of this thread, and never 64 times. It is
   * the least of several runs, and no share of a processor enters into it.
   */
  @ParameterizedTest
  @MethodSource("hostilePieces")
  void workIsLinearInTheLengthOfTheText(String piece) {
    Redactor here = Redactor.forRegions(List.of("DE", "US"));
    String text = piece.repeat(10_000 / piece.length());
    long some = work(here, text);
    long eightTimes = work(here, text.repeat(8));
    assertThat((double) eightTimes / some).isLessThan(24);
  }

  /** The least nanoseconds of this thread's work for one call, of three. */
  private static long work(Redactor redactor, String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return LongStream.range(0, 3)
        .map(
            run -> {
              long start = threads.getCurrentThreadCpuTime();
              redactor.redact(text, new InMemoryVault());
              return threads.getCurrentThreadCpuTime() - start;
            })
        .min()
        .orElseThrow();
  }

  private static void assertFailsClosed(Runnable call, Reason reason) {
    assertThatThrownBy(call::run)
        .asInstanceOf(type(RedactionException.class))
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.code()).startsWith("redaction_");
              StringWriter all = new StringWriter();
              failure.printStackTrace(new PrintWriter(all));
              assertThat(all.toString()).doesNotContain("ana@");
            });
  }

  /** A vault that gives placeholders in a way of its own, and knows none of them afterwards. */
  private static Vault allocating(
      Function<Collection<SensitiveValue>, Map<SensitiveValue, Placeholder>> allocate) {
    return new Vault() {
      @Override
      public Map<SensitiveValue, Placeholder> placeholders(Collection<SensitiveValue> values) {
        return allocate.apply(values);
      }

      @Override
      public Collection<SensitiveValue> known() {
        return List.of();
      }

      @Override
      public Optional<String> valueOf(Placeholder placeholder) {
        return Optional.empty();
      }

      @Override
      public int longest() {
        return 0;
      }
    };
  }

  @Test
  void whatIsMaskedForGoodIsNumberedByItselfAndKeepsWhatLooksLikeAPlaceholder() {
    assertThat(
            Redactor.standard()
                .redactForGood("[EMAIL_7] wrote to eva.lang@example.com and [EMAIL_1]")
                .value())
        .isEqualTo("[EMAIL_7] wrote to [EMAIL_1] and [EMAIL_1]");
  }
}
