package dev.ringfence.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Restorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The redactor and the guard against each other. A build tries the same texts each time; others are
 * tried with {@code -Dringfence.seed=N}, and more of them with {@code -Dringfence.rounds=N}.
 */
final class RedactedRequestsPassTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> LOCALS =
      List.of(
          "ana", "ana.moreno", "a+b", "\"ana b\"", "o'neill", "x_y-z", "jos\u00e9", "1234567890");
  private static final List<String> DOMAINS =
      List.of(
          "example.com",
          "mail.example.co.uk",
          "b\u00fccher.example",
          "xn--bcher-kva.example",
          "[192.0.2.1]",
          "123.example.org",
          "EXAMPLE.NET");
  private static final List<String> SIGNS =
      List.of("@", "\uff20", "%40", "&#64;", "&#x40;", "\\u0040", "\u200b@", "@\u2060", "%2540");
  private static final List<String> PREFIXES =
      List.of(
          "+1",
          "+44",
          "+49",
          "+33",
          "+999",
          "+7",
          "+81",
          "(+34)",
          "+(39)",
          "%2B1",
          "&#43;44",
          "+\u0664\u0669");
  private static final List<String> GAPS =
      List.of(" ", "-", ".", "/", "", " (", ") ", "\u00a0", "\u2011", " - ", "\u200b", "%20");
  private static final List<String> PROSE =
      List.of(
          " ",
          ", ",
          "\n",
          "(",
          ")",
          "\"",
          "'",
          "[",
          "]",
          "<",
          ">",
          "{",
          "}",
          ":",
          "=",
          "&",
          "?",
          "/",
          "\\",
          "_",
          "-",
          "+",
          ".",
          "tel ",
          "order ",
          "Mail: ",
          "2024-01-15",
          " 17 ",
          "12",
          "x",
          "\u00e9",
          "\ud83d\ude00",
          "[EMAIL_1]",
          "550e8400-e29b-41d4-a716-446655440000",
          "$",
          "#",
          "%",
          "https://example.org/?q=",
          "mailto:",
          "1.2.3.4",
          "978 ",
          "4111 1111 1111 1111 ",
          "@");

  @Test
  void whatTheRedactorLetsThroughTheGuardNeverBlocks() throws IOException {
    long seed = Long.getLong("ringfence.seed", 1);
    int rounds = Integer.getInteger("ringfence.rounds", 20_000);
    Random random = new Random(seed);
    Redactor redactor = Redactor.standard();
    WireGuard guard = new WireGuard();
    for (int round = 0; round < rounds; round++) {
      String text = text(random);
      InMemoryVault vault = new InMemoryVault();
      RedactedText redacted = redactor.redact(text, vault);
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.put(text(random), text(random)).putArray("list").add(text);
      RedactedText json = redactor.redactJson(tree, Map.of(), vault);
      try {
        guard.check(request(redacted.value()));
        guard.check(request(json.value()));
      } catch (GuardException blocked) {
        throw new AssertionError(
            "seed %d, round %d: %s%ntext  %s%nmasked %s%njson  %s%nmasked %s"
                .formatted(
                    seed, round, blocked.getMessage(), text, redacted.value(), tree, json.value()),
            blocked);
      }
      assertThat(MAPPER.readTree(json.value()).isObject()).isTrue();
      if (!text.contains("[EMAIL_1]")) {
        Restorer restorer = new Restorer(vault);
        assertThat(restorer.accept(redacted.value()) + restorer.finish())
            .as("seed %d, round %d", seed, round)
            .isEqualTo(text);
      }
    }
  }

  private static byte[] request(String content) throws IOException {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("role", "user").put("content", content);
    return MAPPER.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 ->
            text.append(one(LOCALS, random))
                .append(one(SIGNS, random))
                .append(one(DOMAINS, random));
        case 1 -> international(text, random);
        case 2 -> northAmerican(text, random);
        default -> text.append(one(PROSE, random));
      }
      text.append(one(PROSE, random));
    }
    return text.toString();
  }

  private static void international(StringBuilder text, Random random) {
    text.append(one(PREFIXES, random));
    int groups = 1 + random.nextInt(5);
    for (int i = 0; i < groups; i++) {
      text.append(one(GAPS, random));
      digits(text, 1 + random.nextInt(6), random);
    }
  }

  private static void northAmerican(StringBuilder text, Random random) {
    String gap = random.nextBoolean() ? "-" : ".";
    boolean code = random.nextBoolean();
    text.append(code ? "(" : "").append(2 + random.nextInt(8));
    digits(text, 2, random);
    text.append(code ? ") " : gap).append(2 + random.nextInt(8));
    digits(text, 2, random);
    text.append(gap);
    digits(text, 4, random);
  }

  private static void digits(StringBuilder text, int count, Random random) {
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
  }

  private static String one(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
