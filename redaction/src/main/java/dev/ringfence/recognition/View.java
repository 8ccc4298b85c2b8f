package dev.ringfence.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text as recognizers read it: characters that mean the same look the same, and each knows the
 * range of the source it came from. What is found in a view is masked in the source.
 */
public final class View {
  /**
   * What a view answers beyond its ends, and what parts places of a text that are views of their
   * own: nothing that is found reaches across it. No text contains it, since folding drops it.
   */
  public static final char NONE = '\0';

  private final char[] chars;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  private final boolean foreign;

  /** Where values may begin, once somebody has asked. */
  private @Nullable Triggers triggers;

  /** A view whose characters stand where they stand in the source. */
  View(String source) {
    this(source.toCharArray(), true);
  }

  /** A view of bytes as they are: each is a character, and nothing is folded. */
  static View ofBytes(byte[] bytes) {
    return ofBytes(bytes, true);
  }

  private static View ofBytes(byte[] bytes, boolean foreign) {
    View view = new View(new String(bytes, ISO_8859_1).toCharArray(), foreign);
    view.triggers = Triggers.of(view.chars, bytes);
    return view;
  }

  /** The view of a text that needs no folding: nothing but ASCII, and no {@link #NONE}. */
  static Optional<View> ofPlain(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    // Half of a pair of surrogates is written as a question mark, and so is another text.
    boolean plain =
        bytes.length == text.length()
            && text.indexOf(NONE) < 0
            && new String(bytes, ISO_8859_1).equals(text);
    return plain ? Optional.of(ofBytes(bytes, false)) : Optional.empty();
  }

  /** A view of characters that stand where they stand in the source; it keeps the array. */
  View(char[] chars, boolean foreign) {
    this.chars = chars;
    this.foreign = foreign;
    starts = null;
    ends = null;
  }

  /** A view of characters that each know their range of the source. */
  View(char[] chars, int[] starts, int[] ends) {
    this.chars = chars;
    this.starts = starts;
    this.ends = ends;
    this.foreign = true;
  }

  /**
   * The next character of some kinds, or {@link #length()} where none comes any more.
   *
   * @param triggers a sum of kinds, as {@link Trigger} has them
   */
  public int seek(int from, int triggers) {
    return seek(from, chars.length, triggers);
  }

  /** The next character of some kinds that stands before a limit, or the limit. */
  int seek(int from, int limit, int kinds) {
    return triggers().seek(from, limit, kinds);
  }

  /** What kinds of characters stand where. */
  Triggers triggers() {
    Triggers known = triggers;
    if (known == null) {
      known = Triggers.of(chars);
      triggers = known;
    }
    return known;
  }

  public int length() {
    return chars.length;
  }

  /** Whether it may have characters that are not in ASCII. */
  boolean foreign() {
    return foreign;
  }

  /** The characters themselves, for reading alone. */
  char[] characters() {
    return chars;
  }

  public char at(int index) {
    char[] known = chars;
    return index >= 0 && index < known.length ? known[index] : NONE;
  }

  /** Where the character's source begins. */
  public int sourceStart(int index) {
    return starts == null ? index : starts[index];
  }

  /** Where the character's source ends, exclusive. */
  public int sourceEnd(int index) {
    return ends == null ? index + 1 : ends[index];
  }

  public boolean digitAt(int index) {
    char c = at(index);
    return c >= '0' && c <= '9';
  }

  /** Whether a letter, a digit or a part of one stands there, of any script. */
  public boolean wordAt(int index) {
    char c = at(index);
    return c < 0x80
        ? (c >= '0' && c <= '9') || letter(c)
        : Character.isLetterOrDigit(codePointAt(index));
  }

  /** The same, or an underscore: what names in programs are made of. */
  boolean identifierAt(int index) {
    return at(index) == '_' || wordAt(index);
  }

  public boolean letterAt(int index) {
    char c = at(index);
    return c < 0x80 ? letter(c) : Character.isLetter(codePointAt(index));
  }

  /** The code point that the char at an index is a half or the whole of. */
  public int codePointAt(int index) {
    char c = at(index);
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(at(index + 1))) {
      return Character.toCodePoint(c, at(index + 1));
    }
    if (Character.isLowSurrogate(c) && Character.isHighSurrogate(at(index - 1))) {
      return Character.toCodePoint(at(index - 1), c);
    }
    return c;
  }

  /** Whether the lower-case ASCII word stands at the index, in any case. */
  public boolean wordStandsAt(int index, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (lower(at(index + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public String text(int start, int end) {
    return new String(chars, start, end - start);
  }

  public static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
