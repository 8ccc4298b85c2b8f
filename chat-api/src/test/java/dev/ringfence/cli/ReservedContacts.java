package dev.ringfence.cli;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The e-mail domains and telephone ranges that belong to nobody, and what a text has outside them.
 */
final class ReservedContacts {
  private static final Pattern EMAIL = Pattern.compile("[^\\s<>()\"',;:]+@[^\\s<>()\"',;:]+");

  private static final Pattern RESERVED_EMAIL =
      Pattern.compile("[^@]+@([a-z0-9-]+\\.)*example\\.(com|net|org)\\.?");

  /** Anything of seven digits or more that could be dialled; not the tail of an id. */
  private static final Pattern DIALLED =
      Pattern.compile("(?<![\\w-])[+(]{0,2}\\d(?:[ ()./-]{0,2}\\d){6,}");

  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final Pattern RESERVED_PHONE =
      Pattern.compile(
          String.join(
              "|",
              "(\\+?1)?\\d{3}55501\\d{2}", // US
              "(0|\\+44)2079460\\d{3}", // London
              "(0|\\+44)7700900\\d{3}", // UK, mobile
              "(0|\\+49)3023125\\d{3}", // Berlin
              "(0|\\+49)17139200\\d{2}", // Germany, mobile
              "(0|\\+33)19900\\d{4}", // Paris
              "(0|\\+33)63998\\d{4}", // France, mobile
              "(0|\\+46)8465004\\d{2}", // Stockholm
              "(0|\\+46)7017406(0[5-9]|[1-9]\\d)", // Sweden, mobile
              "(0|\\+353)2091\\d{5}")); // Ireland

  private ReservedContacts() {}

  static List<String> contactsOutside(String text) {
    return Stream.concat(emailsOutside(text), phonesOutside(text)).toList();
  }

  static List<String> contactsIn(String text) {
    return Stream.concat(matches(EMAIL, text), phones(text)).toList();
  }

  private static Stream<String> emailsOutside(String text) {
    return matches(EMAIL, text).filter(found -> !RESERVED_EMAIL.matcher(found).matches());
  }

  private static Stream<String> phonesOutside(String text) {
    return phones(text)
        .filter(found -> !RESERVED_PHONE.matcher(found.replaceAll("[^+\\d]", "")).matches());
  }

  private static Stream<String> phones(String text) {
    return matches(DIALLED, text).filter(found -> !ISO_DATE.matcher(found).matches());
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }
}
