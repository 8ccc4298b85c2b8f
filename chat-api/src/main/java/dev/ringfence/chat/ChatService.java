package dev.ringfence.chat;

import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The way of a message: from a principal's question through redaction, the model, its tools and
 * back. The rest of the package is steps of {@link #answer}.
 */
final class ChatService {
  private final ConversationStore conversations;
  private final Recollection recollection;
  private final TenantDatabase database;
  private final VaultKeys vaultKeys;
  private final Redactor redactor;
  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final Consent consent;
  private final Told told;
  private final ModelChoice models;
  private final AnswerLimits limits;
  private final LinkPolicy onHosts;
  private final GuardAlarm guardAlarm;
  private final KnowledgeNotes notes;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** What a chat service works with. */
  record Parts(
      TenantDatabase database,
      VaultKeys vaultKeys,
      Redactor redactor,
      ToolCatalog catalog,
      ToolRunner runner,
      Consent consent,
      Told told,
      ModelChoice models,
      AnswerLimits limits,
      LinkPolicy onHosts,
      GuardAlarm guardAlarm,
      KnowledgeNotes notes) {}

  ChatService(
      Parts parts,
      ConversationStore conversations,
      Recollection recollection,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.conversations = conversations;
    this.recollection = recollection;
    this.database = parts.database();
    this.vaultKeys = parts.vaultKeys();
    this.redactor = parts.redactor();
    this.catalog = parts.catalog();
    this.runner = parts.runner();
    this.consent = parts.consent();
    this.told = parts.told();
    this.models = parts.models();
    this.limits = parts.limits();
    this.onHosts = parts.onHosts();
    this.guardAlarm = parts.guardAlarm();
    this.notes = parts.notes();
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Answers a question and tells the sink what happens. A failure of the model or a cancellation is
   * an event; what the database or the redactor refuses is thrown.
   *
   * @param standing waits until whoever asked is known to have their place, before anything of the
   *     answer is shown or stored; throws a {@link ModelException} when the answer has ended
   */
  void answer(
      Principal principal,
      Question question,
      AuditTrail trail,
      AnswerSink sink,
      Cancellation cancellation,
      Runnable standing) {
    List<Approval> decided = decide(principal, question, trail, standing);
    Reading read = new Reading(principal);
    Recollection.Recalled before = recollection.of(principal, question.earlier(), read);
    trail.note("answer", read);
    conversations.append(principal, before.conversation(), userMessage(question));
    Vault vault = new ConversationVault(database, vaultKeys, principal, before.conversation());
    Redactor masking = redactor.in(question.regions());
    List<ModelMessage> messages = redact(masking, principal, before.lines(), vault);
    RedactedText asked = masking.redact(question.text(), vault);
    messages.add(new ModelMessage.Question(asked));

    UUID messageId = ids.get();
    sink.accept(new AnswerEvent.Started(before.conversation(), messageId));
    decided.forEach(approval -> sink.accept(new AnswerEvent.Decided(approval)));
    AnswerReceipt receipt = new AnswerReceipt();
    AnswerText shown = new AnswerText(vault, url -> receipt.cites(url) || onHosts.allows(url));
    Said said = new Said(new StringBuilder(), new StringBuilder());
    AnswerSink durable = onceAllowed(trail, standing, sink);
    AnswerSink text = event -> show(event, shown, said, durable);
    try {
      ToolRounds rounds =
          new ToolRounds(
              principal,
              vault,
              masking,
              catalog,
              runner.in(question.regions()),
              limits,
              trail,
              (proposed, reader) ->
                  propose(principal, before.conversation(), question, proposed, trail, reader));
      ModelTurn last = models.converse(rounds, messages, receipt, text, cancellation);
      cancellation.check();
      tell(shown.finish(), said, durable);
      AnswerScope scope = receipt.scope(shown.restored(), before.scope());
      standing.run();
      cancellation.check();
      finish(principal, before.conversation(), messageId, said, scope, receipt, last, durable);
      notes.note(principal, asked, receipt);
    } catch (ModelException e) {
      guardAlarm.raise(trail, e.blocked());
      sink.accept(
          cancellation
              .revoked()
              .map(why -> new AnswerEvent.Failed(why.code(), why.detail()))
              .orElseGet(() -> new AnswerEvent.Failed(e.code(), e.forPeople())));
    }
  }

  /** What the person decided before they ask, and what has ended since they asked before. */
  private List<Approval> decide(
      Principal principal, Question question, AuditTrail trail, Runnable standing) {
    if (!(question.earlier() instanceof Earlier.Stored(var conversation))
        || principal instanceof Principal.Visitor) {
      return List.of();
    }
    List<Approval> decided = new ArrayList<>();
    for (Question.Decided each : question.decided()) {
      standing.run();
      if (!consent.find(principal, each.approval()).conversation().equals(conversation)) {
        throw Problem.notFound().raise();
      }
      decided.add(
          consent.decide(principal, each.approval(), each.approved(), each.reason(), trail));
    }
    told.tell(principal, conversation);
    return decided;
  }

  /** Keeps a proposal, and shows it to the person in the form that their reader takes. */
  private Optional<Proposal> propose(
      Principal principal,
      String conversation,
      Question question,
      ToolOutcome.Proposed proposed,
      AuditTrail trail,
      AnswerSink sink) {
    Optional<Proposal> kept =
        consent
            .propose(principal, conversation, proposed)
            .map(approval -> new Proposal(approval, proposed.tool()));
    kept.ifPresent(
        proposal -> {
          trail.note(proposal.tool().name(), Decision.ALLOWED, "proposed");
          sink.accept(
              question.proposalsInWords()
                  ? new AnswerEvent.Text(proposal.words())
                  : new AnswerEvent.Proposed(proposal));
        });
    return kept;
  }

  /**
   * An answer as the model wrote it, which is what is stored, and as its reader saw it. Values
   * behind placeholders are put back at every reading, so they are neither at rest in an answer nor
   * able to reach a model with the history.
   */
  private record Said(StringBuilder written, StringBuilder seen) {}

  /**
   * What rests on rows leaves when their reading is durable in the audit, and its reader is known
   * to have their place; not before.
   */
  private static AnswerSink onceAllowed(AuditTrail trail, Runnable standing, AnswerSink sink) {
    return event -> {
      trail.settle();
      standing.run();
      sink.accept(event);
    };
  }

  /** The model's words are made harmless, then restored, and only then shown. */
  private static void show(AnswerEvent event, AnswerText shown, Said said, AnswerSink sink) {
    if (event instanceof AnswerEvent.Text(var piece)) {
      said.written().append(piece);
      tell(shown.accept(piece), said, sink);
    } else {
      sink.accept(event);
    }
  }

  private static void tell(String safe, Said said, AnswerSink sink) {
    if (!safe.isEmpty()) {
      said.seen().append(safe);
      sink.accept(new AnswerEvent.Text(safe));
    }
  }

  private static List<ModelMessage> redact(
      Redactor masking, Principal principal, List<Earlier.Line> earlier, Vault vault) {
    List<ModelMessage> messages = new ArrayList<>();
    // Our own words: no value of a row may change them.
    messages.add(
        new ModelMessage.Instructions(
            masking.redact(Instructions.of(principal.role()), new InMemoryVault())));
    for (Earlier.Line line : earlier) {
      said(line, masking, vault).ifPresent(messages::add);
    }
    return messages;
  }

  /** A line of the history; none for a question that was refused for what it may hide. */
  private static Optional<ModelMessage> said(Earlier.Line line, Redactor masking, Vault vault) {
    try {
      return Optional.of(
          switch (line.author()) {
            case USER -> new ModelMessage.Question(masking.redact(line.text(), vault));
            case ASSISTANT ->
                new ModelMessage.Answer(masking.redactAnswer(line.text(), vault), List.of());
          });
    } catch (RedactionException e) {
      if (e.reason() == RedactionException.Reason.OVERRUN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Conversation.Message userMessage(Question question) {
    return new Conversation.Message(
        ids.get(),
        Conversation.Author.USER,
        question.text(),
        null,
        List.of(),
        List.of(),
        clock.instant());
  }

  private void finish(
      Principal principal,
      String conversation,
      UUID messageId,
      Said said,
      AnswerScope scope,
      AnswerReceipt receipt,
      ModelTurn last,
      AnswerSink sink) {
    Conversation.Message answer =
        new Conversation.Message(
            messageId,
            Conversation.Author.ASSISTANT,
            said.written().toString(),
            scope,
            receipt.sources(),
            receipt.tools(),
            clock.instant());
    conversations.append(principal, conversation, answer);
    sink.accept(
        new AnswerEvent.Finished(
            conversation,
            messageId,
            said.seen().toString(),
            scope,
            answer.sources(),
            answer.tools(),
            receipt.proposals(),
            last.usage(),
            last.cut()));
  }
}
