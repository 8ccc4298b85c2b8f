package dev.ringfence.ingestion;

/**
 * Something that is not read, and why.
 *
 * @param source its path or address
 * @param reason in words for whoever asked for it
 */
public record Skipped(String source, String reason) {}
