package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpRecognizerTest {
  private static final Redactor REDACTOR = Redactor.standard();

  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.17",
        "8.8.8.8",
        "10.0.0.1",
        "172.16.254.3",
        "192.168.100.200",
        "1.1.1.1",
        "203.0.113.250",
        "192.168.001.010",
        "2001:db8:85a3::8a2e:370:7334",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "2001:DB8:0:0:8:800:200C:417A",
        "2001:db8::1",
        "2001:db8::",
        "fe80::1",
        "fe80::1%eth0",
        "fe80::1ff:fe23:4567:890a%en0.100",
        "fd12:3456:789a:1::1",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "::ffff:192.0.2.128",
        "::ffff:c000:280",
        "64:ff9b::192.0.2.33",
        "0:0:0:0:0:ffff:129.144.52.38",
        "a:b:c:d:e:f:0:1",
        "192\uff0e0\uff0e2\uff0e17",
        "\uff11\uff19\uff12.0.2.17",
        "192\u30020\u30022\u300217",
        "\u0661\u0669\u0662.0.2.17",
        "192.0\u200b.2.17",
        "192%2E0%2E2%2E17",
        "192&#46;0&#46;2&#46;17",
        "2001%3Adb8%3A85a3%3A%3A1",
        "2001:db8\u200b::85a3:1",
      })
  void anAddressIsMaskedWhole(String address) {
    Redactor redactor = Redactor.standard();
    assertThat(redactor.redact(address, vault).value()).isEqualTo("[IP_ADDRESS_1]");
    assertThat(redactor.redact("Seen from " + address + ", twice", vault).value())
        .isEqualTo("Seen from [IP_ADDRESS_1], twice");
    assertThat(redactor.redact("(" + address + ")", vault).value()).isEqualTo("([IP_ADDRESS_1])");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.IP_ADDRESS, 1))).contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "http://192.0.2.17:8080/login|http://[IP_ADDRESS_1]:8080/login",
        "https://[2001:db8::1]:443/x|https://[[IP_ADDRESS_1]]:443/x",
        "192.0.2.0/24|[IP_ADDRESS_1]/24",
        "2001:db8::/32|[IP_ADDRESS_1]/32",
        "192.0.2.17:51234 > 198.51.100.4:443|[IP_ADDRESS_1]:51234 > [IP_ADDRESS_2]:443",
        "192.0.2.17 - - [10/Oct/2024:13:55:36 +0000] \"GET / HTTP/1.1\" 200|[IP_ADDRESS_1] - - [10/Oct/2024:13:55:36 +0000] \"GET / HTTP/1.1\" 200",
        "{\"ip\":\"192.0.2.17\",\"v\":6}|{\"ip\":\"[IP_ADDRESS_1]\",\"v\":6}",
        "host: 192.0.2.17|host: [IP_ADDRESS_1]",
        "DB_HOST=192.0.2.17|DB_HOST=[IP_ADDRESS_1]",
        "<ip>192.0.2.17</ip>|<ip>[IP_ADDRESS_1]</ip>",
        "`192.0.2.17`|`[IP_ADDRESS_1]`",
        "It was 192.0.2.17.|It was [IP_ADDRESS_1].",
        "X-Forwarded-For: 192.0.2.17, 198.51.100.4|X-Forwarded-For: [IP_ADDRESS_1], [IP_ADDRESS_2]",
        "192.0.2.10-192.0.2.20|[IP_ADDRESS_1]-[IP_ADDRESS_2]",
        "db.example.com/192.0.2.17:5432|db.example.com/[IP_ADDRESS_1]:5432",
        "connect to /192.0.2.17:5432 failed|connect to /[IP_ADDRESS_1]:5432 failed",
        "17.2.0.192.in-addr.arpa|[IP_ADDRESS_1].in-addr.arpa",
        "ssh -p 22 192.0.2.17|ssh -p 22 [IP_ADDRESS_1]",
        "new release on 192.0.2.17|new release on [IP_ADDRESS_1]",
        "The build finished. 192.0.2.17 is back|The build finished. [IP_ADDRESS_1] is back",
        "addr:2001:db8::1|addr:[IP_ADDRESS_1]",
        "ip-192.0.2.17.example.com|ip-[IP_ADDRESS_1].example.com",
        "peer 2001:db8::1: timeout|peer [IP_ADDRESS_1]: timeout",
      })
  void whatStandsAroundAnAddressStays(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version 1.2.3.4",
        "Version: 1.2.3.4",
        "v1.2.3.4",
        "version is 1.2.3.4 or 1.2.3.5",
        "from version 1.2.3.4 to 1.2.4.0",
        "build 10.0.19045.3803",
        "build 4.5.6.7",
        "release 1.2.3.4",
        "firmware 2.4.11.1",
        "package-1.2.3.4",
        "package-1.2.3.4.jar",
        "package_1.2.3.4",
        "library==1.2.3.4",
        "library>=1.2.3.4",
        "library~1.2.3.4",
        "^1.2.3.4",
        "1.2.3.4-SNAPSHOT",
        "1.2.3.4-rc1",
        "1.2.3.4+build.5",
        "Chrome/120.0.0.0 Safari/537.36",
        "section 1.2.3.4",
        "\u00a7 4.1.2.3",
        "\u00a74.1.2.3",
        "see sections 4.1.2.3 and 4.1.2.4",
        "Kapitel 4.1.2.3",
        "4.1.2.3 Scope of this document",
        "## 4.1.2.3 Scope",
        "1.3.6.1.4.1.311",
        "OID 2.5.29.17",
        "1.2.3",
        "256.1.1.1",
        "1.2.3.400",
        "1.2.3.4.5",
        "01.02.03.04",
        "12:30:45",
        "at 10:20",
        "10:20:30.123",
        "2024-01-15T10:20:30Z",
        "std::vector",
        "std::cout << a::b",
        "Foo::Bar::baz",
        "a::b::c",
        "Face::Add",
        "Cafe::Babe",
        "::operator",
        "x ? a : b::c",
        "ratio 16:9",
        "1:2:3",
        "::",
        ":::",
        "{\"a\":1,\"b\":2}",
        "abc:def",
        "00:1b:63",
        "127.0.0.1",
        "0.0.0.0",
        "255.255.255.0",
        "255.255.255.255",
        "0.0.0.255",
        "224.0.0.1",
        "::1",
        "ff02::1",
        "[::]:8080",
        "sheet1!a1:b2",
        "Ps 119:105",
        "It is version 1.2.3.4.",
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Update libuv to 1.14.2.3.",
        "broken in 1.6.0.1 and since",
        "Major changes in 3.31.0.2:",
        "* 2.0.11.4, of May",
        "1.14.2.3 fixes that",
      })
  void smallNumbersAreMaskedByTheStrictPolicyAlone(String text) {
    assertThat(masked(text)).isEqualTo(text);
    assertThat(strict().redact(text, vault).value()).contains("[IP_ADDRESS_1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the client at 5.42.11.9 hangs",
        "ping 3.14.15.92",
        "5.42.11.9:443 refused",
        "block 5.42.11.0/24",
        "http://5.9.32.11/login",
        "ssh 5.9.32.11",
        "Login aus 2.56.78.90",
        "unsere IP ist 2.56.78.90",
        "5.9.32.11",
      })
  void smallNumbersAreMaskedWhereMachinesAreSpokenOf(String text) {
    assertThat(masked(text)).contains("[IP_ADDRESS_1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.0", "::1", "ff02::1", "239.1.2.3"})
  void whatIdentifiesNobodyIsMaskedByTheStrictPolicyAlone(String address) {
    assertThat(masked(address)).isEqualTo(address);
    assertThat(strict().redact(address, vault).value()).isEqualTo("[IP_ADDRESS_1]");
  }

  @Test
  void everyAddressIsMaskedInEachOfItsForms() throws UnknownHostException {
    long seed = Long.getLong("ringfence.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      bytes[0] = (byte) (bytes.length == 4 ? 1 + random.nextInt(126) : 0x20);
      String address = InetAddress.getByAddress(bytes).getHostAddress();
      if (bytes.length == 16 && random.nextBoolean()) {
        int zeros = random.nextInt(5);
        String[] groups = address.split(":");
        StringBuilder shorter = new StringBuilder();
        for (int i = 0; i < 8; i++) {
          shorter.append(
              i == 1 ? ":" : i > 1 && i <= 1 + zeros ? "" : (i > 0 ? ":" : "") + groups[i]);
        }
        address = shorter.toString();
      }
      assertThat(maskedAnew("host [" + address + "]:80 on"))
          .as("seed %d, round %d: %s", seed, round, address)
          .matches("host \\[\\[IP_ADDRESS_1]]:80 on");
    }
  }

  private static Redactor strict() {
    return Redactor.standard().by(Policy.STRICT);
  }

  private static String maskedAnew(String text) {
    return REDACTOR.redact(text, new InMemoryVault()).value();
  }

  private String masked(String text) {
    return REDACTOR.redact(text, vault).value();
  }
}
