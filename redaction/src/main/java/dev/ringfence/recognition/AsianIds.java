package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;
import static dev.ringfence.recognition.NationalId.ruled;

import java.util.List;
import java.util.Set;

/** The identification numbers of people in Asia. */
final class AsianIds {
  /** What Taiwan's letters count, from 10 on in the order that they were given in. */
  private static final String TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

  /** The provinces of GB/T 2260. */
  private static final Set<Integer> CHINESE_PROVINCES =
      Set.of(
          11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50,
          51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83);

  static final List<NationalId> ALL =
      List.of(
          checked("IN", "an Indian Aadhaar number", "999999999999", AsianIds::aadhaar)
              .usual("4 4 4", "4-4-4")
              .called("aadhaar", "aadhar", "adhaar", "aadhaarnumber", "uidai"),
          ruled("IN", "an Indian PAN", "AAAAA9999A", id -> "ABCFGHJLPT".indexOf(id.charAt(3)) >= 0)
              .alone("10")
              .usual("5 4 1", "5-4-1")
              .called("pan", "pancard"),
          ruled("KR", "a Korean resident registration number", "9999999999999", AsianIds::korean)
              .alone("6-7")
              .called(
                  "rrn",
                  "jumin",
                  "\uC8FC\uBBFC\uB4F1\uB85D\uBC88\uD638",
                  "\uC8FC\uBBFC\uBC88\uD638",
                  "\uC8FC\uBBFC\uB4F1\uB85D\uBC88\uD638\uB294",
                  "\uC678\uAD6D\uC778\uB4F1\uB85D\uBC88\uD638"),
          checked("CN", "a Chinese resident identity number", "99999999999999999X", id -> sfz(id))
              .alone("18", "6 8 4", "6-8-4", "3 3 4 4 4", "6 4 4 4")
              .called(
                  "\u8EAB\u4EFD\u8BC1",
                  "\u8EAB\u4EFD\u8BC1\u53F7",
                  "\u8EAB\u4EFD\u8BC1\u53F7\u7801",
                  "\u8EAB\u4EFD\u8BC1\u53F7\u7801\u662F"),
          checked("JP", "a Japanese My Number", "999999999999", AsianIds::myNumber)
              .usual("4 4 4", "4-4-4")
              .called(
                  "mynumber",
                  "kojin",
                  "bango",
                  "\u500B\u4EBA\u756A\u53F7",
                  "\u500B\u4EBA\u756A\u53F7\u306F",
                  "\u30DE\u30A4\u30CA\u30F3\u30D0"),
          checked("SG", "a Singaporean NRIC", "A9999999A", AsianIds::nric)
              .alone("9", "1 7 1", "1-7-1")
              .called("nric", "fin"),
          checked("TW", "a Taiwanese identity number", "A999999999", AsianIds::taiwanese)
              .alone("10")
              .called("\u8EAB\u5206\u8B49", "\u8EAB\u5206\u8B49\u5B57\u865F", "taiwan"),
          checked("TH", "a Thai identity number", "9999999999999", AsianIds::thai)
              .alone("1-4-5-2-1")
              .usual("1 4 5 2 1")
              .called("thai", "\u0E1B\u0E23\u0E30\u0E0A\u0E32\u0E0A\u0E19"));

  private AsianIds() {}

  /** UIDAI: Verhoeff's check digit; 0 and 1 do not stand in front. */
  private static boolean aadhaar(String id) {
    return id.charAt(0) >= '2' && Checksums.varied(id) && Checksums.verhoeff(id);
  }

  /** Resident Registration Act: a birth and a sex; since October 2020 no check digit. */
  private static boolean korean(String id) {
    return Births.yearFirst(id, 0) && id.charAt(6) >= '1' && id.charAt(6) <= '8';
  }

  /** GB 11643-1999: region, birth, serial, and ISO 7064 MOD 11-2. */
  private static boolean sfz(String id) {
    int century = number(id, 6, 8);
    int sum = Checksums.weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return CHINESE_PROVINCES.contains(number(id, 0, 2))
        && century >= 18
        && century <= 20
        && Births.yearFirst(id, 8)
        && "10X98765432".charAt(sum % 11) == id.charAt(17);
  }

  /** Ordinance 85 of 2014 of the Ministry of Internal Affairs: modulo 11. */
  private static boolean myNumber(String id) {
    int rest = Checksums.weighted(id, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return (rest <= 1 ? 0 : 11 - rest) == id.charAt(11) - '0' && Checksums.varied(id);
  }

  /** Immigration and Checkpoints Authority: weights modulo 11, a row of letters per prefix. */
  private static boolean nric(String id) {
    char prefix = id.charAt(0);
    int sum = Checksums.weighted(id.substring(1), 2, 7, 6, 5, 4, 3, 2);
    return switch (prefix) {
      case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == id.charAt(8);
      case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == id.charAt(8);
      case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == id.charAt(8);
      case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == id.charAt(8);
      case 'M' -> "XWUTRQPNJLK".charAt((sum + 3) % 11) == id.charAt(8);
      default -> false;
    };
  }

  /** Ministry of the Interior: the letter as two digits, modulo 10; 1, 2, 8 and 9 say the sex. */
  private static boolean taiwanese(String id) {
    int letter = TAIWAN_LETTERS.indexOf(id.charAt(0)) + 10;
    int sum =
        letter / 10
            + letter % 10 * 9
            + Checksums.weighted(id.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1);
    return "1289".indexOf(id.charAt(1)) >= 0 && sum % 10 == 0;
  }

  /** Bureau of Registration Administration: modulo 11. */
  private static boolean thai(String id) {
    int sum = Checksums.weighted(id, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
    return id.charAt(0) >= '1'
        && id.charAt(0) <= '8'
        && (11 - sum % 11) % 10 == id.charAt(12) - '0';
  }
}
