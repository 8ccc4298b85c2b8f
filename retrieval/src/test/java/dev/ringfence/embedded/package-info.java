/** Databases for tests. */
@NullMarked
package dev.ringfence.embedded;

import org.jspecify.annotations.NullMarked;
