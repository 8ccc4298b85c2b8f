package dev.ringfence.retrieval;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that search found, without a word about how well it fits: scores stay inside.
 *
 * @param headingPath the headings above it, such as "Prices › Call-out"; empty at the document's
 *     beginning
 * @param before the part of the same section that stands before it, where that was cut and this is
 *     among the best
 * @param after the part that stands behind it
 * @param url the address of the document's page, at the passage's place where that is known
 */
public record Passage(
    UUID documentId,
    String title,
    String headingPath,
    @Nullable String url,
    @Nullable String before,
    String text,
    @Nullable String after,
    Visibility visibility) {

  /** A passage by itself. */
  public Passage(
      UUID documentId,
      String title,
      String headingPath,
      @Nullable String url,
      String text,
      Visibility visibility) {
    this(documentId, title, headingPath, url, null, text, null, visibility);
  }

  /** The same with what stands beside it. */
  Passage between(@Nullable String partBefore, @Nullable String partAfter) {
    return new Passage(
        documentId, title, headingPath, url, partBefore, text, partAfter, visibility);
  }
}
