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
  /** Everything that a server of embeddings received. */
  EMBEDDING,
  /** What the service wrote to its log. */
  LOG,
  /** What the service counts, as whoever collects it reads it. */
  METRICS,
  /** The files of an export. */
  EXPORT,
  /** What the service keeps at rest, as whoever has the disk or a copy of it reads it. */
  VAULT,
  /** The rows that a connection of the service's own logins gets. */
  ROWS
}
