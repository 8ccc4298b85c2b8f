/**
 * The audit: who read what, as whom and by which way; and the second look at the owner of every row
 * that is read.
 *
 * <p>Rule of this package: an entry never carries content, arguments or the values of columns; it
 * is added at the end of its tenant's chain and nothing changes it afterwards.
 */
@NullMarked
package dev.ringfence.audit;

import org.jspecify.annotations.NullMarked;
