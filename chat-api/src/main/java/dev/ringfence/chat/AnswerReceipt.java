package dev.ringfence.chat;

import dev.ringfence.tools.Source;
import dev.ringfence.tools.ToolOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer was made from, noted by code as it is read. Safe for several threads. */
final class AnswerReceipt {
  private static final int MAX_SOURCES = 40;

  private final Set<Source> read = new LinkedHashSet<>();
  private final List<ToolUse> tools = new ArrayList<>();
  private final List<Proposal> proposals = new ArrayList<>();
  private boolean fromMemory;

  /** A language model may say what it read earlier in the conversation. */
  synchronized void writtenBy(AssistantModel model) {
    fromMemory = model.isLanguageModel();
  }

  synchronized void note(String tool, ToolOutcome outcome) {
    tools.add(
        switch (outcome) {
          case ToolOutcome.Rows rows ->
              new ToolUse(
                  tool,
                  "rows",
                  rows.rows(),
                  rows.reading().keys().stream().map(ToolUse.ReadRecord::of).toList(),
                  "");
          case ToolOutcome.Proposed _ -> ToolUse.without(tool, "proposed");
          case ToolOutcome.Refused _ -> ToolUse.without(tool, "refused");
          case ToolOutcome.Failed _ -> ToolUse.without(tool, "failed");
        });
    if (outcome instanceof ToolOutcome.Rows rows) {
      read.addAll(rows.sources());
    }
  }

  /** Notes a proposal that waits for its person. */
  synchronized void note(Proposal proposal) {
    tools.add(ToolUse.proposing(proposal.tool().name(), proposal.approval().id().toString()));
    proposals.add(proposal);
  }

  synchronized List<Proposal> proposals() {
    return List.copyOf(proposals);
  }

  /** Whether it was read there: at the place, or on the page. */
  synchronized boolean cites(String url) {
    return read.stream()
        .anyMatch(source -> url.equals(source.url()) || url.equals(page(source.url())));
  }

  /** Each page once, at the place that was read first. */
  synchronized List<Source> sources() {
    Map<Source, Source> pages = new LinkedHashMap<>();
    for (Source source : read) {
      pages.putIfAbsent(
          new Source(source.kind(), source.title(), page(source.url()), source.scope()), source);
    }
    return pages.values().stream().limit(MAX_SOURCES).toList();
  }

  private static @Nullable String page(@Nullable String url) {
    return url == null || !url.contains("#") ? url : url.substring(0, url.indexOf('#'));
  }

  /**
   * Where the answer comes from: what was read for it. If nothing was, or a value was put back, it
   * may be made of what the conversation had read before.
   *
   * @param restored whether a value was put back into it
   * @param conversation where the earlier answers come from
   */
  synchronized AnswerScope scope(boolean restored, AnswerScope conversation) {
    AnswerScope now = AnswerScope.of(read);
    boolean remembers = fromMemory && (restored || now == AnswerScope.NONE);
    return remembers ? now.plus(conversation) : now;
  }

  synchronized List<ToolUse> tools() {
    return List.copyOf(tools);
  }
}
