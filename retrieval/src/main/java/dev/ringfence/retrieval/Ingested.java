package dev.ringfence.retrieval;

import dev.ringfence.parsing.UnreadableDocument;
import java.util.UUID;

/** What became of a file that was to be read in. */
public sealed interface Ingested {
  /** It is in the knowledge base, instead of what was there under its name before. */
  record Stored(UUID document, int passages) implements Ingested {}

  /** It was there already, the same in every respect. */
  record Unchanged(UUID document) implements Ingested {}

  /** It could not be read. What was there under its name before still is. */
  record Rejected(UnreadableDocument why) implements Ingested {}
}
