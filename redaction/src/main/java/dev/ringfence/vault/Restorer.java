package dev.ringfence.vault;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts values back in the place of their placeholders while text streams through. The result does
 * not depend on how the text was cut; what is held back is shorter than the longest placeholder
 * that the vault issued. Only the exact written form of one of them is replaced.
 */
public final class Restorer {
  private static final int MOST_DIGITS = Integer.toString(Placeholder.MAX_NUMBER).length();
  private static final SensitiveType[] TYPES = SensitiveType.values();
  private static final int ALL = (1 << TYPES.length) - 1;
  private static final int LONGEST =
      Arrays.stream(TYPES).mapToInt(type -> Placeholder.start(type).length()).max().orElseThrow()
          + MOST_DIGITS;

  /** For each place in a placeholder, and each character there, the types it fits, as bits. */
  private static final int[][] FITTING = new int[LONGEST][128];

  static {
    for (SensitiveType type : TYPES) {
      String start = Placeholder.start(type);
      for (int i = 0; i < start.length(); i++) {
        FITTING[i][start.charAt(i)] |= 1 << type.ordinal();
      }
      for (int digit = 0; digit < MOST_DIGITS; digit++) {
        for (char c = digit == 0 ? '1' : '0'; c <= '9'; c++) {
          FITTING[start.length() + digit][c] |= 1 << type.ordinal();
        }
      }
    }
  }

  private final Vault vault;

  /** A beginning of a placeholder, whose end has not come yet. */
  private final StringBuilder held = new StringBuilder();

  /** The types of the placeholders that it can begin, as bits. */
  private int types;

  /** How many characters it can have at most before its closing bracket. */
  private int room;

  /** The number that its digits write so far. */
  private int number;

  public Restorer(Vault vault) {
    this.vault = vault;
  }

  /** What can be shown after the next piece of text. */
  public String accept(String chunk) {
    int open = held.isEmpty() ? chunk.indexOf('[') : 0;
    if (open < 0 || chunk.isEmpty()) {
      return chunk;
    }
    StringBuilder shown = new StringBuilder(chunk.length() + 16);
    int done = 0;
    while (open >= 0) {
      shown.append(chunk, done, open);
      done = open;
      do {
        next(chunk.charAt(done), shown);
        done++;
      } while (done < chunk.length() && !held.isEmpty());
      open = chunk.indexOf('[', done);
    }
    return shown.append(chunk, done, chunk.length()).toString();
  }

  /** What was still held back when the text ended. */
  public String finish() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }

  /** Takes a character that begins a placeholder, or stands behind the beginning of one. */
  private void next(char c, StringBuilder shown) {
    if (c == '[') {
      shown.append(held);
      held.setLength(0);
      types = ALL;
      room = Math.min(LONGEST, vault.longest() - 1);
      number = 0;
    }
    if (c == ']') {
      String value = value();
      if (value == null) {
        shown.append(held).append(c);
      } else {
        shown.append(value);
      }
      held.setLength(0);
      return;
    }
    number = c >= '0' && c <= '9' ? number * 10 + c - '0' : number;
    types &= held.length() < room && c < 128 ? FITTING[held.length()][c] : 0;
    held.append(c);
    if (types == 0) {
      shown.append(held);
      held.setLength(0);
    }
  }

  /** What the placeholder stands for that was held back, if it is one that the vault issued. */
  private @Nullable String value() {
    SensitiveType type = TYPES[Integer.numberOfTrailingZeros(types)];
    boolean whole = number > 0 && held.length() > Placeholder.start(type).length();
    return whole ? vault.valueOf(new Placeholder(type, number)).orElse(null) : null;
  }
}
