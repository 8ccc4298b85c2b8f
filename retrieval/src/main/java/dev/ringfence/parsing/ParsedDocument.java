package dev.ringfence.parsing;

import java.util.List;

/** The text of a document in its order, free of markup. */
public record ParsedDocument(String title, List<Block> blocks) implements Parsed {
  public ParsedDocument {
    blocks = List.copyOf(blocks);
  }
}
