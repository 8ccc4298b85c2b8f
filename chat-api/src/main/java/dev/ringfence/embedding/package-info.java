/**
 * Embedding models behind a server that speaks OpenAI's protocol, beside the bundled one.
 *
 * <p>Rule of this package: no text leaves that has not been masked, and the bytes that leave are
 * read once more by the wire guard.
 */
@NullMarked
package dev.ringfence.embedding;

import org.jspecify.annotations.NullMarked;
