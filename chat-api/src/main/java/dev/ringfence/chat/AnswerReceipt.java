package dev.ringfence.chat;

import dev.ringfence.tools.Source;
import dev.ringfence.tools.ToolOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an answer was made from, noted by code as it is read. Safe for several threads. */
final class AnswerReceipt {
  private static final int MAX_SOURCES = 40;

  private final Set<Source> sources = new LinkedHashSet<>();
  private final List<ToolUse> tools = new ArrayList<>();

  synchronized void note(String tool, ToolOutcome outcome) {
    tools.add(
        switch (outcome) {
          case ToolOutcome.Rows rows -> new ToolUse(tool, "rows", rows.rows());
          case ToolOutcome.Refused _ -> new ToolUse(tool, "refused", 0);
          case ToolOutcome.Failed _ -> new ToolUse(tool, "failed", 0);
        });
    if (outcome instanceof ToolOutcome.Rows rows) {
      sources.addAll(rows.sources());
    }
  }

  synchronized boolean cites(String url) {
    return sources.stream().anyMatch(source -> url.equals(source.url()));
  }

  synchronized List<Source> sources() {
    return sources.stream().limit(MAX_SOURCES).toList();
  }

  synchronized AnswerScope scope() {
    return AnswerScope.of(sources);
  }

  synchronized List<ToolUse> tools() {
    return List.copyOf(tools);
  }
}
