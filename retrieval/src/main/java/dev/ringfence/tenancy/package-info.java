/**
 * A tenant's life, as an operator leads it: suspending, exporting, erasing.
 *
 * <p>Rule of this package: it works on an administrator's connection that row-level security would
 * make fail, never one that it would filter; and what belongs to a tenant is found in the
 * catalogue, never listed by hand.
 */
@NullMarked
package dev.ringfence.tenancy;

import org.jspecify.annotations.NullMarked;
