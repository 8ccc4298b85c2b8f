package dev.ringfence.tools;

import java.util.List;

/**
 * Whether a tool may be offered to a model.
 *
 * @param reasons why not, each with what to write instead; none where it loads
 */
public record ToolVerdict(String tool, Place at, List<String> reasons) {
  public ToolVerdict {
    reasons = List.copyOf(reasons);
  }

  /** Whether nothing speaks against it. */
  public boolean loads() {
    return reasons.isEmpty();
  }
}
