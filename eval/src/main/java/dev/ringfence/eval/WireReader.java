package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds values in what was received, however they are written: takes escapes off until none is
 * left, opens what could be an encoding, and joins what stands apart. It shares no code with what
 * masks, guards or disguises.
 */
final class WireReader {
  private static final int ESCAPES = 6;
  private static final int ENCODINGS = 3;
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}={0,2}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{2}(?: ?[0-9a-fA-F]{2}){7,}");
  private static final Pattern UNICODE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");
  private static final Pattern OCTETS = Pattern.compile("(?:%(?:25)*[0-9a-fA-F]{2}|=[0-9A-F]{2})+");
  private static final Pattern ENTITY = Pattern.compile("&(?:amp;)*#([xX]?)([0-9a-fA-F]{1,7});");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,60}>");
  private static final Pattern NUMBER_WORD =
      Pattern.compile("\\b(zero|one|two|three|four|five|six|seven|eight|nine)\\b");
  private static final String CYRILLIC = "\u0441\u0440\u0445\u043e\u0435\u0430";
  private static final String LATIN = "cpxoea";

  private final FuzzValues values;

  WireReader(FuzzValues values) {
    this.values = values;
  }

  /** The values under way that stand in a text. */
  Set<FuzzValue> in(String text) {
    Set<FuzzValue> found = new LinkedHashSet<>();
    read(text, ENCODINGS, found);
    return found;
  }

  private void read(String text, int depth, Set<FuzzValue> found) {
    String reading = text;
    for (int i = 0; i < ESCAPES; i++) {
      look(reading, found);
      if (depth > 0) {
        String opened = opened(reading);
        if (!opened.isEmpty()) {
          read(opened, depth - 1, found);
        }
      }
      String plainer = unescaped(reading);
      if (plainer.equals(reading)) {
        return;
      }
      reading = plainer;
    }
  }

  private static String unescaped(String text) {
    String plain = text;
    if (plain.indexOf('\\') >= 0) {
      plain = UNICODE.matcher(plain).replaceAll(m -> character(m.group(1), 16));
      plain = plain.replace("\\n", "\n").replace("\\\"", "\"").replace("\\/", "/");
    }
    if (plain.indexOf('%') >= 0 || plain.indexOf('=') >= 0) {
      plain = OCTETS.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(octets(m.group())));
    }
    if (plain.indexOf('&') >= 0) {
      plain =
          ENTITY
              .matcher(plain)
              .replaceAll(m -> character(m.group(2), m.group(1).isEmpty() ? 10 : 16));
    }
    return plain;
  }

  private static String octets(String run) {
    return utf8(HexFormat.of().parseHex(run.replace("%25", "%").replaceAll("[%=]", "")));
  }

  private static String character(String digits, int radix) {
    try {
      return Matcher.quoteReplacement(Character.toString(Integer.parseInt(digits, radix)));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** What stands in everything that could be base64 or hexadecimal. */
  private static String opened(String text) {
    StringBuilder opened = new StringBuilder();
    Matcher blobs = BASE64.matcher(text);
    while (blobs.find()) {
      String run = blobs.group().replace("=", "").replace('-', '+').replace('_', '/');
      String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
      keep(utf8(Base64.getDecoder().decode(whole)), opened);
    }
    Matcher pairs = HEX.matcher(text);
    while (pairs.find()) {
      keep(utf8(HexFormat.of().parseHex(pairs.group().replace(" ", ""))), opened);
    }
    return opened.toString();
  }

  /** Only what reads as text: the rest is some other word that happens to look like an encoding. */
  private static void keep(String decoded, StringBuilder opened) {
    if (decoded.indexOf('\uFFFD') < 0 && decoded.chars().noneMatch(c -> c < 0x20)) {
      opened.append(decoded).append(" ; ");
    }
  }

  private static String utf8(byte[] octets) {
    return new String(octets, UTF_8);
  }

  private void look(String text, Set<FuzzValue> found) {
    String lower = folded(text);
    search(joined(lower), found);
    if (lower.indexOf('<') >= 0) {
      search(joined(TAG.matcher(lower).replaceAll("")), found);
    }
    if (NUMBER_WORD.matcher(lower).find()) {
      search(joined(NUMBER_WORD.matcher(lower).replaceAll(m -> figure(m.group()))), found);
    }
  }

  private static String figure(String word) {
    return switch (word) {
      case "zero" -> "0";
      case "one" -> "1";
      case "two" -> "2";
      case "three" -> "3";
      case "four" -> "4";
      case "five" -> "5";
      case "six" -> "6";
      case "seven" -> "7";
      case "eight" -> "8";
      default -> "9";
    };
  }

  private static String folded(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder folded = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> {
              int latin = CYRILLIC.indexOf(c);
              if (Character.isDigit(c)) {
                folded.append((char) ('0' + Character.digit(c, 10)));
              } else if (latin >= 0) {
                folded.append(LATIN.charAt(latin));
              } else {
                folded.appendCodePoint(c);
              }
            });
    return folded.toString();
  }

  /** Letters and digits alone. */
  private static String joined(String text) {
    StringBuilder joined = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        joined.append(c);
      }
    }
    return joined.toString();
  }

  private void search(String joined, Set<FuzzValue> found) {
    for (int at = joined.indexOf(FuzzValues.START);
        at >= 0;
        at = joined.indexOf(FuzzValues.START, at + 1)) {
      if (at + FuzzValues.WORD <= joined.length()) {
        values.of(joined.substring(at, at + FuzzValues.WORD)).ifPresent(found::add);
      }
    }
    int digits = 0;
    for (int i = 0; i < joined.length(); i++) {
      digits = joined.charAt(i) <= '9' ? digits + 1 : 0;
      if (digits >= FuzzValues.DIGITS) {
        values.of(joined.substring(i + 1 - FuzzValues.DIGITS, i + 1)).ifPresent(found::add);
      }
    }
  }
}
