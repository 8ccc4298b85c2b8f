package dev.ringfence.recognition;

/**
 * The words for numbers in English, German, French, Spanish and Portuguese, without their accents,
 * and what tells them apart: units, tens that a unit can follow, what multiplies, what repeats.
 */
final class NumberVocabulary {
  /** What a word that is no number's says. */
  static final int NONE = -1;

  /** {@code plus}, before everything else. */
  static final int PLUS = 1000;

  /** {@code and} between tens and units. */
  static final int AND = 1001;

  /** {@code hundred}, behind a unit. */
  static final int HUNDRED = 1002;

  /** {@code double five}. */
  static final int DOUBLE = 1003;

  static final int TRIPLE = 1004;

  /** How many words the table has room for: many times as many as there are. */
  private static final int TABLE = 1 << 12;

  /** The hashes of the words, 0 where there is none, and what each says. */
  private static final long[] HASHES = new long[TABLE];

  private static final short[] VALUES = new short[TABLE];

  private static final int LONGEST = 19;

  /** Which two letters they begin with. */
  private static final boolean[] BEGINNINGS = new boolean[1 << 10];

  /** How long the words are that begin with each letter, as a sum of bits. */
  private static final int[] LENGTHS = new int[32];

  static {
    units(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            + " fifteen sixteen seventeen eighteen nineteen");
    units(
        "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn"
            + " funfzehn sechzehn siebzehn achtzehn neunzehn");
    units(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
            + " seize");
    units(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
            + " dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres"
            + " veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve");
    units(
        "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze"
            + " dezasseis dezassete dezoito dezanove");
    same(0, "oh o nought nil naught");
    same(1, "ein une una uma");
    same(2, "zwo duas");
    same(5, "fuenf");
    same(6, "meia");
    same(12, "zwoelf");
    same(14, "quatorze");
    same(15, "fuenfzehn");
    same(16, "dezesseis");
    same(17, "dezessete");
    same(19, "dezenove");
    tens("twenty thirty forty fifty sixty seventy eighty ninety");
    tens("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig");
    tens("vingt trente quarante cinquante soixante septante huitante nonante");
    tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa");
    tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa");
    same(40, "fourty");
    same(50, "fuenfzig");
    same(80, "octante vingts");
    same(PLUS, "plus mas mais");
    same(AND, "and und et y e");
    same(HUNDRED, "hundred hundert cent cents cem cien cientos");
    same(DOUBLE, "double doppel doppelt doble duplo dupla");
    same(TRIPLE, "triple treble dreifach triplo");
    germanPairs();
    put("vingts", 20);
  }

  private NumberVocabulary() {}

  private static void units(String words) {
    String[] each = words.split(" ");
    for (int value = 0; value < each.length; value++) {
      put(each[value], value);
    }
  }

  private static void tens(String words) {
    String[] each = words.split(" ");
    for (int i = 0; i < each.length; i++) {
      put(each[i], 20 + 10 * i);
    }
  }

  private static void same(int value, String words) {
    for (String word : words.split(" ")) {
      put(word, value);
    }
  }

  private static void germanPairs() {
    String[] units = "ein zwei drei vier funf sechs sieben acht neun".split(" ");
    String[] tens = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig".split(" ");
    for (int ten = 0; ten < tens.length; ten++) {
      for (int unit = 0; unit < units.length; unit++) {
        String word = units[unit] + "und" + tens[ten];
        put(word, 20 + 10 * ten + unit + 1);
        put(word.replace("funf", "fuenf"), 20 + 10 * ten + unit + 1);
      }
    }
  }

  private static void put(String word, int value) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = step(hash, word.charAt(i));
    }
    int slot = slot(hash);
    HASHES[slot] = hash;
    VALUES[slot] = (short) value;
    BEGINNINGS[beginning(word.charAt(0), word.length() > 1 ? word.charAt(1) : 0)] = true;
    LENGTHS[word.charAt(0) & 31] |= 1 << word.length();
  }

  private static long step(long hash, char letter) {
    return hash * 0x9E3779B97F4A7C15L + letter;
  }

  private static int beginning(int first, int second) {
    boolean letter = second >= 'A' && second <= 'z';
    return (first & 31) << 5 | (letter ? second & 31 : 0);
  }

  /** Where a word is in the table, or where it would be. */
  private static int slot(long hash) {
    int slot = (int) (hash >>> 51) & TABLE - 1;
    while (HASHES[slot] != 0 && HASHES[slot] != hash) {
      slot = slot + 1 & TABLE - 1;
    }
    return slot;
  }

  /** The number, or the constant of this class, that the letters of a range are the word for. */
  static int value(View view, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      char c = view.at(i);
      if (c == '\u00DF') {
        hash = step(step(hash, 's'), 's');
      } else if (!mark(c)) {
        hash = step(hash, plain(c));
      }
    }
    int slot = slot(hash);
    return HASHES[slot] == 0 ? NONE : VALUES[slot];
  }

  /** Whether the word that an index lies in may be one of these, by its beginning and length. */
  static boolean maybeAt(View view, WordBits words, int index) {
    int from = words.start(index);
    int length = words.end(index) - from;
    char first = view.at(from);
    char second = view.at(from + 1);
    boolean begins =
        BEGINNINGS[beginning(first, second)] & (LENGTHS[first & 31] >> length & 1) != 0;
    boolean foreign = (first | second | view.at(index)) >= 0x80;
    return begins & length <= LONGEST && maybe(view, from, from + length) || foreign;
  }

  private static boolean maybe(View view, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      char c = view.at(i);
      if (c >= 0x80) {
        return true;
      }
      hash = step(hash, View.lower(c));
    }
    return HASHES[slot(hash)] != 0;
  }

  private static boolean mark(char c) {
    return c >= 0x300 && c <= 0x36F;
  }

  private static char plain(char c) {
    return switch (c) {
      case '\u00FC', '\u00DC' -> 'u';
      case '\u00F6', '\u00D6', '\u00F3', '\u00D3' -> 'o';
      case '\u00E9', '\u00C9', '\u00E8', '\u00C8', '\u00EA', '\u00CA' -> 'e';
      case '\u00E1', '\u00C1', '\u00E4', '\u00C4', '\u00E3', '\u00C3' -> 'a';
      case '\u00ED', '\u00CD' -> 'i';
      default -> View.lower(c);
    };
  }

  /** The digit that one ideograph stands for, or {@link #NONE}. */
  static int ideograph(char c) {
    return c < 0x3007 || c > 0x96F6 ? NONE : IDEOGRAPHS.indexOf(c) % 10;
  }

  private static final String IDEOGRAPHS =
      "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u96F6";
}
