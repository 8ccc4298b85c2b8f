package dev.ringfence.tools;

import org.jspecify.annotations.Nullable;

/**
 * One argument that a model may supply.
 *
 * @param label what a person calls it
 * @param required whether a call without it is refused; without it and without a {@code fallback}
 *     the statement sees NULL
 * @param fallback the value where a call has none, in the database's type
 */
public record ToolParameter(
    String name,
    String label,
    String description,
    boolean required,
    @Nullable Object fallback,
    ParameterKind kind,
    Place at) {}
