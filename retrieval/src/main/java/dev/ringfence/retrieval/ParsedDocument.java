package dev.ringfence.retrieval;

import java.util.List;

/** The text of a document in its order, free of markup. */
record ParsedDocument(String title, List<Block> blocks) implements Parsed {
  ParsedDocument {
    blocks = List.copyOf(blocks);
  }
}
