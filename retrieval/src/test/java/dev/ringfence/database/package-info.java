/** Tests of the fence, on a real PostgreSQL. */
@NullMarked
package dev.ringfence.database;

import org.jspecify.annotations.NullMarked;
