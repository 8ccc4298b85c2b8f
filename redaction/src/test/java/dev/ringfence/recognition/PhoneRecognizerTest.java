package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneRecognizerTest {
  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 212-555-0142",
        "+1 (212) 555-0142",
        "+12125550142",
        "+1.212.555.0142",
        "001 212 555 0142",
        "+44 20 7946 0123",
        "+44 (0)20 7946 0123",
        "+1 (9) 619 (8) 357",
        "+1 (0) 619 (0) 357",
        "+44 020 7946 0123",
        "+442079460123",
        "+44 7700 900123",
        "0044 20 7946 0123",
        "+49 30 23125 123",
        "+49 (0) 30 23125-123",
        "+49-30-23125123",
        "+49/30/23125123",
        "0049 30 23125 123",
        "+33 1 99 00 12 34",
        "+33 (0)6 39 98 12 34",
        "+33.1.99.00.12.34",
        "+34 912 345 678",
        "+39 06 1234 5678",
        "+31 20 123 4567",
        "+41 44 668 18 00",
        "+43 1 234567",
        "+45 12 34 56 78",
        "+46 8 123 456 78",
        "+48 22 123 45 67",
        "+55 11 91234-5678",
        "+52 55 1234 5678",
        "+61 2 5550 1234",
        "+64 9 123 4567",
        "+65 6123 4567",
        "+81 3-1234-5678",
        "+82 2-123-4567",
        "+86 138 0013 8000",
        "+91 98765 43210",
        "+354 555 1234",
        "+972 50-123-4567",
        "+27 21 123 4567",
        "+7 495 123-45-67",
        "011 44 20 7946 0123",
        "(+49) 30 23125 123",
        "+49 3 0 2 3 1 2 5 1 2 3",
        "+1 212-555-0142 ext. 204",
        "+1 212-555-0142x204",
        "+1 212-555-0142 #204",
        "+49 30 23125 123 Durchwahl 44",
        // without a plus sign, known by their grouping
        "(212) 555-0142",
        "(212)555-0142",
        "212-555-0142",
        "212.555.0142",
        "1-212-555-0142",
        "020 7946 0123",
        "(020) 7946 0123",
        "07700 900123",
        "030 23125 123",
        "030/23125123",
        "030-23125123",
        "01 99 00 12 34",
        "06.39.98.12.34",
        "0171 1234567",
        "01711234567",
        // other digits, and signs that are not seen
        "\uff0b\uff11 \uff12\uff11\uff12\uff0d\uff15\uff15\uff15\uff0d\uff10\uff11\uff14\uff12",
        "+\u0661 \u0662\u0661\u0662-\u0665\u0665\u0665-\u0660\u0661\u0664\u0662",
        "+\u0967 \u0968\u0967\u0968-\u096b\u096b\u096b-\u0966\u0967\u096a\u0968",
        "+1 21\u200b2-555-01\u200d42",
        "+1\u00a0212\u2011555\u20110142",
        "+1 212\u2013555\u20130142",
        "%2B1 212-555-0142",
        "%2B1%20212%20555%200142",
        "&#43;1 212-555-0142",
        "\\u002b1 212-555-0142",
      })
  void aNumberIsMaskedWholeWithoutAWordOrARegion(String number) {
    Redactor redactor = Redactor.standard();
    assertThat(redactor.redact(number, vault).value()).isEqualTo("[PHONE_1]");
    assertThat(redactor.redact("It is " + number + ", as said", vault).value())
        .isEqualTo("It is [PHONE_1], as said");
    assertThat(redactor.redact("(" + number + ")", vault).value()).isEqualTo("([PHONE_1])");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.PHONE, 1))).contains(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"978 12 17 (212) 555-0142", "978 12 17 (212) 555 0142", "978 12 17 212-555-0142"})
  void numbersBeforeOneDoNotMakeItABook(String text) {
    assertThat(Redactor.standard().redact(text, vault).value()).isEqualTo("978 12 17 [PHONE_1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone 2125550142",
        "Tel. 2125550142",
        "tel:2125550142",
        "tel=2125550142",
        "Telefon: 23125123",
        "T\u00e9l\u00e9phone : 199001234",
        "tel\u00e9fono 912345678",
        "m\u00f3vil: 612 345 678",
        "Fax 5550142",
        "call me at 555 0142",
        "mobile number is 912345678",
        "my cell: 2125550142",
        "WhatsApp 5511912345678",
        "2125550142 (mobile)",
        "Handynummer 1711234567",
        "phone_number=2125550142",
        "the order is late, call 2125550142",
      })
  void aWordBesideItMakesDigitsANumber(String text) {
    assertThat(Redactor.standard().redact(text, vault).value())
        .contains("[PHONE_1]")
        .doesNotContainPattern("\\d{3}");
  }

  @ParameterizedTest
  @CsvSource({
    "US, 2125550142",
    "US, 212 555 0142",
    "GB, 02079460123",
    "GB, 07700900123",
    "DE, 03023125123",
    "DE, 0171 1234567",
    "FR, 0199001234",
    "ES, 912345678",
    "ES, 912 345 678",
    "IT, 0612345678",
    "IN, 9876543210",
    "AU, 0491 570 156",
    "BR, 11 91234-5678",
    "DK, 32 12 34 56",
    "PL, 22 123 45 67",
  })
  void aNationalFormIsMaskedWhereItsRegionIsConfigured(String region, String number) {
    assertThat(Redactor.forRegions(List.of(region)).redact("It is " + number + ".", vault).value())
        .isEqualTo("It is [PHONE_1].");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ordered on 2024-01-15",
        "on 15.01.2024",
        "on 01/15/2024",
        "on 15 01 2024",
        "at 10:30:00",
        "2024-01-15T10:30:00.123456Z",
        "20240115",
        "20240115103000",
        "20240115T103000Z",
        "from 2020-2024",
        "seasons 2019 2020",
        "open 08.30-12.00",
        "open 08.30 - 12.00",
        "version 10.0.19045.3803",
        "version 1.22.333",
        "v2.10.4-beta.12",
        "costs 1.234.567,89 EUR",
        "costs 1,234,567.89",
        "costs $1234567.89",
        "costs 12 345 678 kr",
        "at 52.520008, 13.404954",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "id 12345678-1234-1234-1234-123456789012",
        "since 1718000000",
        "since 1718000000123",
        "order 1234567890",
        "invoice 2024-000123",
        "INV-2024-0012345678",
        "INV-0301234567",
        "order no. 0301234567",
        "ISBN 978-3-16-148410-0",
        "ISBN 0-306-40615-2",
        "EAN 4006381333931",
        "tracking 1Z999AA10123456784",
        "tracking 9400 1118 9956 0000 0000 00",
        "ssn 078-05-1120",
        "order 302-1234567-7654321",
        "pages 1000-2000",
        "sha 9f86d081884c7d65",
        "0x12345678",
        "1_000_000_000",
        "#1234567890",
        "ticket #12345678",
        "https://example.org/orders/0301234567",
        "1920x1080",
        "3.14159265358979",
        "-12345678.25",
        "1e1000000",
        "1 2 3 4 5 6 7 8 9 10 11 12 13",
        "10 20 30 40 50 60 70 80 90",
        "12345678901234567890",
        "0000123456",
        "0123456",
        "chapter 1.2.3.4.5",
        "call_3f2504e04f8911d39a0c0305e82c3301",
        "zip 10115-1234",
        "ratio 16:9",
        "DE123456789",
        "VIN 1HGCM82633A004352",
        "98.6 100.4 37.0 36.6",
        "12,345,678",
        "100%",
        "1/2 3/4 5/8",
        "2 +3 4",
        "x = 5 + 12345678",
        "1.2.3+20240101123",
        "2024-W03-1",
        "E2E 2024.1.15.3",
        "0-1-2-3",
        "99.999.999",
        "999 999 999",
        "4.000.000 - 5.000.000",
      })
  void whatOnlyLooksLikeANumberStays(String text) {
    assertThat(Redactor.standard().redact(text, vault).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "card 4111 1111 1111 1111",
        "card 4111111111111111",
        "card 3782 822463 10005",
        "IBAN DE89 3704 0044 0532 0130 00",
        "IBAN GB29 NWBK 6016 1331 9268 19",
        "AB123456C",
      })
  void whatIsAnotherKindOfNumberIsNoPhone(String text) {
    assertThat(Redactor.standard().redact(text, vault).value()).doesNotContain("PHONE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 192.168.100.200",
        "at 10.0.0.1",
        "2001:db8:85a3::8a2e:370:7334",
        "MAC 00-1B-63-84-45-E6",
        "MAC 00:1B:63:84:45:E6",
      })
  void theAddressOfAMachineIsNoNumber(String text) {
    assertThat(Redactor.standard().redact(text, vault).value())
        .containsPattern("\\[(IP|MAC)_ADDRESS_1]$")
        .doesNotContain("PHONE");
  }

  @Test
  void twoNumbersInARowAreTwo() {
    assertThat(Redactor.standard().redact("030 1234567 / 040 7654321", vault).value())
        .isEqualTo("[PHONE_1] / [PHONE_2]");
    assertThat(Redactor.standard().redact("+12125550142+12125550143", vault).value())
        .isEqualTo("[PHONE_3][PHONE_4]");
  }

  @Test
  void aNumberThatNobodyCanHaveIsMaskedWhereItHasAPlusSign() {
    assertThat(Redactor.standard().redact("it is +999 123 456 789", vault).value())
        .isEqualTo("it is [PHONE_1]");
  }

  @Test
  void anUnknownRegionIsRefused() {
    assertThatThrownBy(() -> Redactor.forRegions(List.of("XX")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
