/**
 * Brings a table of the operator's own inside the fence, and takes it out again.
 *
 * <p>Rule of this package: it decides nothing about whose a row is or who may go on reading all of
 * them. What it cannot know it asks for, and until it knows it changes nothing; whatever it changes
 * stands in one transaction and in a record that undoes it.
 */
@NullMarked
package dev.ringfence.protect;

import org.jspecify.annotations.NullMarked;
