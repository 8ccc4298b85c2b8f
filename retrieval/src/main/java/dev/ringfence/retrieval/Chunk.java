package dev.ringfence.retrieval;

import org.jspecify.annotations.Nullable;

/**
 * A passage of a document, short enough to be embedded whole.
 *
 * @param ordinal its place in the document, from 0
 * @param headingPath the headings above it, such as "Prices › Call-out"; empty at the document's
 *     beginning
 */
record Chunk(int ordinal, String headingPath, @Nullable String anchor, String text) {
  /** What is embedded: the passage with where it stands, since "20 EUR" alone answers nothing. */
  String withPlace(String title) {
    return headingPath.isEmpty() ? title + "\n" + text : title + " › " + headingPath + "\n" + text;
  }
}
