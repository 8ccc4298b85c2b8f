package dev.ringfence.retrieval;

import java.util.UUID;

/**
 * A document of the knowledge base, by what it is called where it came from.
 *
 * @param id the document's
 */
public record StoredSource(UUID id, String sourceName) {}
