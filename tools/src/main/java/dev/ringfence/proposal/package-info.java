/**
 * Reads somebody's schema and proposes how to bring it inside the fence and what a model may ask
 * it.
 *
 * <p>Rule of this package: it changes nothing in the database; a guess says what it was guessed by
 * and how sure it is, and one that is unsure is never acted on; no value of a row and no comment of
 * the schema leaves it.
 */
@NullMarked
package dev.ringfence.proposal;

import org.jspecify.annotations.NullMarked;
