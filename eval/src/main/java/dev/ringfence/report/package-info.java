/**
 * What a run of the leak lab proved, and the reports of it that people and programs read.
 *
 * <p>Rule of this package: a report says the same, byte for byte, for the same result, holds hashes
 * of canaries and never their words, and no text in it can become markup.
 */
@NullMarked
package dev.ringfence.report;

import org.jspecify.annotations.NullMarked;
