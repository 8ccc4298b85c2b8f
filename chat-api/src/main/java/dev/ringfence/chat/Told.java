package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.tools.ResultColumn;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolWriter;
import dev.ringfence.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells a conversation how what was proposed in it ended, once, so that its person reads it there
 * and the model knows it in its next turn. What was written is masked as any result is.
 */
final class Told {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TenantDatabase database;
  private final VaultKeys vaultKeys;
  private final ApprovalStore store;
  private final Consent consent;
  private final ConversationStore conversations;
  private final ToolWriter writer;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** What it reads and writes. */
  record Parts(
      TenantDatabase database,
      VaultKeys vaultKeys,
      ApprovalStore store,
      Consent consent,
      ConversationStore conversations,
      ToolWriter writer) {}

  Told(Parts parts, InstantSource clock, Supplier<UUID> ids) {
    this.database = parts.database();
    this.vaultKeys = parts.vaultKeys();
    this.store = parts.store();
    this.consent = parts.consent();
    this.conversations = parts.conversations();
    this.writer = parts.writer();
    this.clock = clock;
    this.ids = ids;
  }

  /** Adds a message for each proposal of a conversation that has ended since the last time. */
  void tell(Principal principal, String conversation) {
    List<UUID> untold =
        database.inTransaction(
            principal,
            Access.READ,
            connection -> store.untold(connection, conversation, clock.instant()));
    if (untold.isEmpty()) {
      return;
    }
    Vault vault = new ConversationVault(database, vaultKeys, principal, conversation);
    for (UUID id : untold) {
      words(principal, id, vault).ifPresent(words -> append(principal, conversation, id, words));
    }
  }

  private void append(Principal principal, String conversation, UUID id, String words) {
    Conversation.Message message =
        new Conversation.Message(
            ids.get(),
            Conversation.Author.ASSISTANT,
            words,
            AnswerScope.ACCOUNT,
            List.of(),
            List.of(),
            clock.instant());
    database.inTransaction(
        principal,
        Access.WRITE,
        connection -> {
          if (store.tell(connection, id)) {
            conversations.append(connection, principal, conversation, message);
          }
          return true;
        });
  }

  /** What is said of a proposal; nothing of one that cannot be verified. */
  private Optional<String> words(Principal principal, UUID id, Vault vault) {
    Approval approval;
    try {
      approval = consent.find(principal, id);
    } catch (Problem.ProblemException e) {
      return Optional.empty();
    }
    Optional<ToolDefinition> tool = consent.tool(principal, approval);
    String name = tool.map(ToolDefinition::label).orElse(approval.tool());
    return switch (approval.status()) {
      case PROPOSED -> Optional.empty();
      case DONE ->
          Optional.of(
              "Approved and done: "
                  + name
                  + tool.map(known -> details(known, approval, vault)).orElse("."));
      case DENIED ->
          Optional.of(
              "Denied by the person, nothing was changed: "
                  + name
                  + "."
                  + (approval.reason().isEmpty() ? "" : " Reason: " + approval.reason()));
      case EXPIRED -> Optional.of("Expired without approval, nothing was changed: " + name + ".");
      case FAILED ->
          Optional.of("Approved, but nothing was changed, it could not be done: " + name + ".");
    };
  }

  private String details(ToolDefinition tool, Approval approval, Vault vault) {
    try {
      ObjectNode written = (ObjectNode) JSON.readTree(approval.result());
      JsonNode row = JSON.readTree(writer.masked(tool, written, vault).value()).at("/rows/0");
      List<String> parts = new ArrayList<>();
      for (ResultColumn column : tool.columns()) {
        if (row.hasNonNull(column.name())) {
          parts.add(column.label() + ": " + row.get(column.name()).asText());
        }
      }
      return parts.isEmpty() ? "." : " (" + String.join(", ", parts) + ").";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written is no JSON", e);
    }
  }
}
