package dev.ringfence.audit;

import dev.ringfence.database.AuditConnection;
import dev.ringfence.database.TenantDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The chains in the service's database. Several services may add to the same ones. */
final class ChainStore implements AuditStore {
  private final TenantDatabase database;
  private final AuditKey key;
  private final HeadsFile heads;

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
    Map<UUID, ChainHead> ends = new HashMap<>();
    database.inAuditTransaction(
        connection ->
            entries.forEach((tenant, own) -> ends.put(tenant, append(connection, tenant, own))));
    heads.note(ends);
  }

  private ChainHead append(AuditConnection connection, UUID tenant, List<AuditEntry> entries) {
    Row locked = connection.lock(tenant);
    ChainHead head = new ChainHead(locked.getLong(0), locked.getBuffer(1).getBytes());
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
