/**
 * Documents, their passages and vectors, and the search over them.
 *
 * <p>Rule of this package: every read and write happens inside a transaction bound to a principal;
 * no score, count or total leaves it.
 */
@NullMarked
package dev.ringfence.retrieval;

import org.jspecify.annotations.NullMarked;
