package dev.ringfence.chat;

import dev.ringfence.database.Principal;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.vault.Vault;
import java.util.List;

/**
 * A call by a client whose model is not ours. It goes the way of our own model's calls, and what
 * comes back is what our own model would see: masked, and never restored.
 */
final class DirectCalls {
  /**
   * The conversation whose placeholders all such calls of one owner share, so that a placeholder of
   * one result is taken by the next call. It is theirs to delete.
   */
  static final String CONVERSATION = "mcp";

  private static final String TITLE = "MCP";

  private final ChatService.Parts parts;
  private final ConversationStore conversations;
  private final Attendance attendance;

  DirectCalls(ChatService.Parts parts, ConversationStore conversations, Attendance attendance) {
    this.parts = parts;
    this.conversations = conversations;
    this.attendance = attendance;
  }

  /**
   * Runs one call of whoever sent a request. When this returns, what was read is durable in the
   * audit, and the sender is known to have their place.
   *
   * @throws Problem.ProblemException when the sender has gone or has lost their place
   */
  ToolOutcome call(Exchange exchange, ToolCall call) {
    return attendance.during(
        exchange,
        (cancellation, standing) -> {
          try {
            ToolOutcome outcome =
                calls(exchange)
                    .run(List.of(call), AnswerBudget.ofOneCall(), cancellation)
                    .getFirst();
            exchange.trail().settle();
            standing.run();
            return outcome;
          } catch (ModelException ended) {
            throw cancellation
                .revoked()
                .orElseGet(() -> Problem.of(503, ended.code(), "The call ended without a result."))
                .raise();
          }
        });
  }

  private ToolCalls calls(Exchange exchange) {
    Principal principal = exchange.principal();
    List<String> regions = exchange.authenticated().regions();
    conversations.open(principal, CONVERSATION, TITLE);
    Vault vault =
        new ConversationVault(parts.database(), parts.vaultKeys(), principal, CONVERSATION);
    return new ToolCalls(
        principal,
        vault,
        parts.redactor().in(regions),
        parts.catalog(),
        parts.runner().in(regions),
        exchange.trail());
  }
}
