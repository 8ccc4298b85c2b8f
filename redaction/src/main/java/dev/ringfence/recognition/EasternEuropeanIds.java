package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;
import static dev.ringfence.recognition.NationalId.ruled;

import java.util.List;

/** The identification numbers of people in the east of Europe. */
final class EasternEuropeanIds {
  private static final String[] CZECH = {"rodn\u00E9", "rodne", "rc", "r\u010D", "\u010D\u00EDslo"};

  static final List<NationalId> ALL =
      List.of(
          checked("PL", "a Polish PESEL", "99999999999", EasternEuropeanIds::pesel)
              .usual("6 5", "6-5")
              .called("pesel"),
          checked("CZ", "a Czech or Slovak birth number", "9999999999", EasternEuropeanIds::rodne)
              .alone("6/4")
              .usual("6 4")
              .called(CZECH),
          ruled("CZ", "a Czech or Slovak birth number", "999999999", EasternEuropeanIds::early)
              .usual("6/3")
              .called(CZECH),
          checked("RO", "a Romanian CNP", "9999999999999", EasternEuropeanIds::cnp)
              .usual("1 6 6", "1 2 2 2 2 3 1", "7 6")
              .called("cnp", "numeric"),
          checked("BG", "a Bulgarian EGN", "9999999999", EasternEuropeanIds::egn)
              .usual("6 4")
              .called("egn", "\u0435\u0433\u043D"),
          checked("HR", "a Croatian OIB", "99999999999", Checksums::mod11and10).called("oib"),
          checked("RS", "a unique master citizen number", "9999999999999", id -> jmbg(id))
              .called(
                  "jmbg",
                  "emso",
                  "em\u0161o",
                  "embg",
                  "\u0458\u043C\u0431\u0433",
                  "\u0435\u043C\u0431\u0433"),
          checked("RU", "a Russian SNILS", "99999999999", EasternEuropeanIds::snils)
              .alone("3-3-3 2", "3-3-3-2")
              .usual("3 3 3 2")
              .called("\u0441\u043D\u0438\u043B\u0441", "snils"),
          checked("RU", "a Russian INN", "999999999999", EasternEuropeanIds::inn)
              .called("\u0438\u043D\u043D", "inn"));

  private EasternEuropeanIds() {}

  /** Ministerstwo Cyfryzacji: the century in the month; modulo 10. */
  private static boolean pesel(String id) {
    return Births.shifted(id, 0, 20, 40, 60, 80)
        && Checksums.weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
  }

  /** Act 133/2000 Coll.: divisible by 11, or once a rest of ten written as 0. */
  private static boolean rodne(String id) {
    long body = Long.parseLong(id.substring(0, 9));
    return Births.shifted(id, 0, 20, 50, 70)
        && (Long.parseLong(id) % 11 == 0 || (body % 11 == 10 && id.charAt(9) == '0'));
  }

  /** The form before 1954, which has no check digit. */
  private static boolean early(String id) {
    return number(id, 0, 2) < 54 && Births.shifted(id, 0, 50) && number(id, 6, 9) > 0;
  }

  /** Legea 105/1996 and its norms: sex and century, birth, county, modulo 11 with ten as 1. */
  private static boolean cnp(String id) {
    int county = number(id, 7, 9);
    int rest = Checksums.weighted(id, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    return id.charAt(0) != '0'
        && Births.yearFirst(id, 1)
        && ((county >= 1 && county <= 52) || county == 70)
        && (rest == 10 ? 1 : rest) == id.charAt(12) - '0';
  }

  /** GRAO: the century in the month, modulo 11. */
  private static boolean egn(String id) {
    return Births.shifted(id, 0, 20, 40)
        && Checksums.weighted(id, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == id.charAt(9) - '0';
  }

  /** The Yugoslav act of 1976: day, month and three digits of the year, modulo 11. */
  private static boolean jmbg(String id) {
    int rest = Checksums.weighted(id, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return Births.day(number(id, 2, 4), number(id, 0, 2))
        && (id.charAt(4) == '9' || id.charAt(4) == '0')
        && rest != 1
        && (rest == 0 ? 0 : 11 - rest) == id.charAt(12) - '0';
  }

  /** Pension Fund of Russia: weights from 9 down, modulo 101. */
  private static boolean snils(String id) {
    int sum = Checksums.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    return sum > 0 && sum % 101 % 100 == number(id, 9, 11);
  }

  /** Federal Tax Service, order MMV-7-6/435: two check digits modulo 11. */
  private static boolean inn(String id) {
    return Checksums.weighted(id, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == id.charAt(10) - '0'
        && Checksums.weighted(id, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10
            == id.charAt(11) - '0';
  }
}
