/**
 * Finds personal data and secrets in text, and through what hides it.
 *
 * <p>Rule of this package: a recognizer is one file, or one with its grammar beside it; it reads
 * each character a bounded number of times, whatever the text.
 */
@NullMarked
package dev.ringfence.recognition;

import org.jspecify.annotations.NullMarked;
