package dev.ringfence.eval;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything a text can be read as: the text itself and what comes out of every chain of up to so
 * many decodings. The judge looks into all of it, so that a value is found however it was wrapped.
 */
final class DecodeClosure {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}={0,2}");
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}[ :]?){8,}");
  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
  private static final Pattern UNICODE = Pattern.compile("\\\\u\\{?([0-9a-fA-F]{2,6})\\}?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\/bfnrt])");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));");

  /** White space, what shows nothing, and what is put between letters to hide a word. */
  private static final Pattern FILLING =
      Pattern.compile("[\\s\\p{Cf}\\p{Mn}\\p{Cc}\\u115f\\u1160\\u3164\\uffa0.,_*`~|+\\-]+");

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private static final List<UnaryOperator<String>> DECODINGS =
      List.of(
          DecodeClosure::json,
          DecodeClosure::percent,
          DecodeClosure::entities,
          DecodeClosure::base64,
          DecodeClosure::hex,
          DecodeClosure::unfilled,
          DecodeClosure::tags,
          DecodeClosure::rot13,
          text -> new StringBuilder(text).reverse().toString());

  private final int depth;

  DecodeClosure(int depth) {
    this.depth = depth;
  }

  /** The readings, the text itself first. */
  Set<String> of(String text) {
    Set<String> all = new LinkedHashSet<>();
    all.add(text);
    List<String> newest = List.of(text);
    for (int layer = 0; layer < depth; layer++) {
      List<String> next = new ArrayList<>();
      for (String reading : newest) {
        for (UnaryOperator<String> decoding : DECODINGS) {
          String decoded = decoding.apply(reading);
          if (decoded.length() > 7 && all.add(decoded)) {
            next.add(decoded);
          }
        }
      }
      newest = next;
    }
    return all;
  }

  /** Without what only stands between letters. */
  static String unfilled(String text) {
    return FILLING.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
  }

  private static String json(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    String plain =
        ESCAPE
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        switch (match.group(1)) {
                          case "n", "r", "t", "b", "f" -> " ";
                          default -> match.group(1);
                        }));
    return UNICODE.matcher(plain).replaceAll(match -> character(match.group(1), 16));
  }

  private static String percent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    return PERCENT
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    utf8(HexFormat.of().parseHex(match.group().replace("%", "")))));
  }

  private static String entities(String text) {
    return text.indexOf('&') < 0 ? text : ENTITY.matcher(text).replaceAll(DecodeClosure::entity);
  }

  private static String entity(MatchResult match) {
    if (match.group(1) != null) {
      return character(match.group(1), 10);
    }
    return match.group(2) != null
        ? character(match.group(2), 16)
        : Matcher.quoteReplacement(NAMED.getOrDefault(match.group(3), ""));
  }

  private static String character(String digits, int radix) {
    int code = Integer.parseInt(digits, radix);
    return Character.isValidCodePoint(code)
        ? Matcher.quoteReplacement(Character.toString(code))
        : "";
  }

  /** What every run that could be Base64 stands for, at each of the four places it could begin. */
  private static String base64(String text) {
    StringBuilder decoded = new StringBuilder();
    Matcher matcher = BASE64.matcher(text);
    while (matcher.find()) {
      String run = matcher.group().replace("=", "").replace('-', '+').replace('_', '/');
      for (int start = 0; start < 4 && run.length() - start >= 8; start++) {
        String part = run.substring(start);
        String whole = part.length() % 4 == 1 ? part.substring(0, part.length() - 1) : part;
        decoded.append(utf8(Base64.getDecoder().decode(whole))).append(' ');
      }
    }
    return decoded.toString();
  }

  private static String hex(String text) {
    StringBuilder decoded = new StringBuilder();
    Matcher matcher = HEX.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group().replaceAll("[ :]", "");
      decoded.append(utf8(HexFormat.of().parseHex(digits))).append(' ');
    }
    return decoded.toString();
  }

  /** Invisible tag characters, read as the letters they stand for. */
  private static String tags(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> plain.appendCodePoint(c >= 0xE0020 && c <= 0xE007E ? c - 0xE0000 : c));
    return plain.toString();
  }

  private static String rot13(String text) {
    StringBuilder turned = new StringBuilder(text.length());
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      turned.append(c >= 'a' && c <= 'z' ? (char) ('a' + (c - 'a' + 13) % 26) : c);
    }
    return turned.toString();
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
