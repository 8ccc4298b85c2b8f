package dev.ringfence.retrieval;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that search found, without a word about how well it fits: scores stay inside.
 *
 * @param headingPath the headings above it, such as "Prices › Call-out"; empty at the document's
 *     beginning
 * @param url the address of the document's page, at the passage's place where that is known
 */
public record Passage(
    UUID documentId,
    String title,
    String headingPath,
    @Nullable String url,
    String text,
    Visibility visibility) {}
