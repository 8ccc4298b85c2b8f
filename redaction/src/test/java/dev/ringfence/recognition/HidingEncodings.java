package dev.ringfence.recognition;

import static dev.ringfence.recognition.Hiding.each;
import static dev.ringfence.recognition.Hiding.email;
import static dev.ringfence.recognition.Hiding.of;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** The classes that encode characters, or put mark-up between them. */
final class HidingEncodings {
  private static final UnaryOperator<String> PERCENT = each(c -> "%%%02X".formatted(c));
  private static final UnaryOperator<String> HTML = each(c -> "&#" + c + ";");
  private static final UnaryOperator<String> JSON =
      each(c -> Character.isBmpCodePoint(c) ? "\\u%04x".formatted(c) : Character.toString(c));
  private static final UnaryOperator<String> BASE64 =
      text -> Base64.getEncoder().encodeToString(octets(text));

  private HidingEncodings() {}

  static List<Hiding> all() {
    return List.of(
        of(
            "percent",
            text ->
                text.replace("%", "%25")
                    .replace("@", "%40")
                    .replace("+", "%2B")
                    .replace(" ", "%20")
                    .replace(".", "%2E")),
        of("percent, every character", octetwise("%%%02x")),
        of("percent, twice", octetwise("%%25%02X")),
        of("percent, three times", octetwise("%%2525%02X")),
        of(
            "percent with u",
            text -> text.replace("@", "%u0040").replace("+", "%u002B").replace(".", "%u002e")),
        of("HTML, decimal", HTML),
        of("HTML, hexadecimal", each(c -> "&#x%x;".formatted(c))),
        of("HTML, leading zeros", each(c -> "&#%07d;".formatted(c))),
        of("HTML, no semicolons", each(c -> "&#" + c)),
        of(
            "HTML, names",
            text ->
                text.replace("@", "&commat;")
                    .replace(".", "&period;")
                    .replace("+", "&plus;")
                    .replace(" ", "&nbsp;")),
        of("HTML, twice", text -> HTML.apply(text).replace("&", "&amp;")),
        of("JSON", JSON),
        of("JSON, twice", text -> JSON.apply(text).replace("\\", "\\\\")),
        of("escapes with x", each(c -> c < 0x80 ? "\\x%02x".formatted(c) : Character.toString(c))),
        of("escapes with braces", each(c -> "\\u{%x}".formatted(c))),
        of("octal escapes", each(c -> c < 0x80 ? "\\%03o".formatted(c) : Character.toString(c))),
        of("CSS escapes", each(c -> "\\%06x".formatted(c))),
        of("quoted-printable", octetwise("=%02X")),
        email("quoted-printable, the sign alone", text -> text.replace("@", "=40")),
        of(
                "quoted-printable, soft breaks",
                text -> text.substring(0, 6) + "=\n" + text.substring(6))
            .literally(),
        email("UTF-7", text -> text.replace("@", "+AEA-")),
        of("base64", BASE64),
        of(
            "base64 for URLs, no padding",
            text -> Base64.getUrlEncoder().withoutPadding().encodeToString(octets(text))),
        of("base64, twice", text -> BASE64.apply(BASE64.apply(text))),
        of("base64, three times", text -> BASE64.apply(BASE64.apply(BASE64.apply(text)))),
        of(
            "base64 in lines",
            text ->
                Base64.getMimeEncoder(20, new byte[] {'\n'})
                    .encodeToString(octets(text + " and no more of it"))),
        of("hexadecimal", text -> HexFormat.of().formatHex(octets(text))),
        of(
            "hexadecimal, marked",
            text -> "0x" + HexFormat.of().withUpperCase().formatHex(octets(text))),
        of("hexadecimal, in pairs", text -> HexFormat.ofDelimiter(" ").formatHex(octets(text))),
        of(
            "hexadecimal, in marked pairs",
            text -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(octets(text))),
        of(
                "decimal codes",
                text -> String.join(",", text.chars().mapToObj(Integer::toString).toList()))
            .literally(),
        of("base32", HidingEncodings::base32),
        of("bits", text -> bits(text, "")),
        of("bits, eight by eight", text -> bits(text, " ")),
        of("bits, marked", text -> "0b" + bits(text, ", 0b")),
        of("bits, behind one that is none", text -> "1" + bits(text, "")),
        of(
                "bits, seven to each",
                text ->
                    String.join(
                        " ",
                        text.chars()
                            .mapToObj(c -> Integer.toBinaryString(c | 0x80).substring(1))
                            .toList()))
            .literally(),
        of("percent of base64", text -> octetwise("%%%02X").apply(BASE64.apply(text))),
        of("base64 of percent", text -> BASE64.apply(octetwise("%%%02X").apply(text))),
        of(
            "JSON of HTML of percent",
            text -> HTML.apply(octetwise("%%%02X").apply(text)).replace("&", "\\u0026")),
        of(
                "an HTML comment inside",
                text -> text.substring(0, 4) + "<!-- x -->" + text.substring(4))
            .literally(),
        of(
                "HTML elements inside",
                text ->
                    text.substring(0, 7)
                        + "<b>"
                        + text.substring(7, 9)
                        + "</b>"
                        + text.substring(9))
            .literally(),
        email("an HTML element before the sign", text -> text.replace("@", "<span></span>@")),
        email("emphasis of Markdown", text -> text.replace("@", "**@**")),
        email("backslashes of Markdown", text -> text.replace("@", "\\@").replace(".", "\\.")));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static UnaryOperator<String> octetwise(String format) {
    return text -> {
      StringBuilder hidden = new StringBuilder();
      for (byte octet : octets(text)) {
        hidden.append(format.formatted(octet & 0xFF));
      }
      return hidden.toString();
    };
  }

  private static String bits(String text, String between) {
    List<String> bits = new ArrayList<>();
    for (byte octet : octets(text)) {
      bits.add(Integer.toBinaryString(octet & 0xFF | 0x100).substring(1));
    }
    return String.join(between, bits);
  }

  private static String base32(String text) {
    StringBuilder bits = new StringBuilder(bits(text, ""));
    bits.append("0".repeat((5 - bits.length() % 5) % 5));
    StringBuilder hidden = new StringBuilder();
    for (int i = 0; i < bits.length(); i += 5) {
      int value = Integer.parseInt(bits.substring(i, i + 5), 2);
      hidden.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(value));
    }
    return hidden.append("=".repeat((8 - hidden.length() % 8) % 8)).toString();
  }
}
