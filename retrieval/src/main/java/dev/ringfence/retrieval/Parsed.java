package dev.ringfence.retrieval;

/** What reading a file came to. */
sealed interface Parsed permits ParsedDocument, UnreadableDocument {}
