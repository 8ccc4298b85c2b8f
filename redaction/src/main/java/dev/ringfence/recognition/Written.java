package dev.ringfence.recognition;

/**
 * A value as it is written from an index on: its letters and digits in upper case, without the
 * signs that part them. Reused from value to value while a view is scanned; each reading looks at a
 * bounded number of characters.
 */
final class Written {
  /** Most signs between two groups, as in {@code 4111 - 1111}. */
  static final int LONGEST_GAP = 3;

  private final View view;

  /** The characters that may stand between two groups, all below 64, as bits. */
  private final long separators;

  private final boolean lettersBelong;
  private final char[] characters;
  private final int[] indexes;

  /** In how many groups the characters up to each stand. */
  private final int[] groups;

  private int count;

  /** Which characters are letters, as bits from the lowest on. */
  private long letters;

  /** Whether a small letter is among them, and whether a sign that is no space parts them. */
  private boolean small;

  private boolean signs;

  /** Where reading goes on. */
  private int next;

  /**
   * @param separators the signs that may stand between two groups
   * @param letters whether letters belong to the value, or end it
   * @param most how many characters are read
   */
  Written(View view, String separators, boolean letters, int most) {
    this.view = view;
    this.separators = bits(separators);
    this.lettersBelong = letters;
    this.characters = new char[most];
    this.indexes = new int[most];
    this.groups = new int[most];
  }

  /** Reads what begins at an index. */
  void read(int from) {
    read(from, characters.length);
  }

  /** Reads the first so many characters of what begins at an index; the others on demand. */
  void read(int from, int most) {
    count = 0;
    letters = 0;
    small = false;
    signs = false;
    next = from;
    readOn(most);
  }

  /** Reads on until there are so many characters. */
  void readOn(int most) {
    char[] chars = view.characters();
    int length = view.length();
    while (count < most) {
      int gap = next;
      while (count > 0 && gap - next < LONGEST_GAP && gap < length && separator(chars[gap])) {
        gap++;
      }
      char c = gap < length ? chars[gap] : View.NONE;
      boolean digit = c >= '0' && c <= '9';
      if (!digit && !(lettersBelong && letter(c))) {
        return;
      }
      characters[count] = digit ? c : upper(c);
      small |= c >= 'a';
      signs |= gap > next && (chars[next] != ' ' || chars[gap - 1] != ' ');
      letters |= digit ? 0 : 1L << count;
      indexes[count] = gap;
      groups[count] = count == 0 ? 1 : groups[count - 1] + (gap > next ? 1 : 0);
      count++;
      next = gap + 1;
    }
  }

  private static boolean letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private boolean separator(char c) {
    return c < Long.SIZE && (separators >>> c & 1) != 0;
  }

  private static long bits(String characters) {
    long bits = 0;
    for (char c : characters.toCharArray()) {
      bits |= 1L << c;
    }
    return bits;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  int count() {
    return count;
  }

  /** Whether small letters stand in what was read, and nothing but spaces between its groups. */
  boolean prose() {
    return small && !signs;
  }

  /** Where a value of so many characters ends in the view, exclusive. */
  int end(int length) {
    return indexes[length - 1] + 1;
  }

  /** Whether a group ends behind so many characters, so that the value can. */
  boolean breaksAt(int length) {
    return length <= count && !view.wordAt(end(length));
  }

  /** Whether the check digit of ISO/IEC 7812-1 is right for so many digits. */
  boolean luhn(int length) {
    int sum = 0;
    for (int i = length - 1; i >= 0; i -= 2) {
      sum += characters[i] - '0';
    }
    for (int i = length - 2; i >= 0; i -= 2) {
      int twice = (characters[i] - '0') * 2;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** Which of the first characters are letters, as bits from the lowest on. */
  int letters(int length) {
    return (int) (letters & (1L << length) - 1);
  }

  /** How many characters each group of so many has, with a space behind all but the last. */
  String groupLengths(int length) {
    StringBuilder lengths = new StringBuilder();
    int group = 1;
    for (int i = 1; i < length; i++) {
      if (gapBefore(i)) {
        lengths.append(group).append(' ');
        group = 0;
      }
      group++;
    }
    return lengths.append(group).toString();
  }

  /** How many of the characters that were read stand in a group, counted from 1. */
  int group(int which) {
    int length = 0;
    for (int i = 0; i < count && groups[i] <= which; i++) {
      length += groups[i] == which ? 1 : 0;
    }
    return length;
  }

  String compact(int length) {
    return new String(characters, 0, length);
  }

  /** How many groups so many characters stand in. */
  int groups(int length) {
    return groups[length - 1];
  }

  /**
   * How so many characters are grouped: {@code 3-2-4}. A gap of several signs is the first of them
   * that is no space.
   */
  String layout(int length) {
    StringBuilder layout = new StringBuilder();
    int group = 1;
    for (int i = 1; i < length; i++) {
      if (gapBefore(i)) {
        layout.append(group).append(sign(i));
        group = 0;
      }
      group++;
    }
    return layout.append(group).toString();
  }

  private boolean gapBefore(int character) {
    return indexes[character] - indexes[character - 1] > 1;
  }

  private char sign(int character) {
    for (int i = indexes[character - 1] + 1; i < indexes[character]; i++) {
      if (view.at(i) != ' ') {
        return view.at(i);
      }
    }
    return ' ';
  }
}
