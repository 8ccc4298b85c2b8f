package dev.ringfence.recognition;

import static dev.ringfence.recognition.Hiding.between;
import static dev.ringfence.recognition.Hiding.each;
import static dev.ringfence.recognition.Hiding.email;
import static dev.ringfence.recognition.Hiding.of;
import static dev.ringfence.recognition.Hiding.phone;

import java.util.List;

/** The classes that write other characters, or more of them than are seen. */
final class HidingCharacters {
  private HidingCharacters() {}

  static List<Hiding> all() {
    return List.of(
        of("full-width", each(c -> c > ' ' && c < 0x7F ? cp(c + 0xFEE0) : cp(c))),
        phone("Arabic-Indic digits", digits(0x660)),
        phone("Persian digits", digits(0x6F0)),
        phone("Devanagari digits", digits(0x966)),
        phone("Bengali digits", digits(0x9E6)),
        phone("Thai digits", digits(0xE50)),
        phone("mathematical digits", digits(0x1D7CE)),
        phone("segmented digits", digits(0x1FBF0)),
        phone(
            "circled digits",
            each(c -> c == '0' ? "\u24EA" : digit(c) ? cp(c - '1' + 0x2460) : cp(c))),
        phone(
            "circled digits, negative",
            each(c -> c == '0' ? "\u24FF" : digit(c) ? cp(c - '1' + 0x2776) : cp(c))),
        phone(
            "superscript digits",
            each(
                c ->
                    digit(c)
                        ? cp(
                            "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079"
                                .charAt(c - '0'))
                        : cp(c))),
        phone("subscript digits", digits(0x2080)),
        phone("keycaps", each(c -> digit(c) ? cp(c) + "\uFE0F\u20E3" : cp(c))),
        phone(
                "letters for digits",
                text -> text.replaceAll("(?<=\\d)0", "O").replaceAll("(?<=\\d)1", "l"))
            .literally(),
        email(
            "mathematical letters",
            each(c -> c >= 'a' && c <= 'z' ? cp(c - 'a' + 0x1D41A) : cp(c))),
        email("circled letters", each(c -> c >= 'a' && c <= 'z' ? cp(c - 'a' + 0x24D0) : cp(c)))
            .literally(),
        email(
            "small capitals",
            text -> text.replace('a', '\u1D00').replace('e', '\u1D07').replace('o', '\u1D0F')),
        email(
            "Cyrillic",
            text ->
                text.replace('a', '\u0430')
                    .replace('e', '\u0435')
                    .replace('o', '\u043E')
                    .replace('c', '\u0441')
                    .replace('p', '\u0440')),
        email(
            "Greek",
            text -> text.replace('o', '\u03BF').replace('a', '\u03B1').replace('i', '\u03B9')),
        email(
            "Armenian and Cherokee",
            text -> text.replace('o', '\u0585').replace('n', '\u0578').replace('e', '\u13AC')),
        of("zero-width space", between("\u200B")),
        of("zero-width joiner", between("\u200D")),
        of("zero-width non-joiner", between("\u200C")),
        of("word joiner", between("\u2060")),
        of("soft hyphen", between("\u00AD")),
        of("byte order mark", between("\uFEFF")),
        of("variation selectors", between("\uFE0F")),
        of("Hangul filler", between("\u3164")),
        of("tag characters", between("\uDB40\uDC61")),
        of("text in tag characters", each(c -> c >= ' ' && c < 0x7F ? cp(0xE0000 + c) : cp(c))),
        email("the sign in tag characters", text -> text.replace("@", cp(0xE0040))),
        of("combining grapheme joiner", between("\u034F")),
        of("control characters", between("\b")),
        of("bidi override", text -> "\u202D" + between("\u202D").apply(text) + "\u202C"),
        of("bidi isolates", text -> "\u2066" + text.replace(".", "\u2069.\u2066") + "\u2069"),
        of("marks over characters", each(c -> cp(c) + "\u0336\u0334")),
        email("look-alikes of the sign", text -> text.replace('@', '\uFE6B')),
        email("a letter in a circle for the sign", text -> text.replace('@', '\u24D0')),
        email("ideographic stop", text -> text.replace('.', '\u3002')),
        email("one dot leader", text -> text.replace('.', '\u2024')),
        of("middle dot", text -> text.replace('.', '\u00B7').replace('-', '\u00B7')),
        of("bullet", text -> text.replace('.', '\u2022').replace('-', '\u2022')),
        phone("look-alikes of the plus sign", text -> text.replace('+', '\u2795')),
        phone("other dashes", text -> text.replace(' ', '-').replace('-', '\u2212')),
        phone("no-break space", text -> text.replace(' ', '\u00A0')),
        phone("other spaces", text -> text.replace(' ', '\u2003').replace('-', '\u2007')),
        phone("underscores between groups", text -> text.replace(' ', '_').replace('-', '_')),
        phone("asterisks between groups", text -> text.replace(' ', '*').replace('-', '*')),
        phone("emoji between groups", text -> text.replaceAll("[ -]", "\uD83D\uDE00")),
        phone("tabs between groups", text -> text.replaceAll("[ -]", "\t")),
        email("an end of a line behind the sign", text -> text.replace("@", "@\n")),
        email(
            "an end of a line before the last label",
            text -> text.replaceFirst("\\.(?=[a-z]+$)", ".\n")),
        of("spaces between characters", text -> between(" ").apply(text)),
        of("two spaces between characters", text -> between("  ").apply(text)),
        of("hyphens between characters", text -> between("-").apply(text.replace("-", " "))),
        of("asterisks between characters", text -> between("*").apply(text.replace("-", " "))),
        of("pipes between characters", text -> between("|").apply(text.replace("-", " "))),
        email("dots between characters", between(".")));
  }

  private static java.util.function.UnaryOperator<String> digits(int zero) {
    return each(c -> digit(c) ? cp(c - '0' + zero) : cp(c));
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String cp(int c) {
    return Character.toString(c);
  }
}
