package dev.ringfence.tools;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a statement: an argument that a model may supply, or what the service fills.
 *
 * @param label what a person calls it
 * @param required whether a call without it is refused; without it and without a {@code fallback}
 *     the statement sees NULL
 * @param fallback the value where a call has none, in the database's type
 * @param claimBound whether it is filled from who the caller was verified to be; no model is told
 *     of it, and no call may name it
 */
public record ToolParameter(
    String name,
    String label,
    String description,
    boolean required,
    @Nullable Object fallback,
    ParameterKind kind,
    boolean claimBound,
    Place at) {}
