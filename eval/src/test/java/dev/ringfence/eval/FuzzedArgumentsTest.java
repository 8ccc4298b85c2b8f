package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FuzzedArgumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["number"],
       "properties": {"number": {"type": "string"}, "limit": {"type": "integer"},
                      "status": {"type": "string", "enum": ["open", "paid"]}}}
      """;

  @Test
  void sameSeedDrawsTheSame() throws Exception {
    assertThat(drawn(11, 200)).isEqualTo(drawn(11, 200)).isNotEqualTo(drawn(12, 200));
  }

  @Test
  void everyKindOfHostilityIsDrawn() throws Exception {
    Set<String> kinds =
        drawn(1, 2_000).stream()
            .flatMap(one -> Stream.of(one.kind().split("\\+")))
            .collect(Collectors.toSet());

    assertThat(kinds)
        .contains(
            "plain",
            "order",
            "number",
            "wrong-type",
            "long",
            "nearly-allowed",
            "list",
            "object",
            "surplus",
            "hardly-json",
            "encoding",
            "unicode",
            "victim.invoice",
            "stranger.email");
  }

  @Test
  void someOfItIsNoJsonAndMostOfItIs() throws Exception {
    long broken = drawn(3, 1_000).stream().filter(one -> !isJson(one.text())).count();

    assertThat(broken).isBetween(20L, 200L);
  }

  private static boolean isJson(String text) {
    try {
      JSON.readerFor(ObjectNode.class).readValue(text);
      return true;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return false;
    }
  }

  private static List<FuzzedArguments.Drawn> drawn(long seed, int calls) throws Exception {
    FuzzedArguments fuzzed = new FuzzedArguments(new Random(seed), facts());
    var schema = JSON.readTree(SCHEMA);
    return IntStream.range(0, calls)
        .mapToObj(i -> fuzzed.of(schema, JSON.createObjectNode().put("number", "R-1")))
        .toList();
  }

  private static Facts facts() {
    Set<String> names =
        new HashSet<>(
            Set.of("id", "tenant_id", "name", "email", "phone", "customer_number", "invoice"));
    names.addAll(
        Set.of("invoice_id", "ticket", "user", "conversation", "document", "own_file", "own_word"));
    Map<String, String> known =
        names.stream().collect(Collectors.toMap(Function.identity(), name -> "of " + name));
    return Facts.of(known, known, known);
  }
}
