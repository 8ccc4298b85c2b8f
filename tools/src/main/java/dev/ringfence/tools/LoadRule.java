package dev.ringfence.tools;

import java.util.List;
import java.util.function.Consumer;

/**
 * One thing that must be true of a tool's statement before a model may call it. A rule that cannot
 * tell objects.
 */
interface LoadRule {
  /** Every rule, in the order in which a reader wants to hear them. */
  List<LoadRule> ALL =
      List.of(
          new ReadsOnly(),
          new HasLimit(),
          new UsesItsParameters(),
          new NamesNoOwner(),
          new ReadsPlainTables(),
          new SelectsNoWholeRows(),
          new CallsKnownFunctions(),
          new KeepsMaskedColumnsShut());

  /** Tells what is wrong, each with what to write instead. */
  void judge(ToolDefinition tool, Sql sql, Consumer<String> objection);
}
