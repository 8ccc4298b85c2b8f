/**
 * A private PostgreSQL with pgvector, for a first start and for tests.
 *
 * <p>Rule of this package: it works inside its own data and cache folders and changes nothing else
 * on the machine.
 */
@NullMarked
package dev.ringfence.embedded;

import org.jspecify.annotations.NullMarked;
