package dev.ringfence.redaction;

import dev.ringfence.vault.Placeholder;

/**
 * What was masked in a text, and why.
 *
 * @param start where it began in the text, in UTF-16 units
 * @param end where it ended, exclusive
 * @param placeholder what stands in its place
 * @param certainty {@code proven}, {@code likely} or {@code possible}
 * @param why what it was known by; never a part of the text
 */
public record Mask(int start, int end, Placeholder placeholder, String certainty, String why) {}
