package dev.ringfence.identity;

import dev.ringfence.redaction.Regions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where somebody seems to be at home, by the standard claims of OpenID Connect Core 1.0, 5.1: the
 * country of the address where it is a code, the region of the telephone number, and that of the
 * locale. They decide about masking alone; a claim that says nothing is none.
 */
final class HomeRegions {
  private static final ClaimPath COUNTRY = new ClaimPath("/address/country");
  private static final ClaimPath PHONE = new ClaimPath("phone_number");
  private static final ClaimPath LOCALE = new ClaimPath("locale");

  private HomeRegions() {}

  /** ISO 3166 codes, none twice. */
  static List<String> of(Claims claims) {
    return Stream.of(
            claims.hint(COUNTRY).map(country -> country.toUpperCase(Locale.ROOT)),
            claims.hint(PHONE).flatMap(Regions::ofPhone),
            claims.hint(LOCALE).map(HomeRegions::regionOf))
        .flatMap(Optional::stream)
        .filter(Regions::known)
        .distinct()
        .toList();
  }

  /** The region of a tag such as {@code de-AT}, or {@code de_AT} as some issuers write it. */
  private static String regionOf(String locale) {
    return Locale.forLanguageTag(locale.replace('_', '-')).getCountry();
  }
}
