package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;
import static dev.ringfence.recognition.NationalId.ruled;

import java.util.List;
import java.util.Set;

/** The identification numbers of people in the west and the middle of Europe. */
final class WesternEuropeanIds {
  private static final Set<String> NO_PREFIX = Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ");
  private static final String PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";

  static final List<NationalId> ALL =
      List.of(
          ruled("GB", "a UK National Insurance number", "AA999999A", WesternEuropeanIds::nino)
              .alone("9", "2 2 2 2 1", "2-2-2-2-1", "2 6 1", "8 1", "2-6-1", "2.2.2.2.1")
              .called("nino", "ni", "insurance"),
          checked("GB", "a UK NHS number", "9999999999", WesternEuropeanIds::nhs)
              .usual("3 3 4", "3-3-4")
              .called("nhs"),
          checked("IE", "an Irish PPS number", "9999999A", WesternEuropeanIds::ppsOfNoUnit)
              .alone("8", "7 1", "7-1")
              .called("pps", "ppsn"),
          checked("IE", "an Irish PPS number", "9999999A", WesternEuropeanIds::pps)
              .alone("7 1", "7-1")
              .called("pps", "ppsn"),
          checked("IE", "an Irish PPS number", "9999999AA", WesternEuropeanIds::pps)
              .alone("9", "7 2", "7-2")
              .called("pps", "ppsn"),
          checked("DE", "a German tax identification number", "99999999999", id -> steuer(id))
              .usual("2 3 3 3", "2-3-3-3", "2.3.3.3")
              .called(
                  "steuer",
                  "steuerid",
                  "steueridentifikationsnummer",
                  "steuernummer",
                  "stid",
                  "identifikationsnummer",
                  "idnr",
                  "taxid"),
          checked("DE", "a German pension insurance number", "99999999A999", id -> rvnr(id))
              .alone("12", "2 6 1 3", "2 6 1 2 1", "2 6 4", "8 1 3", "2-6-1-3")
              .called(
                  "rvnr",
                  "svnr",
                  "sozialversicherungsnummer",
                  "rentenversicherungsnummer",
                  "versicherungsnummer"),
          checked("FR", "a French NIR", "999999X99999999", WesternEuropeanIds::nir)
              .alone(
                  "15", "1 2 2 2 3 3 2", "13 2", "1 2 2 2 3 3-2", "1.2.2.2.3.3.2", "1-2-2-2-3-3-2")
              .called("nir", "insee", "nss", "secu", "securite", "s\u00E9curit\u00E9", "sociale"),
          checked("NL", "a Dutch citizen service number", "999999999", WesternEuropeanIds::bsn)
              .usual("3 3 3", "4 2 3", "4.2.3", "3.3.3", "4-2-3")
              .called("bsn", "burgerservicenummer", "sofi", "sofinummer", "bsnnummer"),
          checked("BE", "a Belgian national register number", "99999999999", id -> register(id))
              .alone("2.2.2-3.2", "2.2.2-3-2", "2.2.2 3.2", "6-3-2", "6-3.2")
              .usual("2 2 2 3 2", "6 3 2")
              .called(
                  "rijksregister",
                  "rijksregisternummer",
                  "insz",
                  "niss",
                  "nrn",
                  "registre",
                  "nationaal"),
          checked("AT", "an Austrian social insurance number", "9999999999", id -> svnr(id))
              .usual("4 6", "4-6", "4 2 2 2", "4/6")
              .called(
                  "svnr",
                  "sv",
                  "sozialversicherungsnummer",
                  "svnummer",
                  "sozialversicherung",
                  "versicherungsnummer"),
          checked("CH", "a Swiss AHV number", "9999999999999", WesternEuropeanIds::ahv)
              .alone("3.4.4.2", "3 4 4 2", "3-4-4-2", "13")
              .called("ahv", "avs", "ahvnr", "ahvn"));

  private WesternEuropeanIds() {}

  /** HM Revenue and Customs, NIM39110: the letters that are used in front, A to D behind. */
  private static boolean nino(String id) {
    return "DFIQUV".indexOf(id.charAt(0)) < 0
        && "DFIOQUV".indexOf(id.charAt(1)) < 0
        && !NO_PREFIX.contains(id.substring(0, 2))
        && id.charAt(8) <= 'D';
  }

  /** NHS Data Dictionary, NHS number: modulo 11, no number where the check were ten. */
  private static boolean nhs(String id) {
    int sum = Checksums.weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    return sum % 11 == 0 && Checksums.varied(id);
  }

  private static boolean ppsOfNoUnit(String id) {
    return "KMGB".indexOf(id.charAt(7)) < 0 && pps(id);
  }

  /** Department of Social Protection: modulo 23, a second letter counting nine times. */
  private static boolean pps(String id) {
    int second = id.length() > 8 ? PPS_LETTERS.indexOf(id.charAt(8)) : 0;
    int sum = Checksums.weighted(id, 8, 7, 6, 5, 4, 3, 2) + 9 * second;
    return second >= 0 && id.charAt(7) == PPS_LETTERS.charAt(sum % 23);
  }

  /** Bundeszentralamt fuer Steuern: one digit twice or thrice, none else again; MOD 11,10. */
  private static boolean steuer(String id) {
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[id.charAt(i) - '0']++;
    }
    int repeated = 0;
    for (int count : times) {
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return repeated == 1 && id.charAt(0) != '0' && Checksums.mod11and10(id);
  }

  /** Deutsche Rentenversicherung, VKVV section 4: the digits of products with weights 1 to 7. */
  private static boolean rvnr(String id) {
    int letter = id.charAt(8) - 'A' + 1;
    String digits = id.substring(0, 8) + letter / 10 + letter % 10 + id.substring(9);
    int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int product = (digits.charAt(i) - '0') * weights[i];
      sum += product / 10 + product % 10;
    }
    return sum % 10 == id.charAt(11) - '0' && Births.dayFirst(id, 2);
  }

  /** INSEE, Repertoire national: a key modulo 97; Corsica's 2A and 2B count as 19 and 18. */
  private static boolean nir(String id) {
    char department = id.charAt(6);
    boolean corsica = department == 'A' || department == 'B';
    int month = number(id, 3, 5);
    if ((department > '9' && (!corsica || id.charAt(5) != '2'))
        || "123478".indexOf(id.charAt(0)) < 0
        || month == 0
        || (month > 12 && month < 20)
        || (month > 42 && month < 50)) {
      return false;
    }
    String digits = corsica ? id.replace("2A", "19").replace("2B", "18") : id;
    return 97 - Long.parseLong(digits.substring(0, 13)) % 97 == number(digits, 13, 15);
  }

  /** Rijksdienst voor Identiteitsgegevens: modulo 11, the last digit counting against. */
  private static boolean bsn(String id) {
    int sum = Checksums.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2, -1);
    return sum % 11 == 0 && Checksums.varied(id);
  }

  /** FOD Binnenlandse Zaken: 97 less the rest, behind a 2 for those born since 2000. */
  private static boolean register(String id) {
    int check = number(id, 9, 11);
    long body = Long.parseLong(id.substring(0, 9));
    return Births.shifted(id, 0, 20, 40)
        && (97 - body % 97 == check || 97 - (2_000_000_000L + body) % 97 == check);
  }

  /** Dachverband der Sozialversicherungstraeger: modulo 11, the check as the fourth digit. */
  private static boolean svnr(String id) {
    int month = number(id, 6, 8);
    return id.charAt(0) != '0'
        && Births.day(month > 12 ? 1 : month, number(id, 4, 6))
        && Checksums.weighted(id, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == id.charAt(3) - '0';
  }

  /** Zentrale Ausgleichsstelle: 756 in front, and the check digit of an EAN. */
  private static boolean ahv(String id) {
    return id.startsWith("756")
        && Checksums.weighted(id, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
  }
}
