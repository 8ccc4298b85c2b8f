/** Tests of exporting and erasing, on a real PostgreSQL. */
@NullMarked
package dev.ringfence.tenancy;

import org.jspecify.annotations.NullMarked;
