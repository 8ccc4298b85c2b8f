/**
 * The HTTP service: conversations, the model loop, the answer stream.
 *
 * <p>Rule of this package: the principal is the first argument of whatever reaches data; a model is
 * handed redacted text alone.
 */
@NullMarked
package dev.ringfence.chat;

import org.jspecify.annotations.NullMarked;
