/**
 * Finds personal data and secrets, masks them with typed, stable placeholders, and restores them.
 *
 * <p>Rule of this package: only {@link dev.ringfence.redaction.Redactor} makes a {@link
 * dev.ringfence.redaction.RedactedText}, and nothing that fails returns the unmasked text.
 */
@NullMarked
package dev.ringfence.redaction;

import org.jspecify.annotations.NullMarked;
