/**
 * Placeholders, what they stand for, and how they become it again.
 *
 * <p>Rule of this package: a value is given back for exactly the placeholder that was issued for
 * it, and for nothing that resembles it.
 */
@NullMarked
package dev.ringfence.vault;

import org.jspecify.annotations.NullMarked;
