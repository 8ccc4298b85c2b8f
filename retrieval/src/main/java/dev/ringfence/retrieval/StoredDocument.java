package dev.ringfence.retrieval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of the knowledge base, or somebody's own file, without its text.
 *
 * @param name where it came from, such as its path
 * @param owner the person whom it belongs to, exactly where it is visible to one customer or
 *     private
 * @param url the page that shows it, where there is one
 * @param passages how many there are of it
 * @param updatedAt when its content last changed
 */
public record StoredDocument(
    UUID id,
    String name,
    String title,
    Visibility visibility,
    @Nullable UUID owner,
    @Nullable String url,
    String mediaType,
    long passages,
    Instant createdAt,
    Instant updatedAt) {}
