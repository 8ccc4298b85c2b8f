package dev.ringfence.parsing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document that belongs together: a paragraph, a list, a table, some code.
 *
 * @param headings the headings above it, outermost first
 * @param anchor the fragment that leads to it inside its document, where it has one
 */
public record Block(Kind kind, List<String> headings, String text, @Nullable String anchor) {
  public enum Kind {
    TEXT,
    LIST,
    /** One row a line; the first is the header. */
    TABLE,
    CODE
  }

  public Block {
    headings = List.copyOf(headings);
  }
}
