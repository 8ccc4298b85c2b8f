package dev.ringfence.recognition;

import static dev.ringfence.recognition.Hiding.email;
import static dev.ringfence.recognition.Hiding.phone;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The classes that say signs and digits in words. */
final class HidingWords {
  private static final String ENGLISH = "zero one two three four five six seven eight nine";
  private static final String GERMAN = "null eins zwei drei vier f\u00FCnf sechs sieben acht neun";
  private static final String FRENCH = "z\u00E9ro un deux trois quatre cinq six sept huit neuf";
  private static final String SPANISH = "cero uno dos tres cuatro cinco seis siete ocho nueve";
  private static final String PORTUGUESE =
      "zero um dois tr\u00EAs quatro cinco meia sete oito nove";

  private HidingWords() {}

  static List<Hiding> all() {
    return Stream.of(
            email(
                    "figures for letters",
                    text ->
                        text.replace('a', '4')
                            .replace('e', '3')
                            .replace('i', '1')
                            .replace('o', '0'))
                .literally(),
            phone("a number backwards", text -> new StringBuilder(text).reverse().toString())
                .literally(),
            email("at and dot", signs(" at ", " dot ")),
            email("AT and DOT", signs(" AT ", " DOT ")),
            email("(at) and (dot)", signs(" (at) ", " (dot) ")),
            email("[at] and [dot]", signs("[at]", "[dot]")),
            email("{at} and {dot}", signs(" {at} ", " {dot} ")),
            email("<at> and <dot>", signs(" <at> ", " <dot> ")),
            email("-at- and -dot-", signs("-at-", "-dot-")),
            email("_at_ and _dot_", signs("_at_", "_dot_")),
            email("(at) alone", text -> text.replace("@", " (at) ")),
            email("[at] alone", text -> text.replace("@", "[at]")),
            email("AT alone", text -> text.replace("@", " AT ")),
            email("dot alone", text -> text.replaceFirst("\\.(?=[a-z]+$)", " dot ")),
            email("[@] and [.]", signs("[@]", "[.]")),
            email("(a)", text -> text.replace("@", "(a)")),
            email("at sign", signs(" at sign ", " dot ")),
            email("German words", signs(" \u00E4t ", " punkt ")),
            email("German words, Klammeraffe", signs(" Klammeraffe ", " Punkt ")),
            email("French words", signs(" arobase ", " point ")),
            email("Spanish words", signs(" arroba ", " punto ")),
            email("Portuguese words", signs(" arroba ", " ponto ")),
            email("spaces around signs", signs(" @ ", " . ")),
            email("capitals inside", signs("AT", "DOT")),
            email("backwards", text -> "ana@example.com".equals(text) ? text : turned(text)),
            phone("English numbers", digits(ENGLISH, "plus ")),
            phone(
                "English numbers, oh",
                text -> digits(ENGLISH, "plus ").apply(text).replace("zero", "oh")),
            phone(
                "English numbers, double",
                text ->
                    digits(ENGLISH, "plus ")
                        .apply(text)
                        .replace("five five", "double five")
                        .replace("three three", "double three")),
            phone("German numbers", digits(GERMAN, "plus ")),
            phone("French numbers", digits(FRENCH, "plus ")),
            phone("Spanish numbers", digits(SPANISH, "m\u00E1s ")),
            phone("Portuguese numbers", digits(PORTUGUESE, "mais ")),
            phone("numbers in words and digits", text -> mixed(text)),
            phone("ideographs", text -> "+" + ideographs(text)))
        .map(Hiding::literally)
        .toList();
  }

  private static UnaryOperator<String> signs(String at, String dot) {
    return text -> text.replace(".", dot).replace("@", at);
  }

  private static String turned(String text) {
    String com = text.replaceFirst("\\.[a-z.]+$", ".com");
    return new StringBuilder(
            com.substring(com.indexOf('.') < com.indexOf('@') ? com.indexOf('.') + 1 : 0))
        .reverse()
        .toString();
  }

  private static UnaryOperator<String> digits(String words, String plus) {
    String[] each = words.split(" ");
    return text -> {
      StringBuilder hidden = new StringBuilder();
      for (char c : text.toCharArray()) {
        hidden.append(c == '+' ? plus : c >= '0' && c <= '9' ? each[c - '0'] + " " : "");
      }
      return hidden.toString().trim();
    };
  }

  private static String mixed(String text) {
    String[] words = ENGLISH.split(" ");
    StringBuilder hidden = new StringBuilder();
    boolean word = false;
    for (char c : text.toCharArray()) {
      boolean digit = c >= '0' && c <= '9';
      hidden.append(digit ? (word ? words[c - '0'] : c) + " " : c == '+' ? "+" : "");
      word ^= digit;
    }
    return hidden.toString().trim();
  }

  private static String ideographs(String text) {
    StringBuilder hidden = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c >= '0' && c <= '9') {
        hidden.append(
            "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D".charAt(c - '0'));
      }
    }
    return hidden.toString();
  }
}
