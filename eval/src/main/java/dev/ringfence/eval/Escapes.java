package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes escapes off: those of JSON and programs, of HTML, of addresses and of mail. */
final class Escapes {
  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
  private static final Pattern WIDE_PERCENT = Pattern.compile("%u([0-9a-fA-F]{4})");
  private static final Pattern ENTITY =
      Pattern.compile(
          "&(?:#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,6});?|([a-zA-Z])(?:opf|scr|fr);"
              + "|(amp|lt|gt|quot|apos|nbsp|shy|zwnj|zwj);)");
  private static final Pattern QUOTED = Pattern.compile("(?:=[0-9a-fA-F]{2})+");
  private static final int LEAST_QUOTED = 3;

  /** What escapes take off a piece that was written in them. */
  private static final int LEAST_ESCAPED = 8;

  private static final Pattern PUNYCODE = Pattern.compile("(?i)\\bxn--[a-z0-9-]{4,59}");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private Escapes() {}

  /** Of JSON and of programs. */
  static String backslashes(String text) {
    int at = text.indexOf('\\');
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (at >= 0 && at + 1 < text.length()) {
      out.append(text, copied, at);
      copied = one(text, at, out);
      at = text.indexOf('\\', copied);
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Writes what one escape stands for, or its sign where it is none, and says where it ends. */
  private static int one(String text, int at, StringBuilder out) {
    char kind = text.charAt(at + 1);
    switch (kind) {
      case '"', '\\', '/', '\'' -> {
        out.append(kind);
        return at + 2;
      }
      case 'n' -> {
        out.append('\n');
        return at + 2;
      }
      case 'r', 't', 'b', 'f' -> {
        out.append(' ');
        return at + 2;
      }
      case 'u', 'x', 'U' -> {
        boolean braces = at + 2 < text.length() && text.charAt(at + 2) == '{';
        int from = braces ? at + 3 : at + 2;
        int most = braces ? 6 : kind == 'u' ? 4 : kind == 'x' ? 2 : 8;
        int to = figures(text, from, most, 16);
        boolean whole =
            braces ? to > from && to < text.length() && text.charAt(to) == '}' : to - from == most;
        if (whole) {
          character(text, from, to, 16, out);
          return braces ? to + 1 : to;
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int to = figures(text, at + 1, kind < '4' ? 3 : 2, 8);
        if (to - at > 2) {
          character(text, at + 1, to, 8, out);
          return to;
        }
      }
      default -> {
        // No escape.
      }
    }
    out.append('\\');
    return at + 1;
  }

  private static int figures(String text, int from, int most, int radix) {
    int to = from;
    while (to < text.length()
        && to - from < most
        && text.charAt(to) < 128
        && Character.digit(text.charAt(to), radix) >= 0) {
      to++;
    }
    return to;
  }

  private static void character(String text, int from, int to, int radix, StringBuilder out) {
    long code = Long.parseLong(text, from, to, radix);
    if (code > 0 && code <= Character.MAX_CODE_POINT) {
      out.appendCodePoint((int) code);
    }
  }

  /** Of addresses and of HTML. */
  static String percentAndEntities(String text) {
    return entities(percent(text));
  }

  private static String percent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    String wide =
        text.contains("%u")
            ? WIDE_PERCENT.matcher(text).replaceAll(match -> hexadecimal(match.group(1)))
            : text;
    return PERCENT
        .matcher(wide)
        .replaceAll(match -> Matcher.quoteReplacement(octets(match.group(), '%')));
  }

  private static String entities(String text) {
    return text.indexOf('&') < 0
        ? text
        : ENTITY
            .matcher(text)
            .replaceAll(
                match -> {
                  if (match.group(1) != null) {
                    return replacement(match.group(1), 10);
                  }
                  if (match.group(2) != null) {
                    return hexadecimal(match.group(2));
                  }
                  return Matcher.quoteReplacement(
                      match.group(3) != null
                          ? match.group(3)
                          : NAMED.getOrDefault(match.group(4), " "));
                });
  }

  private static String hexadecimal(String figures) {
    return replacement(figures, 16);
  }

  private static String replacement(String figures, int radix) {
    StringBuilder out = new StringBuilder();
    character(figures, 0, figures.length(), radix, out);
    return Matcher.quoteReplacement(out.toString());
  }

  /** All of them, of a piece that has some only after it was turned. */
  static void turned(String piece, Octets out) {
    if (piece.indexOf('\\') < 0 && piece.indexOf('%') < 0 && piece.indexOf('&') < 0) {
      return;
    }
    String plain = percentAndEntities(backslashes(piece));
    if (plain.length() <= piece.length() - LEAST_ESCAPED) {
      out.text(plain, false);
    }
  }

  /** Of mail: {@code =7A}. */
  static void quotedPrintable(String piece, Octets out) {
    if (piece.indexOf('=') < 0) {
      return;
    }
    Matcher quoted = QUOTED.matcher(piece);
    int characters = 0;
    while (quoted.find()) {
      characters += (quoted.end() - quoted.start()) / 3;
    }
    if (characters >= LEAST_QUOTED) {
      out.text(
          quoted.replaceAll(match -> Matcher.quoteReplacement(octets(match.group(), '='))), false);
    }
  }

  /** Of host names. */
  static void punycode(String piece, Octets out) {
    if (piece.contains("xn--") || piece.contains("XN--")) {
      out.text(
          PUNYCODE
              .matcher(piece)
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(IDN.toUnicode(match.group(), IDN.ALLOW_UNASSIGNED))),
          false);
    }
  }

  private static String octets(String run, char sign) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int at = run.indexOf(sign); at >= 0; at = run.indexOf(sign, at + 1)) {
      octets.write(Integer.parseInt(run, at + 1, at + 3, 16));
    }
    return octets.toString(UTF_8);
  }
}
