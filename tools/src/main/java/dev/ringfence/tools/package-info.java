/**
 * What a model may call: declared in a file, checked when loaded, executed inside a bound
 * transaction, masked on the way out.
 *
 * <p>Rule of this package: a tool receives a tenant-bound connection and nothing else, and no
 * argument of a model names an owner.
 */
@NullMarked
package dev.ringfence.tools;

import org.jspecify.annotations.NullMarked;
