package dev.ringfence.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.guard.GuardException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireGuardTest {
  private final WireGuard guard = new WireGuard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@example.com",
        "Ana.Moreno+x@Mail.Example.CO.UK",
        "ana\\u0040example.com",
        "\\u0061\\u006e\\u0061\\u0040\\u0065xample.com",
        "{\\\"email\\\":\\\"ana@example.com\\\"}",
        "{\\\"email\\\":\\\"ana\\\\u0040example.com\\\"}",
        "https://example.org/?q=ana%40example.com",
        "https://example.org/?q=ana%2540example.com",
        "ana&#64;example.com",
        "ana&#x40;example.com",
        "ana\uff20example.com",
        "ana\u200b@example.com",
        "ana@b\u00fccher.example",
        "ana@xn--bcher-kva.example",
        "ana@example.xn--p1ai",
        "ana@[192.0.2.17]",
        "\\\"ana moreno\\\"@example.com",
      })
  void anAddressInAnyFormBlocks(String text) {
    assertThat(blocked(text)).isEqualTo(Kind.EMAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "4111111111111111",
        "4111-1111-1111-1111",
        "5555 5555 5555 4444",
        "2223003122003222",
        "3782 822463 10005",
        "378282246310005",
        "6011111111111117",
        "{\\\"card\\\":\\\"4111111111111111\\\"}",
        "4111%201111%201111%201111",
        "4111\u00A01111\u00A01111\u00A01111",
        "\uFF14111111111111111",
      })
  void aCardBlocks(String text) {
    assertThat(blocked(text)).isEqualTo(Kind.CARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "GB29 NWBK 6016 1331 9268 19 is the account",
        "FR14 2004 1010 0505 0001 3M02 606",
        "{\\\"iban\\\":\\\"DE89370400440532013000\\\"}",
      })
  void anAccountBlocks(String text) {
    assertThat(blocked(text)).isEqualTo(Kind.IBAN);
  }

  /** Put together here, so that no scanner takes them for real ones. */
  @Test
  void aSecretBlocks() {
    for (String secret :
        new String[] {
          "AKIA" + "Q".repeat(16),
          "ghp" + "_" + "a1B2".repeat(9),
          "sk" + "_live_" + "a1B2".repeat(6),
          "sk" + "-ant-" + "a1B2".repeat(8),
          "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxIn0." + "a1B2".repeat(8),
          "-----BEGIN " + "RSA PRIVATE KEY-----\nMII",
          "-----BEGIN " + "PRIVATE KEY-----\\nMII",
        }) {
      assertThat(blocked("the key is " + secret + " now")).isEqualTo(Kind.SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1112",
        "1111 1111 1111 1117",
        "order 41111111111111111",
        "4111111111111111-2222",
        "1.4111111111111111",
        "DE89 3704 0044 0532 0130 01",
        "XDE89370400440532013000",
        "AKIA is how they begin",
        "ghp_short",
        "npm_config_registry",
        "eyJhbGciOiJIUzI1NiJ9",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "sk_live_ and rk_live_ are prefixes",
      })
  void whatOnlyResemblesACardAnAccountOrASecretPasses(String text) {
    assertThatCode(() -> guard.check(text.getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 212-555-0142",
        "+12125550142",
        "(212) 555-0142",
        "212-555-0142",
        "212.555.0142",
        "1-212-555-0142",
        "+44 20 7946 0123",
        "+49 (0)30 23125 123",
        "+49/30/23125123",
        "+33.1.99.00.12.34",
        "(+49) 30 23125 123",
        "\\u002b12125550142",
        "%2B12125550142",
        "tel:+12125550142",
        "\\n+12125550142",
        "+\uff11\uff12\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff14\uff12",
        "+1 212\u2011555\u20110142",
      })
  void aNumberInAnyFormBlocks(String text) {
    assertThat(blocked(text)).isEqualTo(Kind.PHONE);
  }

  @Test
  void aBlockSaysWhatAndHowOftenButNeverTheValue() {
    assertThatThrownBy(
            () -> check("a@example.com, b@example.com, ana@example.com and +12125550142"))
        .isInstanceOfSatisfying(
            GuardException.class,
            blocked -> {
              assertThat(blocked.code()).isEqualTo("wire_guard_blocked");
              assertThat(blocked.counts())
                  .containsEntry(Kind.EMAIL, 3)
                  .containsEntry(Kind.PHONE, 1);
              assertThat(blocked).hasMessage("wire_guard_blocked EMAIL=3 PHONE=1").hasNoCause();
            });
  }

  @Test
  void bytesThatAreNotUtf8Block() {
    byte[] body = "{\"content\":\"ana?example.com\"}".getBytes(StandardCharsets.UTF_8);
    body[16] = (byte) 0xC3;
    GuardException blocked = catchThrowableOfType(GuardException.class, () -> guard.check(body));
    assertThat(blocked.counts()).containsOnlyKeys(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello, what are your opening hours?",
        "My address is [EMAIL_1] and my number [PHONE_12].",
        "550e8400-e29b-41d4-a716-446655440000",
        "12345678-1234-1234-1234-123456789012",
        "call_9hzVq3TnYw8QK2bX7mEoLdRf",
        "chatcmpl-9hzVq3TnYw8QK2bX7mEoLdRf",
        "2026-01-15T10:30:00.123456Z",
        "2026-01-15T10:30:00+01:00",
        "2026-01-15T10:30:00+0100",
        "Thu, 15 Jan 2026 10:30:00 +0000",
        "UTC+2, GMT +5:30",
        "1718000000123",
        "costs 1.234.567,89 EUR or $1,234,567.89",
        "gpt-4o-2024-08-06",
        "192.168.100.200",
        "INV-2024-000123, order 302-1234567-7654321",
        "@Override, @ana, icon@2x.png, react@18.2.0",
        "5 + 12345678 = 12345683",
        "1.2.3+20240101123",
        "c2VjcmV0+1234567890123/abcdef==",
        "+50 %, +1000000 EUR",
        "212-555-01425, 1212-555-0142-1",
      })
  void whatRequestsAreFullOfDoesNotBlock(String text) {
    assertThatCode(() -> check(text)).doesNotThrowAnyException();
  }

  @Test
  void embeddingsIdentifiersAndTimesInPlentyDoNotBlock() {
    Random random = new Random(17);
    StringBuilder body = new StringBuilder("{\"embedding\":[");
    for (int i = 0; i < 20_000; i++) {
      body.append(random.nextGaussian()).append(i % 7 == 0 ? ", " : ",");
    }
    body.append("0],\"rows\":[");
    for (int i = 0; i < 5_000; i++) {
      body.append("{\"id\":\"")
          .append(new UUID(random.nextLong(), random.nextLong()))
          .append("\",\"at\":\"2026-0")
          .append(1 + random.nextInt(9))
          .append("-1")
          .append(random.nextInt(10))
          .append("T10:00:00.")
          .append(random.nextInt(1_000_000))
          .append("+0")
          .append(random.nextInt(10))
          .append(":00\",\"cents\":")
          .append(random.nextInt())
          .append(",\"epoch\":")
          .append(Math.abs(random.nextLong()))
          .append("},");
    }
    String text = body.append("null]}").toString();
    assertThatCode(() -> guard.check(text.getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@", "a@", "a@b", "a@[", "+", "+1", "+1 ", "212-", "&#", "\\", "%", "(212) "})
  void noBodyHangsTheGuard(String unit) {
    byte[] body = unit.repeat(200_000 / unit.length()).getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> outcome(body));
  }

  private String outcome(byte[] body) {
    try {
      guard.check(body);
      return "passed";
    } catch (GuardException blocked) {
      return blocked.code();
    }
  }

  private Kind blocked(String text) {
    GuardException blocked = catchThrowableOfType(GuardException.class, () -> check(text));
    assertThat(blocked).as("blocked").isNotNull();
    return blocked.counts().keySet().iterator().next();
  }

  private void check(String content) {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]}";
    guard.check(body.getBytes(StandardCharsets.UTF_8));
  }
}
