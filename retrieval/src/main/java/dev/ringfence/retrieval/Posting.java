package dev.ringfence.retrieval;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * That a passage has a word.
 *
 * @param ordinal of the passage in its document
 * @param count how often it has the word
 * @param length how many words it has
 */
record Posting(int ordinal, int count, int length) {
  private static final int BYTES = 8;

  /** As many as fit into a row of the index, whose pages have 8 KiB. */
  private static final int MOST_IN_A_ROW = 128;

  private static final int MOST = 0xFFFF;

  /** In the form of the column, as few rows as it takes. */
  static List<Buffer> encode(List<Posting> postings) {
    List<Buffer> rows = new ArrayList<>();
    for (int from = 0; from < postings.size(); from += MOST_IN_A_ROW) {
      Buffer row = Buffer.buffer();
      for (Posting each : postings.subList(from, Math.min(from + MOST_IN_A_ROW, postings.size()))) {
        row.appendInt(each.ordinal);
        row.appendUnsignedShort(Math.min(each.count, MOST));
        row.appendUnsignedShort(Math.min(each.length, MOST));
      }
      rows.add(row);
    }
    return rows;
  }

  /** How many there are in a row. */
  static int size(Buffer row) {
    return row.length() / BYTES;
  }

  /** One of a row. */
  static Posting decode(Buffer row, int index) {
    int at = index * BYTES;
    return new Posting(row.getInt(at), row.getUnsignedShort(at + 4), row.getUnsignedShort(at + 6));
  }
}
