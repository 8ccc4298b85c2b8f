package dev.ringfence.proposal;

/** The full name of a table, not quoted. */
public record TableId(String schema, String name) {
  /** As people read it. */
  @Override
  public String toString() {
    return Text.shown(schema) + "." + Text.shown(name);
  }
}
