package dev.ringfence.chat;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.retrieval.DocumentUses;
import dev.ringfence.tools.ToolBody;
import dev.ringfence.tools.ToolCatalog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes for the staff who keep the knowledge base, when an answer has been given: which documents
 * it was made from, or that nothing was found. An answer never fails for it.
 */
final class KnowledgeNotes {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeNotes.class);
  private static final String PASSAGES = "ringfence.chunk";

  /** What is past its time is looked for so often at most. */
  private static final Duration PACE = Duration.ofHours(1);

  private final TenantDatabase database;
  private final ToolCatalog catalog;
  private final AskedStore asked;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final AtomicReference<Instant> forgotten = new AtomicReference<>(Instant.MIN);

  KnowledgeNotes(
      TenantDatabase database,
      ToolCatalog catalog,
      AskedStore asked,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.database = database;
    this.catalog = catalog;
    this.asked = asked;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Notes what one answer was made from.
   *
   * @param question as the model was given it
   */
  void note(Principal principal, RedactedText question, AnswerReceipt receipt) {
    Set<UUID> documents = documents(receipt.tools());
    String open = isOpen(principal, question, receipt) ? MaskedQuestion.of(question) : "";
    if (documents.isEmpty() && open.isEmpty()) {
      return;
    }
    try {
      Instant now = clock.instant();
      database.inTransaction(
          principal,
          Access.WRITE,
          connection -> {
            DocumentUses.add(connection, principal, documents, now, ids);
            if (!open.isEmpty()) {
              asked.add(connection, principal, ids.get(), open, now);
            }
            return true;
          });
      forget(principal, now);
    } catch (RuntimeException e) {
      // Its message may have words of somebody's.
      LOG.warn("what an answer was made from could not be noted: {}", e.getClass().getSimpleName());
    }
  }

  private void forget(Principal principal, Instant now) {
    Instant last = forgotten.get();
    if (last.isBefore(now.minus(PACE)) && forgotten.compareAndSet(last, now)) {
      asked.forget(principal);
    }
  }

  /**
   * Whether nothing was found: the search found nothing, or there was none and nothing else was
   * read. What failed, was only said to be polite, or led to a proposal is no gap.
   */
  private boolean isOpen(Principal principal, RedactedText question, AnswerReceipt receipt) {
    List<ToolUse> tools = receipt.tools();
    if (tools.stream().anyMatch(use -> use.outcome().equals("failed"))
        || !receipt.proposals().isEmpty()
        || SmallTalk.is(QuestionWords.of(question.value()))) {
      return false;
    }
    List<ToolUse> searches =
        tools.stream()
            .filter(use -> use.outcome().equals("rows") && isSearch(principal, use.name()))
            .toList();
    return searches.isEmpty()
        ? AnswerScope.of(receipt.sources()) == AnswerScope.NONE
        : searches.stream().allMatch(use -> use.rows() == 0);
  }

  private boolean isSearch(Principal principal, String tool) {
    return catalog
        .find(principal.role(), tool)
        .filter(known -> known.body() instanceof ToolBody.KnowledgeSearch)
        .isPresent();
  }

  private static Set<UUID> documents(List<ToolUse> tools) {
    Set<UUID> documents = new LinkedHashSet<>();
    for (ToolUse use : tools) {
      for (ToolUse.ReadRecord record : use.records()) {
        if (record.table().equals(PASSAGES)) {
          documents.add(UUID.fromString(record.key().split(",", 2)[0]));
        }
      }
    }
    return documents;
  }
}
