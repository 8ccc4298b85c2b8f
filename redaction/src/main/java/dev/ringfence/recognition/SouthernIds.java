package dev.ringfence.recognition;

import static dev.ringfence.recognition.NationalId.checked;

import java.util.List;

/** The identification numbers of people in Australia and in the south of Africa. */
final class SouthernIds {
  static final List<NationalId> ALL =
      List.of(
          checked("AU", "an Australian tax file number", "999999999", SouthernIds::taxFile)
              .usual("3 3 3", "3-3-3")
              .called("tfn", "tax"),
          checked("AU", "an Australian Medicare number", "9999999999", SouthernIds::medicare)
              .usual("4 5 1", "4-5-1")
              .called("medicare"),
          checked("AU", "an Australian Medicare number", "99999999999", SouthernIds::medicare)
              .usual("4 5 1-1", "4 5 1/1", "4 5 1 1")
              .called("medicare"),
          checked("ZA", "a South African identity number", "9999999999999", id -> southAfrican(id))
              .usual("6 4 3", "6 4 2 1", "6 4 1 1 1")
              .called("id", "identity", "rsa", "said", "idnumber"));

  private SouthernIds() {}

  /** Australian Taxation Office: the weighted sum is a multiple of 11. */
  private static boolean taxFile(String id) {
    int sum = Checksums.weighted(id, 1, 4, 3, 7, 5, 8, 6, 9, 10);
    return sum > 0 && sum % 11 == 0;
  }

  /** Services Australia: modulo 10 in the ninth place, then an issue and a person's place. */
  private static boolean medicare(String id) {
    return id.charAt(0) >= '2'
        && id.charAt(0) <= '6'
        && Checksums.weighted(id, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == id.charAt(8) - '0';
  }

  /** Department of Home Affairs: birth, citizenship 0 to 2, and Luhn. */
  private static boolean southAfrican(String id) {
    return Births.yearFirst(id, 0) && id.charAt(10) <= '2' && Checksums.luhn(id);
  }
}
