package dev.ringfence.audit;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.TenantDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the entries of all answers from one thread: what came while one transaction was committed
 * goes into the next one together.
 */
public final class AuditWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
  private static final int WAITING = 20_000;
  private static final int TOGETHER = 1_000;
  private static final Duration NOTES = Duration.ofSeconds(1);

  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
  private final AuditStore store;
  private final HeadsFile heads;
  private final Thread thread;
  private volatile boolean open = true;
  private long noted = System.nanoTime();

  private record Pending(AuditEntry entry, CompletableFuture<Boolean> written) {}

  /**
   * @param heads remembers the ends of chains outside of the database
   */
  public AuditWriter(TenantDatabase database, AuditKey key, HeadsFile heads) {
    this(new ChainStore(database, key, heads), heads);
  }

  AuditWriter(AuditStore store, HeadsFile heads) {
    this.store = store;
    this.heads = heads;
    this.thread = Thread.ofPlatform().name("audit").daemon().start(this::work);
  }

  /** Has an entry written; the result comes when it is durable, and a failure when it is not. */
  public CompletableFuture<Boolean> append(AuditEntry entry) {
    Pending pending = new Pending(entry, new CompletableFuture<>());
    if (!open || !queue.offer(pending)) {
      pending.written.completeExceptionally(new AuditUnavailableException());
    }
    return pending.written;
  }

  private void work() {
    List<Pending> together = new ArrayList<>();
    while (open || !queue.isEmpty()) {
      try {
        Pending first = queue.poll(NOTES.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          together.add(first);
          queue.drainTo(together, TOGETHER - 1);
          flush(together);
        }
      } catch (InterruptedException e) {
        // It is being closed: what waits is still written.
      }
      together.clear();
      if (System.nanoTime() - noted > NOTES.toNanos()) {
        noted = System.nanoTime();
        heads.write();
      }
    }
    heads.write();
  }

  private void flush(List<Pending> pending) {
    SortedMap<UUID, List<Pending>> byTenant = new TreeMap<>();
    for (Pending each : pending) {
      byTenant.computeIfAbsent(each.entry.actor().tenant(), _ -> new ArrayList<>()).add(each);
    }
    if (!written(byTenant)) {
      // Again, one by one: what stops one tenant's chain stops nobody else's.
      byTenant.forEach(
          (tenant, own) -> {
            SortedMap<UUID, List<Pending>> alone = new TreeMap<>();
            alone.put(tenant, own);
            if (!written(alone)) {
              LOG.error("{} audit entries could not be written", own.size());
              own.forEach(
                  each -> each.written.completeExceptionally(new AuditUnavailableException()));
            }
          });
    }
  }

  private boolean written(SortedMap<UUID, List<Pending>> byTenant) {
    SortedMap<UUID, List<AuditEntry>> entries = new TreeMap<>();
    byTenant.forEach(
        (tenant, own) -> entries.put(tenant, own.stream().map(Pending::entry).toList()));
    try {
      store.write(entries);
    } catch (RuntimeException e) {
      LOG.warn(
          "a transaction of the audit failed: {}",
          e instanceof DatabaseException known ? known.code() : e.getClass().getName());
      return false;
    }
    byTenant.values().forEach(own -> own.forEach(each -> each.written.complete(true)));
    return true;
  }

  /** Writes what waits, and takes nothing more. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Pending> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(each -> each.written.completeExceptionally(new AuditUnavailableException()));
  }
}
