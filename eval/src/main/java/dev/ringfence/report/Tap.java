package dev.ringfence.report;

/** A place where what leaves the fence can be seen. */
public enum Tap {
  /** Everything the model's server received. */
  MODEL,
  /** What the person was answered, as JSON or plain HTTP. */
  HTTP,
  /** What the person was answered as a stream of events. */
  STREAM,
  /** What a client of MCP was answered, which is what a model that is not ours will see. */
  MCP,
  /** What the service wrote to its log. */
  LOG,
  /** The rows that a connection of the service's own logins gets. */
  ROWS
}
