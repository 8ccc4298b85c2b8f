package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MacRecognizerTest {
  private static final Redactor REDACTOR = Redactor.standard();

  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:1b:63:84:45:e6",
        "00:1B:63:84:45:E6",
        "00-1b-63-84-45-e6",
        "00-1B-63-84-45-E6",
        "001b.6384.45e6",
        "001B.6384.45E6",
        "aa:bb:cc:dd:ee:ff",
        "00:11:22:33:44:55",
        "00-11-22-33-44-5a",
        "00:1b:63:ff:fe:84:45:e6",
        "00-1B-63-FF-FE-84-45-E6",
        "001b.63ff.fe84.45e6",
        "00\uff1a1b\uff1a63\uff1a84\uff1a45\uff1ae6",
        "00:1b\u200b:63:84:45:e6",
        "00\u20111b\u201163\u201184\u201145\u2011e6",
        "00%3A1b%3A63%3A84%3A45%3Ae6",
        "00&#58;1b&#58;63&#58;84&#58;45&#58;e6",
        "00\\u003a1b\\u003a63\\u003a84\\u003a45\\u003ae6",
      })
  void anAddressIsMaskedWhole(String address) {
    assertThat(masked(address)).isEqualTo("[MAC_ADDRESS_1]");
    assertThat(masked("It is " + address + ", and up."))
        .isEqualTo("It is [MAC_ADDRESS_1], and up.");
    assertThat(masked("(" + address + ")")).isEqualTo("([MAC_ADDRESS_1])");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.MAC_ADDRESS, 1))).contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "mac:00:1b:63:84:45:e6|mac:[MAC_ADDRESS_1]",
        "mac=00-1b-63-84-45-e6;|mac=[MAC_ADDRESS_1];",
        "link/ether 00:1b:63:84:45:e6 brd ff:ff:ff:ff:ff:ff|link/ether [MAC_ADDRESS_1] brd ff:ff:ff:ff:ff:ff",
        "{\"mac\":\"00:1b:63:84:45:e6\"}|{\"mac\":\"[MAC_ADDRESS_1]\"}",
        "{\"mac\":\"001B638445E6\"}|{\"mac\":\"[MAC_ADDRESS_1]\"}",
        "<mac>00:1b:63:84:45:e6</mac>|<mac>[MAC_ADDRESS_1]</mac>",
        "`00:1b:63:84:45:e6`|`[MAC_ADDRESS_1]`",
        "It was 00:1b:63:84:45:e6.|It was [MAC_ADDRESS_1].",
        "MAC 001b638445e6 is down|MAC [MAC_ADDRESS_1] is down",
        "BSSID 001B638445E6|BSSID [MAC_ADDRESS_1]",
        "device-00-1B-63-84-45-E6|device-[MAC_ADDRESS_1]",
        "00:1b:63:84:45:e6,00:1b:63:84:45:e7|[MAC_ADDRESS_1],[MAC_ADDRESS_2]",
        "mac 001b.6384.45e6.|mac [MAC_ADDRESS_1].",
      })
  void whatStandsAroundAnAddressStays(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @Test
  void theNameOfAFieldIsAWordToo() {
    var tree = JsonNodeFactory.instance.objectNode().put("macAddress", "001b638445e6");
    tree.put("commit", "001b638445e6");
    assertThat(Redactor.standard().redactJson(tree, Map.of(), vault).value())
        .isEqualTo("{\"macAddress\":\"[MAC_ADDRESS_1]\",\"commit\":\"001b638445e6\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "001b638445e6",
        "commit 001b638445e6",
        "00:1b:63:84:45",
        "00:1b:63:84:45:e6:01",
        "00:1b:63:84:45:e6:01:02:03",
        "43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8",
        "43-51-43-a1-b5-fc-8b-b7-0a-3a-a9-b1-0f-66-73-a8",
        "00:1b:63:84:45:e6:43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66",
        "550e8400-e29b-41d4-a716-446655440000",
        "10:20:30",
        "12:30:45:12",
        "24-01-15-10-30-45",
        "dead.beef.cafe.babe.f00d",
        "0x00:1b:63:84:45:e6",
        "00:1b:63:84:45:e6f",
        "f00:1b:63:84:45:e6",
        "00:1b-63:84-45:e6",
        "1234.5678.9012",
        "1234.5678.9012.3456",
        "12.34.56.78.90.ab",
        "ff:ff:ff:ff:ff:ff",
        "00:00:00:00:00:00",
        "00:1b:63:84:45:eg",
        "mac 001b638445e",
        "mac 001b638445e6f",
        "the mac is new",
        "MAC-1234",
        "#001b63",
        "a:b:c:d:e:f",
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "24-01-15-10-30-45"})
  void whatIdentifiesNobodyIsMaskedByTheStrictPolicyAlone(String address) {
    assertThat(Redactor.standard().by(Policy.STRICT).redact(address, vault).value())
        .isEqualTo("[MAC_ADDRESS_1]");
  }

  @Test
  void everyAddressIsMaskedInEachOfItsFormsAndNoLongerChainIs() {
    long seed = Long.getLong("ringfence.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      int groups = 3 + random.nextInt(18);
      String sign = random.nextBoolean() ? ":" : "-";
      StringBuilder chain = new StringBuilder("a");
      for (int i = 0; i < groups; i++) {
        String pair = "%02x".formatted(random.nextInt(256));
        chain.append(i == 0 ? pair.substring(1) : sign + pair);
      }
      boolean address = groups == 6 || groups == 8;
      assertThat(maskedAnew("<" + chain + ">"))
          .as("seed %d, round %d", seed, round)
          .matches(address ? "<\\[MAC_ADDRESS_1]>" : Pattern.quote("<" + chain + ">"));
    }
  }

  private static String maskedAnew(String text) {
    return REDACTOR.redact(text, new InMemoryVault()).value();
  }

  private String masked(String text) {
    return REDACTOR.redact(text, vault).value();
  }
}
