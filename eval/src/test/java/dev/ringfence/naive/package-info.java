/**
 * An assistant as it is often built: it trusts its model and its callers. The lab has to see
 * through it.
 *
 * <p>Rule of this package: every hole can be mended alone, and nothing here is ever used but by
 * tests.
 */
@NullMarked
package dev.ringfence.naive;

import org.jspecify.annotations.NullMarked;
