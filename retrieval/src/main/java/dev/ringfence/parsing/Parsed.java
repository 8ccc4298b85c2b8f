package dev.ringfence.parsing;

/** What reading a file came to. */
public sealed interface Parsed permits ParsedDocument, UnreadableDocument {}
