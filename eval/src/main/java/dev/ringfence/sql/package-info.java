/**
 * Random SQL over the catalogue of a real database, by a seed.
 *
 * <p>Rule of this package: it knows nothing of the service and runs nothing that it writes; what a
 * statement shows is judged elsewhere.
 */
@NullMarked
package dev.ringfence.sql;

import org.jspecify.annotations.NullMarked;
