package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A way to write a word so that it is not seen as it is, for which a reader needs a decoding that
 * the others do not need.
 *
 * @param use what can be done with it beside wrapping a whole word
 */
record Wrapping(String name, Use use, Hiding hide) {

  /** What a wrapping is good for. */
  enum Use {
    /** A whole word alone. */
    WHOLE(false, false, false),
    /** Parts of a word as well, each by itself. */
    PARTS(true, true, false),
    /** Parts, and whatever another wrapping made. */
    OUTER(true, true, true),
    /** Any text, but no pieces of a word. */
    TURN(false, false, true);

    final boolean parts;
    final boolean pieces;
    final boolean outer;

    Use(boolean parts, boolean pieces, boolean outer) {
      this.parts = parts;
      this.pieces = pieces;
      this.outer = outer;
    }
  }

  /** Writes a text in a disguise. */
  interface Hiding {
    String of(String text, Random random);
  }

  /** Nothing is done. */
  static final Wrapping NONE = new Wrapping("as it is", Use.PARTS, (text, _) -> text);

  static Wrapping whole(String name, UnaryOperator<String> hide) {
    return new Wrapping(name, Use.WHOLE, (text, _) -> hide.apply(text));
  }

  static Wrapping parts(String name, UnaryOperator<String> hide) {
    return new Wrapping(name, Use.PARTS, (text, _) -> hide.apply(text));
  }

  static Wrapping outer(String name, UnaryOperator<String> hide) {
    return new Wrapping(name, Use.OUTER, (text, _) -> hide.apply(text));
  }

  static Wrapping turn(String name, UnaryOperator<String> hide) {
    return new Wrapping(name, Use.TURN, (text, _) -> hide.apply(text));
  }

  /** Each letter of a word as something else. */
  static UnaryOperator<String> letters(IntFunction<String> other) {
    return text -> text.codePoints().mapToObj(other).collect(Collectors.joining());
  }

  /** Each half of a wide letter apart, as programs write them. */
  static UnaryOperator<String> units(IntFunction<String> other) {
    return text -> text.chars().mapToObj(other).collect(Collectors.joining());
  }

  /** Each letter as the one at its place in another row of letters, where that has one. */
  static UnaryOperator<String> row(String latin, String other) {
    int[] row = other.codePoints().toArray();
    return letters(
        c -> {
          int at = latin.indexOf(c);
          return Character.toString(at < 0 ? c : row[at]);
        });
  }

  static UnaryOperator<String> lettersFrom(int start) {
    return letters(c -> Character.toString(c >= 'a' && c <= 'z' ? start + c - 'a' : c));
  }

  static UnaryOperator<String> between(String mark) {
    return text -> String.join(mark, text.split(""));
  }

  /** Each octet by a format. */
  static UnaryOperator<String> octets(String format, String between) {
    return text -> {
      StringBuilder out = new StringBuilder();
      for (byte octet : text.getBytes(UTF_8)) {
        out.append(out.isEmpty() ? "" : between).append(format.formatted(octet & 0xFF));
      }
      return out.toString();
    };
  }

  static UnaryOperator<String> bits(String between) {
    return text -> {
      StringBuilder out = new StringBuilder();
      for (byte octet : text.getBytes(UTF_8)) {
        String bits = Integer.toBinaryString(octet & 0xFF);
        out.append(out.isEmpty() ? "" : between).append("0".repeat(8 - bits.length())).append(bits);
      }
      return out.toString();
    };
  }

  /** A word that begins, or ends, with a letter. */
  static String wordWith(char letter, boolean first, Random random) {
    List<String> rests = List.of("ane", "oria", "ulo", "eti", "iona", "aru");
    String rest = rests.get(random.nextInt(rests.size()));
    return first ? letter + rest : rest + letter;
  }

  static String words(String text, boolean first, String between, Random random) {
    return text.chars()
        .mapToObj(c -> wordWith((char) c, first, random))
        .collect(Collectors.joining(between));
  }

  static String mixedCase(String text, Random random) {
    return letters(
            c ->
                random.nextBoolean()
                    ? Character.toString(c)
                    : Character.toString(c).toUpperCase(Locale.ROOT))
        .apply(text);
  }

  static String shifted(String text, int shift) {
    return letters(c -> Character.toString(c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + shift) % 26 : c))
        .apply(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
