package dev.ringfence.redaction;

import dev.ringfence.recognition.NumberingPlan;
import java.util.Optional;

/** The regions of the world that have telephone numbers, by their ISO 3166 codes. */
public final class Regions {
  private Regions() {}

  /** Whether a code is that of a region with telephone numbers. */
  public static boolean known(String code) {
    return NumberingPlan.known(code);
  }

  /** The region of a telephone number with its calling code, as {@code +49 30 901820}. */
  public static Optional<String> ofPhone(String number) {
    return NumberingPlan.regionOf(number);
  }
}
