package dev.ringfence.recognition;

import static dev.ringfence.recognition.Births.number;
import static dev.ringfence.recognition.NationalId.checked;
import static dev.ringfence.recognition.NationalId.company;
import static dev.ringfence.recognition.NationalId.ruled;

import java.util.List;

/** The identification numbers of people in the Americas. */
final class AmericanIds {
  /** The values of CURP's check sum: an enye stands between N and O. */
  private static final String CURP_VALUES = "0123456789ABCDEFGHIJKLMN\u00D1OPQRSTUVWXYZ";

  static final List<NationalId> ALL =
      List.of(
          ruled("US", "a US Social Security number", "999999999", AmericanIds::ssn)
              .alone("3-2-4")
              .usual("3 2 4", "3.2.4")
              .called("ssn", "ssns", "social", "socialsecurity"),
          ruled("US", "a US taxpayer identification number", "999999999", AmericanIds::itin)
              .alone("3-2-4")
              .usual("3 2 4", "3.2.4")
              .called("itin", "taxpayer", "tin"),
          checked("CA", "a Canadian social insurance number", "999999999", AmericanIds::sin)
              .usual("3 3 3", "3-3-3", "3.3.3")
              .called("sin", "nas", "social", "insurance"),
          checked("BR", "a Brazilian CPF", "99999999999", AmericanIds::cpf)
              .alone("3.3.3-2")
              .usual("3 3 3 2", "3-3-3-2", "3.3.3.2", "9-2")
              .called("cpf"),
          company("BR", "a Brazilian CNPJ", "XXXXXXXXXXXX99", AmericanIds::cnpj)
              .alone("2.3.3/4-2")
              .usual("2 3 3 4 2", "8/4-2")
              .called("cnpj"),
          checked("MX", "a Mexican CURP", "AAAA999999AAAAAAX9", AmericanIds::curp)
              .alone("18", "4 6 6 2", "4-6-6-2", "4 6 8", "4 6 6 1 1", "4 6 1 2 3 2")
              .called("curp"),
          checked("CL", "a Chilean RUN", "99999999X", AmericanIds::run)
              .alone("2.3.3-1")
              .usual("8-1", "2 3 3-1", "2 3 3 1")
              .called("rut", "run", "rol"),
          checked("CL", "a Chilean RUN", "9999999X", AmericanIds::run)
              .alone("1.3.3-1")
              .usual("7-1", "1 3 3-1", "1 3 3 1")
              .called("rut", "run", "rol"),
          checked("AR", "an Argentine CUIL", "99999999999", AmericanIds::cuil)
              .alone("2-8-1")
              .usual("2 8 1", "2.8.1")
              .called("cuil", "cuit"));

  private AmericanIds() {}

  /** Social Security Administration, RM 10201.030: what no area, group or serial number is. */
  private static boolean ssn(String id) {
    int area = number(id, 0, 3);
    boolean advertised = id.equals("078051120") || id.equals("219099999");
    return area > 0
        && area != 666
        && area < 900
        && number(id, 3, 5) > 0
        && number(id, 5, 9) > 0
        && !advertised;
  }

  /** Internal Revenue Service, IRM 3.21.263: a 9 in front, and the groups that are assigned. */
  private static boolean itin(String id) {
    int group = number(id, 3, 5);
    return id.charAt(0) == '9'
        && ((group >= 50 && group <= 65)
            || (group >= 70 && group <= 88)
            || (group >= 90 && group != 93));
  }

  /** Employment and Social Development Canada: Luhn; 0 is not assigned, 8 is for businesses. */
  private static boolean sin(String id) {
    return id.charAt(0) != '0' && id.charAt(0) != '8' && Checksums.luhn(id);
  }

  /** Receita Federal: two digits modulo 11, each over all before it; not one digit throughout. */
  private static boolean cpf(String id) {
    return Checksums.varied(id)
        && elevenLess(Checksums.weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == id.charAt(9) - '0'
        && elevenLess(Checksums.weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2))
            == id.charAt(10) - '0';
  }

  /** Receita Federal, IN RFB 2229/2024: the same; letters count by their place in ASCII. */
  private static boolean cnpj(String id) {
    return Checksums.varied(id)
        && elevenLess(Checksums.weighted(id, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))
            == id.charAt(12) - '0'
        && elevenLess(Checksums.weighted(id, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))
            == id.charAt(13) - '0';
  }

  private static int elevenLess(int sum) {
    return sum % 11 < 2 ? 0 : 11 - sum % 11;
  }

  /** Registro Nacional de Poblacion: born on a day, of a sex, and a digit modulo 10. */
  private static boolean curp(String id) {
    if (!Births.yearFirst(id, 4) || "HMX".indexOf(id.charAt(10)) < 0) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += CURP_VALUES.indexOf(id.charAt(i)) * (18 - i);
    }
    return (10 - sum % 10) % 10 == id.charAt(17) - '0';
  }

  /** Registro Civil: modulo 11 with weights 2 to 7 from the right; K stands for ten. */
  private static boolean run(String id) {
    int last = id.length() - 1;
    int sum = 0;
    for (int i = 0; i < last; i++) {
      sum += (id.charAt(last - 1 - i) - '0') * (2 + i % 6);
    }
    int check = 11 - sum % 11;
    return id.charAt(last) == (check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check));
  }

  /** Administracion Federal de Ingresos Publicos: the prefixes of people, modulo 11. */
  private static boolean cuil(String id) {
    int prefix = number(id, 0, 2);
    int check = 11 - Checksums.weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return (prefix == 20 || (prefix >= 23 && prefix <= 27))
        && (check == 11 ? 0 : check) == id.charAt(10) - '0';
  }
}
