package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no recognizer takes for personal data, however many there come to be. */
final class TechnicalProseTest {
  private final Redactor redactor = Redactor.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "released on 2024-01-15, 15.01.2024 and 01/15/2024",
        "build 20240115-1030 at 240115-1030 and 2024-01-15T10:30:00.123456789Z",
        "epoch 1718000000, 1718000000123, 1718000000123456, 1718000000123456789",
        "epochs 1700000000 1710000000 1720000000 1730000000",
        "version 10.0.19045.3803, v2.10.4-beta.12, 1.22.333",
        "prices 1.234.567,89 EUR, 1,234,567.89, $1234567.89, 12 345 678 kr",
        "coordinates 52.520008, 13.404954; -33.865143,151.209900",
        "GPS 40.7127753 -74.0059728",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "id 12345678-1234-1234-1234-123456789012",
        "{12345678-9012-3456-7890-123456789012}",
        "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "md5 811641868aa1cb535622716196214487",
        "md5 d41d8cd98f00b204e9800998ecf8427e",
        "commit 6cb0f39 d28f7cf 93541e4 1234567f abcdef1234",
        "ISBN 978-3-16-148410-0, ISBN 0-306-40615-2, EAN 4006381333931",
        "2024-01-15 10:30:00,123 INFO [main] o.s.b.Application - Started in 3.456 seconds (JVM"
            + " running for 4.123)",
        "host-17 - - [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326",
        "pid 12345 tid 0x7f8a4c0b1700 addr 0x00007f8a4c0b1700",
        "GC pause 7340032K->4194304K(16777216K), 1048576B, 86400000S, 12345678M",
        "order 302-1234567-7654321, invoice 2024-000123, INV-2024-0012345678",
        "ticket ABC-123456, JIRA-1234, RFC 7231, CVE-2021-44228, KB5005565",
        "tracking 1Z999AA10123456784, 9400 1118 9956 0000 0000 00",
        "VIN 1HGCM82633A004352, part AB-123456, SKU 123456789012",
        "flight LH123 seat 12A gate B42, room 101",
        "0.1234567890123456, 3.14159265358979, 6.02214076e23, 1e1000000",
        "12345678901234567890 999999999999999999",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "4510 003c 1c46 4000 4006 b1e6 ac10 0a63",
        "1024 2048 4096 8192 16384",
        "seasons 2019 2020 2021 2022 2023",
        "port 8080 8443 9090 9200",
        "snowflake 1234567890123456789, 175928847299117063",
        "etag \"33a64df551425fcc55e4d42a148795d9f25f89d4\", W/\"0815\"",
        "ORA-00942, HTTP 404, SQLSTATE 42P01",
        "hex 0xDEADBEEF 0XCAFEBABE, 1_000_000_000",
        "base64 QUJDREUxMjM0Rg== aGVsbG8gd29ybGQxMjM0",
        "10 000 000, 100 000 000 and 1 000 000 000",
        "HRB 123456 B, VAT DE123456789, UID ATU12345678",
        "EIN 12-3456789, CNPJ 11.222.333/0001-81",
        "line 123-45, 12-34-5678, 123-456-7890x",
        "3-2-1, 2024-W03-1, 1-800-FLOWERS",
        "timestamps 202401151030, 20240115103000, 20240115103000123",
        "zip 10115-1234, 90210, SW1A 1AA, 1010 AB",
        "call_3f2504e04f8911d39a0c0305e82c3301 req_1234567890ABCDEF",
        "user-agent Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0",
        "A4 210 x 297 mm, 1920x1080, 16:9, 24/7, 50%",
        "M1234567 T1234567 S12345678 AB1234567",
        "Date:   Mon Jun 3 19:21:06 2013 -0700",
        "fix a call trace warning (CVE-2024-58095)",
        "snapshot (1:14~+20211113111058+6a40854ce507-1~exp1), ++20220123085548+413684313d9d-1",
        "Boston, MA\n    02110-1301 USA",
        "digits = '0123456789'; 0 1 2 3 4 5 6 7 8 9; -3  -2  -1   0   1   2   3   4   5",
        "0000620 20 80 00 00 20 80 00 00 20 80 00 00 48 80 00 04",
        "10 00 00 00 20 80 0a 20 80 20 80 20 7f",
        "* [[`0662429268`](https://example.org/commit/0662429268)] - fix",
        "assert('+00000000'), +000000120, (elapsed)+0.000000000000001",
        "4E0B 4F55 7455 8377 8766 8CC0, 51B1 51B4 5232 5233 5246 5231 52BC",
        "you can pass common options to `tls.createPair2` and pass SOME_FLAG_16 to the interface",
        "Don't pass NULL/0 to memset; pass it down to \"git merge2\"; simply pass"
            + " `v8::Isolate::Get()`",
        "arguments to pass to the :command:`get_property` command",
        "ZIP64_DIGITAL_SIGNATURE_SIG => 0x05054b50; AUTH_DELIMS = 0x400000000000000L;",
        "user, passwd = _splitpasswd(user); char[] pass = (storePassNew!=null) ? a : b;",
        "backport \"-p\" and \"-force-rgb\" options",
        "\n  8.3.1.4.  orelse, andelse\n",
        "CMake 2.8.10.2 and lower, inputproto 1.9.99.7 or later",
      })
  void technicalProseStaysAsItIs(String text) {
    assertThat(redactor.redact(text, new InMemoryVault()).value()).isEqualTo(text);
  }

  @Test
  void hashesUuidsAndClocksAreNoNumbersOfPeople() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long time = 1_600_000_000_000L + random.nextLong(300_000_000_000L);
      String text =
          switch (i % 5) {
            case 0 -> "%016x%016x".formatted(random.nextLong(), random.nextLong());
            case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 2 -> "at " + time;
            case 3 -> "at " + time * 1000 + random.nextInt(1000);
            default -> "0." + Math.abs(random.nextLong());
          };
      assertThat(found(text)).as("seed %d: %s", seed, text).isEmpty();
    }
  }

  private static List<Finding> found(String text) {
    Findings findings = new Findings();
    View view = Folding.fold(text);
    for (Recognizer recognizer :
        List.of(new CardRecognizer(), new IbanRecognizer(), new NationalIdRecognizer())) {
      recognizer.find(view, Context.PROSE, findings);
    }
    return findings.arbitrated(Certainty.LIKELY);
  }
}
