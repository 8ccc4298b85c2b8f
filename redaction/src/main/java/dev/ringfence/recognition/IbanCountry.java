package dev.ringfence.recognition;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A country whose bank accounts have an IBAN, and what an account looks like there.
 *
 * <p>The structures are those of the IBAN Registry that SWIFT keeps as ISO 13616-2's registration
 * authority: {@code 4a14n} is four letters and fourteen digits, {@code c} either. Behind them stand
 * the countries whose banks use the form without an entry there.
 *
 * @param classes for each character of the account one of {@code n}, {@code a}, {@code c}
 */
record IbanCountry(String classes) {
  /** The longest that the standard allows. */
  static final int LONGEST = 34;

  private static final String REGISTERED =
      """
      AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c
      CH5n12c CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n
      FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n
      IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c
      LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n
      NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c
      SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c
      VA18n VG4a16n XK16n YE4a4n18c
      AO21n BF2c22n BJ2c22n CF23n CG23n CI2c22n CM23n CV21n DZ22n GA23n GQ23n GW2c19n IR22n KM23n
      MA24n MG23n ML2c22n MZ21n NE2a22n SN2c22n TD23n TG2a22n
      """;

  private static final Map<String, IbanCountry> BY_CODE = read();

  private static Map<String, IbanCountry> read() {
    Map<String, IbanCountry> countries = new TreeMap<>();
    for (String entry : REGISTERED.split("\\s+")) {
      StringBuilder classes = new StringBuilder();
      int size = 0;
      for (char c : entry.substring(2).toCharArray()) {
        if (c >= '0' && c <= '9') {
          size = size * 10 + c - '0';
        } else {
          classes.repeat(c, size);
          size = 0;
        }
      }
      countries.put(entry.substring(0, 2), new IbanCountry(classes.toString()));
    }
    return Map.copyOf(countries);
  }

  /** The country of two capital letters. */
  static Optional<IbanCountry> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** How long the country's IBAN is, with the country and the check digits. */
  int length() {
    return 4 + classes.length();
  }

  /** Whether an IBAN of that length, in capitals, has the country's structure. */
  boolean has(String iban) {
    if (!digit(iban.charAt(2)) || !digit(iban.charAt(3))) {
      return false;
    }
    for (int i = 0; i < classes.length(); i++) {
      char expected = classes.charAt(i);
      boolean digit = digit(iban.charAt(4 + i));
      if ((expected == 'n' && !digit) || (expected == 'a' && digit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
