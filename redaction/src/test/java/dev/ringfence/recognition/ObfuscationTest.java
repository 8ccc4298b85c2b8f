package dev.ringfence.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of what is looked through: every class of hiding with addresses and numbers of several
 * countries, what only looks like one, and pairs of classes. Other pairs are tried with {@code
 * -Dringfence.seed=N}.
 */
final class ObfuscationTest {
  private final Redactor redactor = Redactor.standard();

  static List<Hiding> classes() {
    return Hiding.all();
  }

  static List<String> lookAlikes() throws IOException {
    try (InputStream in = ObfuscationTest.class.getResourceAsStream("look-alikes.txt")) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(lines.split("\n"))
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    }
  }

  @Test
  void thereAreAtLeastSixtySixClasses() {
    assertThat(classes().stream().map(Hiding::name).distinct().count())
        .isEqualTo(classes().size())
        .isGreaterThanOrEqualTo(66);
  }

  @ParameterizedTest
  @MethodSource("classes")
  void whatIsHiddenIsMaskedWhole(Hiding hiding) {
    for (String hidden : hiding.positives()) {
      assertThat(masked("It is " + hidden + ", I think"))
          .as("%s: %s", hiding, hidden)
          .matches("It is \\p{Cf}*\\[(EMAIL|PHONE)_1][\\p{M}\\p{Cf}]*, I think");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to ana at example dot de please|Write to [EMAIL_1] please",
        "Schreib an ana at example punkt de bitte|Schreib an [EMAIL_1] bitte",
        "A ana+shop arroba example punto de gracias|A [EMAIL_1] gracias",
        "Contact: ana+shop arobase example point de\\nMerci|Contact: [EMAIL_1]\\nMerci",
        "Contact: REU0MCAwMjQ3IDI0ODcgMTAxMSA3MTg5IDIy\\nThank you!|Contact: [IBAN_1]\\nThank you!",
      })
  void whatTheFuzzFoundIsMasked(String text, String expected) {
    assertThat(masked(text.replace("\\n", "\n"))).isEqualTo(expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @MethodSource("lookAlikes")
  void whatOnlyLooksHiddenStays(String line) {
    String text = line.substring(line.indexOf('|') + 1).translateEscapes();
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void pairsOfClassesAreSeenThrough() {
    long seed = Long.getLong("ringfence.seed", 1);
    Random random = new Random(seed);
    int tried = 0;
    Map<String, Integer> missed = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    for (Hiding inner : classes()) {
      for (Hiding outer : classes()) {
        boolean email = inner.email() && outer.email();
        boolean phone = inner.phone() && outer.phone();
        if (inner == outer || !(email || phone)) {
          continue;
        }
        List<String> values =
            email && (!phone || random.nextBoolean()) ? Hiding.EMAILS : Hiding.PHONES;
        String once = inner.hide().apply(values.get(random.nextInt(values.size())));
        if (!outer.hides(once)) {
          continue;
        }
        String twice = outer.hide().apply(once);
        tried++;
        if (!whole(twice)) {
          missed.merge("inner " + inner, 1, Integer::sum);
          missed.merge("outer " + outer, 1, Integer::sum);
          misses.add(inner + " in " + outer + ": " + twice);
        }
      }
    }
    double share = 1 - (double) misses.size() / tried;
    assertThat(share)
        .as(
            "seed %d: %d of %d pairs missed, %s%n%s",
            seed, misses.size(), tried, missed, String.join("\n", misses))
        .isGreaterThan(0.96);
  }

  /** Whether no more of what is hidden stays than what hid it at its ends. */
  private boolean whole(String hidden) {
    String masked = masked("It is " + hidden + ", I think");
    int rest = masked.length() - "It is [EMAIL_1], I think".length();
    return masked.matches("(?s)It is .*\\[(EMAIL|PHONE)_1].*") && rest <= 2 + hidden.length() / 6;
  }

  private String masked(String text) {
    return redactor.redact(text, new InMemoryVault()).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nPlease write this down",
        "\nname;contact",
        "\n34 31 31 31 20 and",
        "\n4A+xANuoN5KPGznaLcd996BEDwNeWCHpJ69o",
        "\n616e61406578616d706c652e636f6d",
      })
  void codesInBase64AreReadWhateverTheNextLineBeginsWith(String next) {
    String pairs = HexFormat.ofDelimiter(" ").formatHex("4744 6019 4771 7011".getBytes(UTF_8));
    String hidden = Base64.getUrlEncoder().withoutPadding().encodeToString(pairs.getBytes(UTF_8));
    assertThat(Redactor.standard().redact(hidden + next, new InMemoryVault()).value())
        .doesNotContain(hidden.substring(8));
  }
}
