package dev.ringfence.audit;

import dev.ringfence.database.AuditConnection;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.TenantDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The chains in the service's database. Several services may add to the same ones: the database
 * takes an entry only behind the chain's last. For one thread.
 */
final class ChainStore implements AuditStore {
  private static final int KNOWN = 10_000;

  private final TenantDatabase database;
  private final AuditKey key;
  private final HeadsFile heads;

  /** Where chains end that nobody else adds to. */
  private final Map<UUID, ChainHead> ends = new HashMap<>();

  private final Set<UUID> shared = new HashSet<>();

  /**
   * @param heads remembers the ends of chains outside of the database
   */
  ChainStore(TenantDatabase database, AuditKey key, HeadsFile heads) {
    this.database = database;
    this.key = key;
    this.heads = heads;
  }

  @Override
  public void write(SortedMap<UUID, List<AuditEntry>> entries) {
    try {
      write(entries, ends::get);
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.CONFLICT) {
        throw e;
      }
      // Another service adds to one of these chains as well: from now on they are asked and locked.
      entries.keySet().forEach(ends::remove);
      shared.addAll(entries.keySet());
      write(entries, _ -> null);
    }
  }

  /**
   * @param known the end of a chain as this service left it, which saves asking for it; null where
   *     it has to be asked
   */
  private void write(
      SortedMap<UUID, List<AuditEntry>> entries, Function<UUID, @Nullable ChainHead> known) {
    Map<UUID, ChainHead> moved = new HashMap<>();
    database.inAuditTransaction(
        connection ->
            entries.forEach(
                (tenant, own) -> {
                  ChainHead head = known.apply(tenant);
                  ChainHead from = head == null ? locked(connection, tenant) : head;
                  moved.put(tenant, append(connection, tenant, own, from));
                }));
    heads.note(moved);
    if (ends.size() > KNOWN || shared.size() > KNOWN) {
      ends.clear();
      shared.clear();
    }
    moved.forEach(
        (tenant, end) -> {
          if (!shared.contains(tenant)) {
            ends.put(tenant, end);
          }
        });
  }

  private static ChainHead locked(AuditConnection connection, UUID tenant) {
    Row row = connection.lock(tenant);
    return new ChainHead(row.getLong(0), row.getBuffer(1).getBytes());
  }

  private ChainHead append(
      AuditConnection connection, UUID tenant, List<AuditEntry> entries, ChainHead from) {
    ChainHead head = from;
    List<ChainedEntry> chained = new ArrayList<>();
    for (AuditEntry entry : entries) {
      ChainedEntry next = ChainedEntry.after(head, entry, key);
      chained.add(next);
      head = next.head();
    }
    connection.append(tenant, columns(chained));
    return head;
  }

  private static List<@Nullable Object> columns(List<ChainedEntry> chained) {
    List<@Nullable Object> columns = new ArrayList<>();
    columns.add(column(chained, Long[]::new, ChainedEntry::number));
    columns.add(column(chained, OffsetDateTime[]::new, e -> e.time().atOffset(ZoneOffset.UTC)));
    columns.add(column(chained, String[]::new, ChainedEntry::actor));
    columns.add(column(chained, String[]::new, ChainedEntry::role));
    columns.add(column(chained, UUID[]::new, ChainedEntry::subject));
    columns.add(column(chained, String[]::new, ChainedEntry::action));
    columns.add(column(chained, String[]::new, ChainedEntry::decision));
    columns.add(column(chained, String[]::new, ChainedEntry::code));
    columns.add(column(chained, Long[]::new, ChainedEntry::rowCount));
    columns.add(column(chained, String[]::new, e -> String.join("\n", e.rowKeys())));
    columns.add(column(chained, String[]::new, ChainedEntry::requestId));
    columns.add(column(chained, Buffer[]::new, e -> Buffer.buffer(e.previous())));
    columns.add(column(chained, Buffer[]::new, e -> Buffer.buffer(e.hash())));
    columns.add(column(chained, Buffer[]::new, e -> Buffer.buffer(e.seal())));
    return columns;
  }

  private static <T extends @Nullable Object> T[] column(
      List<ChainedEntry> chained, IntFunction<T[]> array, Function<ChainedEntry, T> part) {
    return chained.stream().map(part).toArray(array);
  }
}
