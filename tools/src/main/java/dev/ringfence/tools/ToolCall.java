package dev.ringfence.tools;

/**
 * A call as a model wrote it. Nothing in it is to be believed.
 *
 * @param arguments JSON text, possibly none
 */
public record ToolCall(String id, String name, String arguments) {}
