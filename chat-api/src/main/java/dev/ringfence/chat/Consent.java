package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.audit.Reading;
import dev.ringfence.chat.Approval.Status;
import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFingerprint;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes with consent: what a model proposes is kept, and done when its person approves it over
 * HTTP, once, and not otherwise. Nothing that a model, a document or a row says comes here.
 */
final class Consent {
  /** How long a proposal waits. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Proposals of one conversation that wait at the same time. */
  static final int MOST_OPEN = 5;

  private final TenantDatabase database;
  private final ApprovalStore store;
  private final ToolWriter writer;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  Consent(
      TenantDatabase database,
      ApprovalStore store,
      ToolWriter writer,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.database = database;
    this.store = store;
    this.writer = writer;
    this.clock = clock;
    this.ids = ids;
  }

  /** Keeps what a model proposes; empty where too many proposals of the conversation wait. */
  Optional<Approval> propose(
      Principal principal, String conversation, ToolOutcome.Proposed proposed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Approval approval =
        new Approval(
            ids.get(),
            conversation,
            proposed.tool().name(),
            ToolFingerprint.of(proposed.tool()),
            store.nonce(),
            proposed.arguments(),
            now,
            now.plus(PATIENCE),
            Status.PROPOSED,
            "",
            "",
            "");
    return database.inTransaction(
        principal,
        Access.WRITE,
        connection -> {
          if (store.lockAndCount(connection, conversation, now) >= MOST_OPEN) {
            return Optional.empty();
          }
          store.insert(connection, principal, approval);
          return Optional.of(approval);
        });
  }

  /**
   * The principal's proposal of an id, as it stands now.
   *
   * @throws Problem.ProblemException 404 for a foreign and for a missing one alike, 409 for one
   *     that is not as it was stored
   */
  Approval find(Principal principal, UUID id) {
    return verified(
            () ->
                database.inTransaction(
                    principal, Access.READ, connection -> store.find(connection, principal, id)))
        .map(this::asOfNow)
        .orElseThrow(() -> Problem.notFound().raise());
  }

  /** The tool of a proposal, where it still is what the person was shown. */
  Optional<ToolDefinition> tool(Principal principal, Approval approval) {
    return writer
        .find(principal.role(), approval.tool())
        .filter(tool -> ToolFingerprint.of(tool).equals(approval.toolHash()));
  }

  /**
   * Decides a proposal, once. The same decision again gives the same answer and does nothing.
   *
   * @param reason of whoever denies it, up to 500 characters; empty for none
   * @throws Problem.ProblemException 404 and 409
   */
  Approval decide(Principal principal, UUID id, boolean approved, String reason, AuditTrail trail) {
    Approval before;
    try {
      before = find(principal, id);
    } catch (Problem.ProblemException e) {
      trail.note("decide approval", Decision.REFUSED, e.problem().code());
      throw e;
    }
    if (before.isOpen(clock.instant())) {
      trail.note(before.tool(), Decision.ALLOWED, approved ? "approved" : "denied");
      // Before it is done: what was approved is known, whatever becomes of it.
      trail.settle();
    }
    Reading[] written = new Reading[1];
    Approval after = ended(principal, id, approved, reason, written);
    if (written[0] != null) {
      trail.note(before.tool(), written[0]);
    }
    trail.note(
        before.tool(),
        after.status() == Status.FAILED ? Decision.FAILED : Decision.ALLOWED,
        after.status().word());
    return answered(after, approved);
  }

  private Approval ended(
      Principal principal, UUID id, boolean approved, String reason, @Nullable Reading[] written) {
    try {
      return inLocked(
          principal,
          id,
          (connection, approval) ->
              approved
                  ? write(connection, principal, approval, written)
                  : approval.ended(Status.DENIED, "", reason, ""));
    } catch (DatabaseException e) {
      written[0] = null;
      return switch (e.kind()) {
        case UNAVAILABLE, TIMEOUT, UNBOUND -> throw e;
        case CONFLICT, DENIED, INVALID -> failed(principal, id, "database_refused");
      };
    } catch (ToolWriter.StoppedException e) {
      written[0] = null;
      return failed(principal, id, "not_one_row");
    }
  }

  private Approval failed(Principal principal, UUID id, String code) {
    return inLocked(principal, id, (_, approval) -> approval.ended(Status.FAILED, code, "", ""));
  }

  /** What becomes of a proposal that is open, inside the transaction that locks it. */
  private interface Ending {
    Approval of(TenantConnection connection, Approval approval);
  }

  /** Ends a proposal in the same transaction as what is done for it: both happen, or neither. */
  private Approval inLocked(Principal principal, UUID id, Ending ending) {
    return verified(
        () ->
            database.inTransaction(
                principal,
                Access.WRITE,
                connection -> {
                  Approval locked =
                      store
                          .lock(connection, principal, id)
                          .orElseThrow(() -> Problem.notFound().raise());
                  if (locked.status() != Status.PROPOSED) {
                    return locked;
                  }
                  Approval ended =
                      locked.isOpen(clock.instant())
                          ? ending.of(connection, locked)
                          : locked.ended(Status.EXPIRED, "", "", "");
                  if (!store.end(connection, principal, ended)) {
                    throw new IllegalStateException("a proposal was decided twice");
                  }
                  return ended;
                }));
  }

  private Approval write(
      TenantConnection connection,
      Principal principal,
      Approval approval,
      @Nullable Reading[] written) {
    ToolDefinition tool =
        tool(principal, approval)
            .orElseThrow(
                () ->
                    Problem.of(
                            409,
                            "tool_changed",
                            "The tool has changed since this was proposed; ask for it again.")
                        .raise());
    ToolWriter.Written done = writer.write(connection, principal, tool, approval.arguments());
    if (done.rows() == 0) {
      return approval.ended(Status.FAILED, "nothing_found", "", "");
    }
    written[0] = done.reading();
    ObjectNode json = done.json();
    return approval.ended(Status.DONE, "", "", json.toString());
  }

  /** A decision is told again to whoever repeats it, and refused to whoever takes it back. */
  private static Approval answered(Approval after, boolean approved) {
    boolean same =
        switch (after.status()) {
          case DONE, FAILED -> approved;
          case DENIED -> !approved;
          case EXPIRED ->
              throw Problem.of(409, "approval_expired", "This waited too long; ask for it again.")
                  .raise();
          case PROPOSED -> throw new IllegalStateException("a proposal was not decided");
        };
    if (!same) {
      throw Problem.of(409, "approval_decided", "This has been decided before, and the other way.")
          .raise();
    }
    return after;
  }

  private static <T> T verified(Supplier<T> work) {
    try {
      return work.get();
    } catch (ApprovalStore.ForgedException e) {
      throw Problem.of(
              409, "approval_invalid", "This proposal cannot be verified; ask for it again.")
          .raise();
    }
  }

  private Approval asOfNow(Approval approval) {
    return approval.status() == Status.PROPOSED && !approval.isOpen(clock.instant())
        ? approval.ended(Status.EXPIRED, "", "", "")
        : approval;
  }
}
