package dev.ringfence.retrieval;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The word pieces of BERT's uncased vocabulary, which is what the bundled model reads.
 *
 * <p>Written out here because the usual library brings native code that it unpacks into the user's
 * home. The one deliberate difference: text that looks like a control token, such as {@code [SEP]},
 * is ordinary text.
 */
final class WordPieces {
  private static final int LONGEST_WORD = 100;
  private static final String CONTINUATION = "##";

  private final Map<String, Integer> vocabulary;
  private final long unknown;
  private final long start;
  private final long end;

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = id("[UNK]");
    this.start = id("[CLS]");
    this.end = id("[SEP]");
  }

  /** The tokenizer of a {@code tokenizer.json} whose model is WordPiece. */
  static WordPieces fromJson(byte[] tokenizerJson) {
    JsonObject words =
        new JsonObject(new String(tokenizerJson, StandardCharsets.UTF_8))
            .getJsonObject("model")
            .getJsonObject("vocab");
    Map<String, Integer> vocabulary = HashMap.newHashMap(words.size());
    words.forEach(word -> vocabulary.put(word.getKey(), ((Number) word.getValue()).intValue()));
    return new WordPieces(vocabulary);
  }

  /**
   * The ids of a text between its start and end tokens, cut so that there are at most {@code limit}
   * of them.
   */
  long[] encode(String text, int limit) {
    Ids ids = new Ids(limit - 1);
    ids.add(start);
    StringBuilder word = new StringBuilder();
    normalised(text)
        .codePoints()
        .takeWhile(_ -> !ids.full())
        .forEach(
            point -> {
              if (point == ' ') {
                flush(word, ids);
              } else if (isPunctuation(point)) {
                flush(word, ids);
                flush(word.appendCodePoint(point), ids);
              } else {
                word.appendCodePoint(point);
              }
            });
    flush(word, ids);
    return ids.endingWith(end);
  }

  private void flush(StringBuilder word, Ids ids) {
    if (!word.isEmpty()) {
      pieces(word.toString(), ids);
      word.setLength(0);
    }
  }

  /**
   * Greedy: the longest known piece first; a word of which some part is unknown is unknown as a
   * whole.
   */
  private void pieces(String word, Ids ids) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      ids.add(unknown);
      return;
    }
    long[] found = new long[word.length()];
    int count = 0;
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      Integer id = null;
      while (to > from) {
        id =
            vocabulary.get(
                from == 0 ? word.substring(0, to) : CONTINUATION + word.substring(from, to));
        if (id != null) {
          break;
        }
        to--;
      }
      if (id == null) {
        ids.add(unknown);
        return;
      }
      found[count++] = id;
      from = to;
    }
    for (int i = 0; i < count; i++) {
      ids.add(found[i]);
    }
  }

  private static String normalised(String text) {
    StringBuilder clean = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(point -> !isRemoved(point))
        .forEach(
            point -> {
              if (isSpace(point)) {
                clean.append(' ');
              } else if (isChinese(point)) {
                clean.append(' ').appendCodePoint(point).append(' ');
              } else {
                clean.appendCodePoint(point);
              }
            });
    StringBuilder folded = new StringBuilder(clean.length());
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(point -> folded.appendCodePoint(Character.toLowerCase(point)));
    return folded.toString();
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  private static boolean isRemoved(int point) {
    if (point == '\t' || point == '\n' || point == '\r') {
      return false;
    }
    return point == 0xFFFD
        || switch (Character.getType(point)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
          default -> false;
        };
  }

  private static boolean isPunctuation(int point) {
    if (point < 128) {
      return point > ' ' && point < 127 && !Character.isLetterOrDigit(point);
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2A6DF)
        || (point >= 0x2A700 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }

  private long id(String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("The vocabulary lacks " + token);
    }
    return id;
  }

  /** A list of ids that stops growing at its limit. */
  private static final class Ids {
    private final int limit;
    private long[] ids = new long[64];
    private int size;

    Ids(int limit) {
      this.limit = limit;
    }

    boolean full() {
      return size >= limit;
    }

    void add(long id) {
      if (full()) {
        return;
      }
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }

    long[] endingWith(long last) {
      long[] all = Arrays.copyOf(ids, size + 1);
      all[size] = last;
      return all;
    }
  }
}
