/**
 * Folders and sites on their way into the knowledge base: what is there, what changed, what is
 * gone.
 *
 * <p>Rule of this package: what cannot be looked at is not gone. A document is removed only where
 * the place that it came from was looked through to its end and does not have it any more.
 */
@NullMarked
package dev.ringfence.ingestion;

import org.jspecify.annotations.NullMarked;
