package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of canaries among the letters of a text, whatever stands between these: whole or
 * in pieces of eight letters, backwards, with the alphabet shifted or turned round, as every second
 * or third letter, as the first or last letters of words and lines, with figures for letters, and
 * in two parts that stand apart.
 *
 * <p>The steps from letter to letter, instead of the letters, are the same under every shift, so
 * that one look finds all of them.
 */
final class CanaryIndex {
  static final int WORD = 10;
  private static final int PIECE = 8;
  private static final long PIECE_MASK = (1L << (5 * PIECE)) - 1;
  private static final long STEPS_MASK = (1L << (5 * (WORD - 1))) - 1;

  private final Keys pieces = new Keys();
  private final Keys steps = new Keys();
  private final Words whole = new Words();
  private final Figures figures = new Figures(whole);
  private final Map<Long, List<Canary>> byStart = new HashMap<>();

  /** Whether something of a word could be taken for another canary's. */
  boolean takes(String word) {
    for (String way : List.of(word, Turning.BACKWARDS.of(word))) {
      for (int at = 0; at + PIECE <= WORD; at++) {
        if (pieces.get(piece(way, at)) != null) {
          return true;
        }
      }
    }
    return stepKeys(word).stream().anyMatch(key -> steps.get(key) != null) || figures.takes(word);
  }

  void add(Canary canary) {
    String word = canary.value();
    for (String way : List.of(word, Turning.BACKWARDS.of(word))) {
      for (int at = 0; at + PIECE <= WORD; at++) {
        pieces.add(piece(way, at), canary);
      }
    }
    whole.add(word, canary);
    stepKeys(word).forEach(key -> steps.add(key, canary));
    figures.add(canary);
    for (long start : Parts.starts(word)) {
      byStart.computeIfAbsent(start, _ -> new ArrayList<>()).add(canary);
    }
  }

  void remove(Canary canary) {
    String word = canary.value();
    for (String way : List.of(word, Turning.BACKWARDS.of(word))) {
      for (int at = 0; at + PIECE <= WORD; at++) {
        pieces.remove(piece(way, at));
      }
    }
    whole.remove(word);
    stepKeys(word).forEach(steps::remove);
    figures.remove(canary);
    for (long start : Parts.starts(word)) {
      byStart.getOrDefault(start, new ArrayList<>()).remove(canary);
    }
  }

  /** Adds what one reading shows. */
  void in(String reading, Set<Canary> found) {
    LetterStream text = new LetterStream(reading);
    boolean[] pairs = inOrder(text, found);
    skipping(text, 2, found);
    skipping(text, 3, found);
    edges(text, found);
    figures.in(reading, found);
    if (pairs[0]) {
      new Parts(text, byStart).in(found);
    }
    if (pairs[1]) {
      new Parts(text.backwards(), byStart).in(found);
    }
  }

  /**
   * Pieces count where they are of one case and without figures: eight letters turn up in a long
   * random text. Pieces of what was shifted do not count, as eight steps turn up in any.
   *
   * @return whether the two letters that every word begins with stand together, forwards and
   *     backwards
   */
  private boolean[] inOrder(LetterStream text, Set<Canary> found) {
    boolean[] pairs = new boolean[2];
    int z = CanaryBook.START.charAt(0) - 'a';
    int q = CanaryBook.START.charAt(1) - 'a';
    long letters = 0;
    long differences = 0;
    int plain = 0;
    int previous = 0;
    int mark = LetterStream.FIGURE;
    for (int i = 0; i < text.length; i++) {
      int letter = text.letters[i];
      int before = mark;
      mark = text.before[i];
      boolean goesOn =
          ((mark ^ before) & LetterStream.CAPITAL) == 0 && (mark & LetterStream.FIGURE) == 0;
      plain = goesOn ? plain + 1 : 1;
      letters = letters << 5 | letter;
      int step = letter - previous;
      differences = differences << 5 | (step < 0 ? step + 26 : step);
      pairs[0] |= previous == z && letter == q;
      pairs[1] |= previous == q && letter == z;
      previous = letter;
      if (plain >= PIECE) {
        keep(pieces.get(letters & PIECE_MASK), found);
        if (plain >= WORD && text.ends(i)) {
          keep(steps.get(differences & STEPS_MASK), found);
        }
      }
      if (i + 1 >= WORD) {
        whole.look(letters, found);
      }
    }
    return pairs;
  }

  /** Every second letter, and so on, of those there are. */
  private void skipping(LetterStream text, int stride, Set<Canary> found) {
    for (int from = 0; from < stride; from++) {
      long letters = 0;
      int n = 0;
      for (int i = from; i < text.length; i += stride) {
        letters = letters << 5 | text.letters[i];
        if (++n >= WORD) {
          whole.look(letters, found);
        }
      }
    }
  }

  /** First and last letters of words and of lines. */
  private void edges(LetterStream text, Set<Canary> found) {
    long[] letters = new long[4];
    int[] length = new int[4];
    for (int i = 0; i < text.length; i++) {
      int before = text.before[i];
      int after = text.before[i + 1];
      if (((before | after) & (LetterStream.GAP | LetterStream.LINE)) == 0) {
        continue;
      }
      for (int edge = 0; edge < 4; edge++) {
        int mark = (edge & 1) == 0 ? LetterStream.GAP : LetterStream.LINE;
        if (((edge < 2 ? before : after) & mark) != 0) {
          letters[edge] = letters[edge] << 5 | text.letters[i];
          if (++length[edge] >= WORD) {
            whole.look(letters[edge], found);
          }
        }
      }
    }
  }

  private static void keep(@Nullable Canary canary, Set<Canary> found) {
    if (canary != null) {
      found.add(canary);
    }
  }

  private static long piece(String word, int from) {
    long key = 0;
    for (int i = from; i < from + PIECE; i++) {
      key = key << 5 | word.charAt(i) - 'a';
    }
    return key;
  }

  /** The steps of a word and of its turned forms: backwards, in a turned alphabet, and both. */
  private static List<Long> stepKeys(String word) {
    List<Long> keys = new ArrayList<>();
    for (String way : List.of(word, Turning.BACKWARDS.of(word))) {
      long there = 0;
      long turned = 0;
      for (int i = 1; i < WORD; i++) {
        int step = way.charAt(i) - way.charAt(i - 1);
        there = there << 5 | (step + 26) % 26;
        turned = turned << 5 | (26 - step) % 26;
      }
      keys.add(there);
      keys.add(turned);
    }
    return keys;
  }
}
