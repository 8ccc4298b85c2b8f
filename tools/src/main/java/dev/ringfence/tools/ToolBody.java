package dev.ringfence.tools;

/** What a tool does when it is called. */
public sealed interface ToolBody {
  /** Runs its own SELECT. */
  record Statement(String sql, Place at) implements ToolBody {}

  /** Searches the knowledge base for passages near a query. */
  record KnowledgeSearch() implements ToolBody {}
}
