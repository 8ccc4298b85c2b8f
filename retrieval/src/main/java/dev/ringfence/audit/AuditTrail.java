package dev.ringfence.audit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request did, on its way into the audit. What it read may be shown when {@link #settle}
 * has returned, and not before. Safe for several threads.
 */
public final class AuditTrail {
  /** The stable code of a row that was kept from its reader. */
  public static final String FOREIGN_ROW_DROPPED = "foreign_row_dropped";

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final long PATIENCE_SECONDS = 8;

  private final Audit audit;
  private final Actor actor;
  private final String requestId;
  private final List<CompletableFuture<Boolean>> writing = new ArrayList<>();

  /**
   * Where trails lead, for a whole service.
   *
   * @param droppedRows is told how many rows were dropped, each time
   */
  public record Audit(
      AuditWriter writer, AuditKey key, InstantSource clock, LongConsumer droppedRows) {
    /** The trail of one request. */
    public AuditTrail trail(Actor actor, String requestId) {
      return new AuditTrail(this, actor, requestId);
    }
  }

  private AuditTrail(Audit audit, Actor actor, String requestId) {
    this.audit = audit;
    this.actor =
        new Actor(actor.tenant(), named(actor.name(), audit.key()), actor.role(), actor.subject());
    this.requestId = requestId;
  }

  /** Some issuers use an e-mail address or a phone number as the subject. */
  private static String named(String subject, AuditKey key) {
    return subject.indexOf('@') < 0 && subject.indexOf('+') < 0 ? subject : key.pseudonym(subject);
  }

  /** Notes something that read no rows. */
  public void note(String action, Decision decision, String code) {
    append(action, decision, code, 0, List.of());
  }

  /**
   * Raises an alarm: a line of the log that names this request, and an entry. Neither has a part of
   * what it is about.
   *
   * @param what a count or kinds, for the log
   */
  public void alarm(String action, Decision decision, String code, String what) {
    LOG.error("{}: {} in {}, request {}", code, what, action, requestId);
    note(action, decision, code);
  }

  /** Notes a row that something was done to. */
  public void note(String action, Decision decision, RowKey key) {
    append(action, decision, "", 1, List.of(key));
  }

  /** Notes what was read and, where the second look kept something back, raises the alarm. */
  public void note(String action, Reading reading) {
    append(action, Decision.ALLOWED, "", reading.count(), reading.keys());
    Map<String, Long> dropped = new TreeMap<>(reading.dropped());
    dropped.forEach(
        (table, rows) -> {
          LOG.error(
              "{}: {} rows of {} in {}, request {}",
              FOREIGN_ROW_DROPPED,
              rows,
              table,
              action,
              requestId);
          audit.droppedRows().accept(rows);
          // Which rows is not said: they are somebody else's.
          append(
              action,
              Decision.DROPPED,
              FOREIGN_ROW_DROPPED,
              rows,
              List.of(new RowKey(table, List.of())));
        });
  }

  private void append(String action, Decision decision, String code, long rows, List<RowKey> keys) {
    AuditEntry entry =
        new AuditEntry(
            actor,
            audit.clock().instant(),
            action,
            decision,
            code,
            rows,
            keys.stream().map(key -> key.text(audit.key())).toList(),
            requestId);
    CompletableFuture<Boolean> written = audit.writer().append(entry);
    synchronized (writing) {
      writing.add(written);
    }
  }

  /**
   * Waits until everything that was noted is durable.
   *
   * @throws AuditUnavailableException when it could not be written: then nothing may be shown
   */
  public void settle() {
    List<CompletableFuture<Boolean>> open;
    synchronized (writing) {
      open = List.copyOf(writing);
    }
    try {
      for (CompletableFuture<Boolean> each : open) {
        each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AuditUnavailableException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditUnavailableException();
    }
    synchronized (writing) {
      writing.removeAll(open);
    }
  }
}
