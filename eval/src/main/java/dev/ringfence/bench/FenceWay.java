package dev.ringfence.bench;

/** How the same ten rows are asked for. */
enum FenceWay {
  /** No protection: the owner is named in the statement. */
  RAW("raw query with where"),
  /** The same, asked from the event loop that the connections live on, as ours is. */
  RAW_ON_LOOP("raw query on one event loop"),
  /** Begin, context, query and commit, each awaited; the context is not sealed. */
  NAIVE("naive four round trips"),
  /** The same without waiting, as one flush. */
  UNSIGNED("pipelined, unsigned context"),
  /** As ours, but with a context that any statement can change. */
  UNSIGNED_ALONE("one statement, unsigned context"),
  /** The service's own transaction. */
  OURS("ours"),
  /** The same with a statement that a tool declares, behind which the session is wiped. */
  OURS_DECLARED("ours, a tool's statement, wiped");

  private final String label;

  FenceWay(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
