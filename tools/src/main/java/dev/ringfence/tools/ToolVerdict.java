package dev.ringfence.tools;

import java.util.List;

/**
 * Whether a tool may be offered to a model.
 *
 * @param reasons why not, each with what to write instead; none where it loads
 * @param notes what the second look and the audit cannot see of a tool that loads
 */
public record ToolVerdict(String tool, Place at, List<String> reasons, List<String> notes) {
  public ToolVerdict {
    reasons = List.copyOf(reasons);
    notes = List.copyOf(notes);
  }

  /** Whether nothing speaks against it. */
  public boolean loads() {
    return reasons.isEmpty();
  }
}
