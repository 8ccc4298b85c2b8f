package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;
import static dev.ringfence.recognition.NationalId.ruled;

import java.util.List;

/** The identification numbers of people in the north of Europe. */
final class NorthernEuropeanIds {
  private static final String HETU_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

  static final List<NationalId> ALL =
      List.of(
          checked("SE", "a Swedish personal number", "9999999999", NorthernEuropeanIds::swedish)
              .usual("6-4", "6+4", "6 4")
              .called("personnummer", "samordningsnummer", "personnr", "pnr"),
          checked("SE", "a Swedish personal number", "999999999999", NorthernEuropeanIds::century)
              .usual("8-4", "8+4", "8 4")
              .called("personnummer", "samordningsnummer", "personnr", "pnr"),
          checked("NO", "a Norwegian birth number", "99999999999", NorthernEuropeanIds::norwegian)
              .alone("11", "6 5", "6-5")
              .called("f\u00F8dselsnummer", "fodselsnummer", "personnummer", "fnr", "dnr"),
          ruled("DK", "a Danish CPR number", "9999999999", NorthernEuropeanIds::danish)
              .usual("6-4", "6 4")
              .called("cpr", "cprnr", "cprnummer", "personnummer", "personnr"),
          checked("FI", "a Finnish personal identity code", "999999999A", id -> finnish(id))
              .alone("6-4", "6+4")
              .called("hetu", "henkil\u00F6tunnus", "henkilotunnus", "sotu", "personbeteckning"),
          checked("FI", "a Finnish personal identity code", "9999999999", id -> finnish(id))
              .usual("6-4", "6+4")
              .called("hetu", "henkil\u00F6tunnus", "henkilotunnus", "sotu", "personbeteckning"),
          checked("FI", "a Finnish personal identity code", "999999A999X", id -> signed(id))
              .alone("11")
              .called("hetu", "henkil\u00F6tunnus", "henkilotunnus", "sotu", "personbeteckning"),
          checked("IS", "an Icelandic kennitala", "9999999999", NorthernEuropeanIds::icelandic)
              .usual("6-4", "6 4")
              .called("kennitala", "kt", "kennit\u00F6lu"),
          checked("EE", "an Estonian personal code", "99999999999", NorthernEuropeanIds::baltic)
              .called("isikukood", "isikukoodi"),
          checked("LT", "a Lithuanian personal code", "99999999999", NorthernEuropeanIds::baltic)
              .called("asmens", "kodas"));

  private NorthernEuropeanIds() {}

  /** Skatteverket, SKV 704: Luhn; the day of a coordination number is 60 more. */
  private static boolean swedish(String id) {
    int day = number(id, 4, 6);
    return Births.day(number(id, 2, 4), day > 60 ? day - 60 : day) && Checksums.luhn(id);
  }

  private static boolean century(String id) {
    int century = number(id, 0, 2);
    return century >= 18 && century <= 20 && swedish(id.substring(2));
  }

  /** Skatteetaten: two digits modulo 11; 40 more on the day of a D number, 40 or 80 on a month. */
  private static boolean norwegian(String id) {
    int day = number(id, 0, 2);
    int month = number(id, 2, 4);
    return Births.day(month > 80 ? month - 80 : month > 40 ? month - 40 : month, day % 40)
        && Checksums.weighted(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
        && Checksums.weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /** CPR-kontoret: a day of birth; since 2007 no check sum. */
  private static boolean danish(String id) {
    return Births.dayFirst(id, 0);
  }

  /** Digi- ja vaestotietovirasto: the nine digits modulo 31 as a character. */
  private static boolean finnish(String id) {
    int serial = number(id, 6, 9);
    return Births.dayFirst(id, 0)
        && serial >= 2
        && HETU_CHECKS.charAt(number(id, 0, 9) % 31) == id.charAt(9);
  }

  /** The same with a letter for the century: A to F since 2000, U to Y before. */
  private static boolean signed(String id) {
    char sign = id.charAt(6);
    return (sign <= 'F' || (sign >= 'U' && sign <= 'Y'))
        && finnish(id.substring(0, 6) + id.substring(7));
  }

  /** Thjodskra Islands: a day of birth, modulo 11 in the ninth place, a century in the last. */
  private static boolean icelandic(String id) {
    int day = number(id, 0, 2);
    return Births.day(number(id, 2, 4), day)
        && "890".indexOf(id.charAt(9)) >= 0
        && Checksums.weighted(id, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /** Estonia's standard EVS 585 and Lithuania's personal code: modulo 11 in up to two rounds. */
  private static boolean baltic(String id) {
    int check = Checksums.weighted(id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (check == 10) {
      check = Checksums.weighted(id, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    }
    return id.charAt(0) >= '1'
        && id.charAt(0) <= '8'
        && Births.yearFirst(id, 1)
        && check == id.charAt(10) - '0';
  }
}
