package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.eval.FuzzValue.Kind;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A way of writing a value so that it is not seen at once.
 *
 * @param kinds which values it makes sense for
 * @param outer whether it can be put around another one
 */
record Disguise(String name, Set<Kind> kinds, boolean outer, UnaryOperator<String> hide) {
  private static final Set<Kind> ALL = Set.of(Kind.values());
  private static final Set<Kind> EMAIL = Set.of(Kind.EMAIL);
  private static final Set<Kind> PHONE = Set.of(Kind.PHONE);
  private static final Set<Kind> BOTH = Set.of(Kind.EMAIL, Kind.PHONE);
  private static final Set<Kind> NUMBERS = Set.of(Kind.PHONE, Kind.CARD);
  private static final String[] DIGITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  static final Disguise NONE = new Disguise("as it is", ALL, false, text -> text);

  static final List<Disguise> ALL_OF_THEM =
      List.of(
          NONE,
          inner("full width", BOTH, each(c -> c > 0x20 && c < 0x7f ? c + 0xFEE0 : c)),
          inner("mathematical digits", NUMBERS, each(c -> digit(c) ? c - '0' + 0x1D7CE : c)),
          inner("Arabic digits", NUMBERS, each(c -> digit(c) ? c - '0' + 0x0660 : c)),
          inner("bold letters", EMAIL, each(c -> letter(c) ? c - 'a' + 0x1D41A : c)),
          inner("zero-width spaces", ALL, between("\u200b")),
          inner("soft hyphens", ALL, between("\u00ad")),
          inner("word joiners", BOTH, between("\u2060")),
          inner("bidi marks", BOTH, text -> "\u202a" + between("\u200e").apply(text) + "\u202c"),
          inner("combining marks", EMAIL, between("\u0301")),
          inner(
              "Cyrillic letters",
              EMAIL,
              text -> text.replace('c', '\u0441').replace('p', '\u0440')),
          inner("capitals", EMAIL, text -> text.toUpperCase(Locale.ROOT)),
          inner("spaced", BOTH, between(" ")),
          inner("dots between", PHONE, text -> text.replaceAll("[ -]", ".")),
          inner("hard spaces", NUMBERS, text -> text.replace(' ', '\u00a0')),
          inner("dashes", PHONE, text -> text.replaceAll("[ -]", "\u2013")),
          inner("at and dot", EMAIL, signs(" at ", " dot ")),
          inner("(at) and (dot)", EMAIL, signs(" (at) ", " (dot) ")),
          inner("[at] and [dot]", EMAIL, signs("[at]", "[dot]")),
          inner("(at) alone", EMAIL, signs(" (at) ", ".")),
          inner("German words", EMAIL, signs(" \u00e4t ", " punkt ")),
          inner("French words", EMAIL, signs(" arobase ", " point ")),
          inner("Spanish words", EMAIL, signs(" arroba ", " punto ")),
          inner("Portuguese words", EMAIL, signs(" arroba ", " ponto ")),
          inner("number words", PHONE, Disguise::words),
          inner("an element inside", EMAIL, text -> text.replace("@", "<b>@</b>")),
          inner("a comment inside", EMAIL, text -> text.replace("@", "<!-- x -->@")),
          outer("percent", octets("%%%02X")),
          outer("percent, its signs alone", text -> text.replace("@", "%40").replace("+", "%2B")),
          outer("percent, twice", octets("%%25%02X")),
          outer("HTML, decimal", Disguise::decimalEntities),
          outer("HTML, hexadecimal", text -> codes(text, c -> "&#x%x;".formatted(c))),
          outer("HTML, twice", text -> decimalEntities(text).replace("&", "&amp;")),
          outer("JSON", Disguise::json),
          outer("JSON, twice", text -> json(text).replace("\\", "\\\\")),
          outer("quoted-printable", octets("=%02X")),
          outer("base64", Disguise::base64),
          outer(
              "base64 for URLs",
              text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
          outer("base64, twice", text -> base64(base64(text))),
          outer("hexadecimal", text -> HexFormat.of().formatHex(text.getBytes(UTF_8))),
          outer(
              "hexadecimal, in pairs",
              text -> HexFormat.ofDelimiter(" ").formatHex(text.getBytes(UTF_8))),
          outer("percent of base64", text -> base64(text).replace("=", "%3D")),
          outer("base64 of percent", text -> base64(octets("%%%02X").apply(text))));

  private static Disguise inner(String name, Set<Kind> kinds, UnaryOperator<String> hide) {
    return new Disguise(name, kinds, false, hide);
  }

  private static Disguise outer(String name, UnaryOperator<String> hide) {
    return new Disguise(name, ALL, true, hide);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean letter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static UnaryOperator<String> each(java.util.function.IntUnaryOperator other) {
    return text -> codes(text, c -> Character.toString(other.applyAsInt(c)));
  }

  private static UnaryOperator<String> between(String mark) {
    return text -> String.join(mark, text.codePoints().mapToObj(Character::toString).toList());
  }

  private static UnaryOperator<String> signs(String at, String dot) {
    return text -> text.replace(".", dot).replace("@", at);
  }

  private static String codes(String text, IntFunction<String> code) {
    return text.codePoints().mapToObj(code).collect(Collectors.joining());
  }

  private static String words(String phone) {
    return codes(phone, c -> digit(c) ? DIGITS[c - '0'] + " " : c == '+' ? "plus " : "").strip();
  }

  private static String decimalEntities(String text) {
    return codes(text, c -> "&#" + c + ";");
  }

  private static String json(String text) {
    StringBuilder hidden = new StringBuilder();
    for (char c : text.toCharArray()) {
      hidden.append("\\u%04x".formatted((int) c));
    }
    return hidden.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static UnaryOperator<String> octets(String format) {
    return text -> {
      StringBuilder hidden = new StringBuilder();
      for (byte octet : text.getBytes(UTF_8)) {
        hidden.append(format.formatted(octet & 0xFF));
      }
      return hidden.toString();
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
