/**
 * Re-reads the bytes of a request on its way to a model, and blocks it when personal data is left
 * in them.
 *
 * <p>Rule of this package: it shares no code with the redactor, so that one mistake cannot pass
 * both.
 */
@NullMarked
package dev.ringfence.guard;

import org.jspecify.annotations.NullMarked;
