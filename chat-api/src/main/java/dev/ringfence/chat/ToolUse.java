package dev.ringfence.chat;

/**
 * A tool that was called for an answer.
 *
 * @param outcome {@code rows}, {@code refused} or {@code failed}
 * @param rows how many rows were read, 0 for the other outcomes
 */
record ToolUse(String name, String outcome, int rows) {}
