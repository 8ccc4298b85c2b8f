package dev.ringfence.proposal;

import java.util.List;

/**
 * What is proposed for a table that can be brought inside: its columns and its questions.
 *
 * @param withoutTools why there is no question; empty where there is one
 */
record TableProposal(
    Verdict.Protect verdict, List<ColumnGuess> columns, List<ToolDraft> tools, String withoutTools) {
  TableProposal {
    columns = List.copyOf(columns);
    tools = List.copyOf(tools);
  }

  TableId id() {
    return verdict.table().id();
  }
}
