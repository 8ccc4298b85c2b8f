package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;

import java.util.List;

/** The identification numbers of people in the south of Europe, Turkey and Israel. */
final class SouthernEuropeanIds {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  /** The letters that stand for digits where two people would have the same codice fiscale. */
  private static final String OMOCODIA = "LMNPQRSTUV";

  /** What characters in odd places of a codice fiscale count; a letter as the digit of its rank. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private static final String[] SPANISH = {"dni", "nie", "nif", "documento"};

  static final List<NationalId> ALL =
      List.of(
          checked("ES", "a Spanish DNI", "99999999A", SouthernEuropeanIds::dniOfNoUnit)
              .alone("9", "8-1", "8 1", "2.3.3-1", "2.3.3 1", "2.3.3.1")
              .called(SPANISH),
          checked("ES", "a Spanish DNI", "99999999A", SouthernEuropeanIds::dni)
              .alone("8-1", "2.3.3-1", "2.3.3 1", "2.3.3.1")
              .called(SPANISH),
          checked("ES", "a Spanish NIE", "A9999999A", SouthernEuropeanIds::nie)
              .alone("9", "1-7-1", "1 7 1", "1-7 1", "8-1", "1.7.1", "1-1.3.3-1")
              .called(SPANISH),
          checked("IT", "an Italian codice fiscale", "AAAAAAXXAXXAXXXA", id -> fiscale(id))
              .alone("16", "3 3 5 5", "6 5 5", "3 3 2 3 5", "3 3 5 4 1", "6 2 3 5", "6-5-5")
              .called("codice", "fiscale", "cf"),
          checked("PT", "a Portuguese NIF", "999999999", SouthernEuropeanIds::nif)
              .usual("3 3 3", "3.3.3", "3-3-3")
              .called("nif", "contribuinte", "fiscal"),
          checked("GR", "a Greek AFM", "999999999", SouthernEuropeanIds::afm)
              .usual("3 3 3")
              .called("afm", "\u03B1\u03C6\u03BC"),
          checked("GR", "a Greek AMKA", "99999999999", SouthernEuropeanIds::amka)
              .usual("6 5", "6-5")
              .called("amka", "\u03B1\u03BC\u03BA\u03B1"),
          checked("TR", "a Turkish identity number", "99999999999", SouthernEuropeanIds::kimlik)
              .usual("3 3 3 2")
              .called("tc", "tckn", "kimlik", "tcno", "tckimlik"),
          checked("IL", "an Israeli identity number", "999999999", Checksums::luhn)
              .usual("8-1", "1-7-1")
              .called("teudat", "zehut", "tz", "israeli", "\u05D6\u05D4\u05D5\u05EA"));

  private SouthernEuropeanIds() {}

  private static boolean dniOfNoUnit(String id) {
    return "KMGB".indexOf(id.charAt(8)) < 0 && dni(id);
  }

  /** Ministerio del Interior: the number modulo 23 as a letter. */
  private static boolean dni(String id) {
    return DNI_LETTERS.charAt(number(id, 0, 8) % 23) == id.charAt(8);
  }

  /** The same, X, Y and Z counting as 0, 1 and 2. */
  private static boolean nie(String id) {
    int first = "XYZ".indexOf(id.charAt(0));
    return first >= 0 && dni(first + id.substring(1));
  }

  /** Ministero delle Finanze, decree of 23 December 1976: the sum of tables modulo 26. */
  private static boolean fiscale(String id) {
    int[] numeric = {6, 7, 9, 10, 12, 13, 14};
    StringBuilder digits = new StringBuilder(id);
    for (int at : numeric) {
      char c = id.charAt(at);
      int digit = c <= '9' ? c - '0' : OMOCODIA.indexOf(c);
      if (digit < 0) {
        return false;
      }
      digits.setCharAt(at, (char) ('0' + digit));
    }
    int day = number(digits, 9, 11);
    if ("ABCDEHLMPRST".indexOf(id.charAt(8)) < 0 || day % 40 < 1 || day > 71 || day % 40 > 31) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = id.charAt(i);
      int rank = c <= '9' ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? ODD[rank] : rank;
    }
    return sum % 26 == id.charAt(15) - 'A';
  }

  /** Autoridade Tributaria: modulo 11, and the first digits of people. */
  private static boolean nif(String id) {
    int rest = Checksums.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return (id.charAt(0) >= '1' && id.charAt(0) <= '3' || id.startsWith("45"))
        && (rest < 2 ? 0 : 11 - rest) == id.charAt(8) - '0';
  }

  /** Independent Authority for Public Revenue: powers of two modulo 11. */
  private static boolean afm(String id) {
    int sum = Checksums.weighted(id, 256, 128, 64, 32, 16, 8, 4, 2);
    return sum > 0 && sum % 11 % 10 == id.charAt(8) - '0';
  }

  /** IDIKA: a day of birth in front, and Luhn. */
  private static boolean amka(String id) {
    return Births.dayFirst(id, 0) && Checksums.luhn(id);
  }

  /** Nufus ve Vatandaslik Isleri: two check digits modulo 10. */
  private static boolean kimlik(String id) {
    int odd = Checksums.weighted(id, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = Checksums.weighted(id, 0, 1, 0, 1, 0, 1, 0, 1);
    return id.charAt(0) != '0'
        && Math.floorMod(odd * 7 - even, 10) == id.charAt(9) - '0'
        && (odd + even + id.charAt(9) - '0') % 10 == id.charAt(10) - '0';
  }
}
