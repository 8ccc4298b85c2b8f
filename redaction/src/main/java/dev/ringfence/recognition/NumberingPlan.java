package dev.ringfence.recognition;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What libphonenumber knows about the world's numbers. Lengths are read out of it once, so that
 * most candidates are decided without asking it again.
 */
public final class NumberingPlan {
  /** Regions whose national forms are looked for where a number stands alone in a field. */
  static final List<String> COMMON_REGIONS =
      List.of("US", "GB", "DE", "FR", "ES", "IT", "NL", "BR", "AU", "IN", "JP", "CH");

  /** Fewest digits a number has, but for the regions of few digits. */
  static final int FEWEST = 7;

  private static final int FEWEST_OF_FEW = 4;
  private static final int LONGEST_NATIONAL = 17;
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final int[] LENGTHS = readLengths();

  /** Regions, most of them islands, whose people dial fewer than seven digits. */
  private static final Set<String> OF_FEW_DIGITS = readOfFewDigits();

  private NumberingPlan() {}

  /** Fewest digits that a number has among people of some regions. */
  static int fewestDigits(List<String> regions) {
    for (String region : regions) {
      if (OF_FEW_DIGITS.contains(region)) {
        return FEWEST_OF_FEW;
      }
    }
    return FEWEST;
  }

  /** Whether fewer than seven digits are a number in use in one of some regions. */
  static boolean ofFewDigits(String digits, List<String> regions) {
    for (String region : regions) {
      if (OF_FEW_DIGITS.contains(region) && valid(digits, region)) {
        return true;
      }
    }
    return false;
  }

  /** Whether digits that begin with a calling code have a length that the plan behind it allows. */
  static boolean possible(CharSequence digits) {
    int code = 0;
    for (int i = 0; i < Math.min(3, digits.length()); i++) {
      code = code * 10 + digits.charAt(i) - '0';
      int national = digits.length() - i - 1;
      if (code > 0 && LENGTHS[code] != 0) {
        return possible(code, national)
            || (zeroKept(code, digits, i) && possible(code, national - 1));
      }
    }
    return false;
  }

  /** Whether digits that begin with a calling code are a number in use. */
  static boolean valid(CharSequence digits) {
    return valid("+" + digits, "ZZ");
  }

  /** Whether a number dialled inside a region is one in use there. */
  static boolean valid(String number, String region) {
    try {
      PhoneNumber parsed = LIBRARY.parse(number, region);
      return LIBRARY.isValidNumber(parsed)
          && (region.equals("ZZ")
              || parsed.getCountryCode() == LIBRARY.getCountryCodeForRegion(region));
    } catch (NumberParseException notANumber) {
      return false;
    }
  }

  /**
   * Whether digits written as inside a region could be a number there: with the zero that its
   * people dial first and an allowed length, since numbers reserved for fiction are never in use;
   * or in use, and written without a zero by its people.
   */
  static boolean national(String digits, String region) {
    boolean zero = "0".equals(LIBRARY.getNddPrefixForRegion(region, true));
    boolean dialled = zero && digits.startsWith("0") && digits.length() > 7;
    if (dialled && digits.charAt(1) != '0') {
      int code = LIBRARY.getCountryCodeForRegion(region);
      return possible(code, digits.length() - 1) || valid(digits, region);
    }
    return valid(digits, region)
        && (!zero || digits.startsWith("0") || !writtenWithZero(digits, region));
  }

  /** Whether people of a region put the zero before a number, as they do but for mobile ones. */
  private static boolean writtenWithZero(String number, String region) {
    try {
      PhoneNumber parsed = LIBRARY.parse(number, region);
      return switch (LIBRARY.getNumberType(parsed)) {
        case MOBILE, FIXED_LINE_OR_MOBILE -> false;
        default ->
            LIBRARY.format(parsed, PhoneNumberFormat.NATIONAL).replace("(", "").startsWith("0");
      };
    } catch (NumberParseException notANumber) {
      return true;
    }
  }

  public static boolean known(String region) {
    return LIBRARY.getSupportedRegions().contains(region);
  }

  /** The region that a number with its calling code belongs to, if it belongs to one alone. */
  public static Optional<String> regionOf(String number) {
    try {
      PhoneNumber parsed = LIBRARY.parse(number, null);
      return Optional.ofNullable(LIBRARY.getRegionCodeForNumber(parsed))
          .filter(NumberingPlan::known);
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  private static boolean possible(int code, int national) {
    return national > 0 && national <= LONGEST_NATIONAL && (LENGTHS[code] >> national & 1) == 1;
  }

  /** Whether the dialled zero was kept behind the calling code, as in {@code +44 020}. */
  private static boolean zeroKept(int code, CharSequence digits, int codeEnd) {
    return code != 39 && codeEnd + 1 < digits.length() && digits.charAt(codeEnd + 1) == '0';
  }

  private static Set<String> readOfFewDigits() {
    return LIBRARY.getSupportedRegions().stream()
        .filter(
            region ->
                Stream.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
                    .map(type -> LIBRARY.getExampleNumberForType(region, type))
                    .filter(Objects::nonNull)
                    .anyMatch(
                        number -> LIBRARY.getNationalSignificantNumber(number).length() < FEWEST))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int[] readLengths() {
    int[] lengths = new int[1000];
    for (int code : LIBRARY.getSupportedCallingCodes()) {
      for (int length = 4; length <= LONGEST_NATIONAL; length++) {
        PhoneNumber number = new PhoneNumber();
        number.setCountryCode(code).setNationalNumber((long) Math.pow(10, length - 1) * 2);
        ValidationResult result = LIBRARY.isPossibleNumberWithReason(number);
        if (result == ValidationResult.IS_POSSIBLE) {
          lengths[code] |= 1 << length;
        }
      }
    }
    return lengths;
  }
}
