package dev.ringfence.proposal;

import java.util.List;

/** What is proposed for a table that can be brought inside: its columns and its questions. */
record TableProposal(Verdict.Protect verdict, List<ColumnGuess> columns, List<ToolDraft> tools) {
  TableProposal {
    columns = List.copyOf(columns);
    tools = List.copyOf(tools);
  }

  TableId id() {
    return verdict.table().id();
  }
}
