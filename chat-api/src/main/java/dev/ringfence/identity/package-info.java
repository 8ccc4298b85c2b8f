/**
 * Verifies tokens and turns them into principals.
 *
 * <p>Rule of this package: identity comes from a verified token and a membership in the database,
 * from nothing else.
 */
@NullMarked
package dev.ringfence.identity;

import org.jspecify.annotations.NullMarked;
