package dev.ringfence.tenancy;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.IndexingException;
import dev.ringfence.retrieval.VectorIndexing;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a tenant, or of one customer of it. First nobody may come in any more, then what
 * was under way is waited for, then rows are deleted in the order that foreign keys ask for, and at
 * last everything is counted again. What was done is noted batch by batch, so that an erasure that
 * broke off goes on where it was.
 */
public final class Erasure {
  private static final int BATCH = 20_000;
  private static final int PASSES = 3;

  /** What instances need to cut off whoever is still there. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private static final Duration LONGEST_WORK = Duration.ofSeconds(60);

  private static final String WRITER = "(pid || ':' || transactionid::text)";

  private final PostgresUri admin;
  private final ReceiptKey key;
  private final InstantSource clock;
  private final TenancyProgress progress;
  private final Set<String> left;

  /**
   * @param left tables whose rows stay although they name the subject, as {@code schema.table}
   */
  public Erasure(
      PostgresUri admin,
      ReceiptKey key,
      InstantSource clock,
      TenancyProgress progress,
      Set<String> left) {
    this.admin = admin;
    this.key = key;
    this.clock = clock;
    this.progress = progress;
    this.left = Set.copyOf(left);
  }

  /** What would be deleted, by table. */
  public Map<String, Long> preview(String tenant, @Nullable String customer) {
    try (AdminConnection connection = AdminConnection.open(admin)) {
      Subject subject = Subject.find(connection, tenant, customer);
      return Remains.byCondition(connection, TenantCatalog.read(connection), subject);
    }
  }

  /**
   * Erases, or goes on with an erasure that broke off.
   *
   * @param customer null for the whole tenant
   * @return the signed receipt
   * @throws TenancyException when something speaks against it before a row is deleted, or something
   *     is left in the end
   */
  public String erase(String tenant, @Nullable String customer) {
    try (AdminConnection connection = AdminConnection.open(admin)) {
      Subject subject = Subject.find(connection, tenant, customer);
      if (subject.status().equals("erased")) {
        throw new TenancyException("tenant '" + tenant + "' is erased already");
      }
      alone(connection, subject);
      refuseUnknown(connection, subject);
      ErasureLog log = ErasureLog.begin(connection, subject);
      letNobodyIn(connection, subject);
      awaitWork(connection);
      for (int pass = 1; pass <= PASSES; pass++) {
        TenantCatalog catalog = TenantCatalog.read(connection);
        delete(connection, catalog, subject, log);
        if (remains(connection, subject).isEmpty()) {
          return finish(connection, subject, log);
        }
      }
      throw new TenancyException(
          "not everything is erased, the same command goes on: "
              + list(remains(connection, subject)));
    }
  }

  private void alone(AdminConnection connection, Subject subject) {
    // Of the session, so that it outlasts each batch and ends with this process.
    boolean free =
        connection
            .list(
                row -> row.getBoolean(1),
                "SELECT pg_try_advisory_lock(hashtextextended('ringfence.erase.' || ?, 0))",
                subject.tenant().toString())
            .getFirst();
    connection.commit();
    if (!free) {
      throw new TenancyException("somebody is erasing in tenant '" + subject.slug() + "' already");
    }
  }

  private void refuseUnknown(AdminConnection connection, Subject subject) {
    Map<String, Long> unknown =
        Remains.unknown(
            connection, TenantCatalog.read(connection), subject, Remains.Views.LEFT_OUT);
    unknown.keySet().removeAll(left);
    connection.commit();
    if (!unknown.isEmpty()) {
      throw new TenancyException(
          "nothing was erased: these tables name "
              + subject.describe()
              + " in a column of which nothing says so: "
              + list(unknown)
              + ". Give it a foreign key or a policy, or --leave the table");
    }
  }

  private void letNobodyIn(AdminConnection connection, Subject subject) {
    if (subject.customer() == null) {
      connection.change(
          "UPDATE ringfence.tenant SET status = 'suspended' WHERE id = ?", subject.tenant());
    } else {
      connection.change(
          "UPDATE ringfence.membership SET status = 'removed' WHERE tenant_id = ?"
              + " AND member_id = ?",
          subject.tenant(),
          subject.customer().id());
    }
    connection.commit();
  }

  /** Waits for the transactions that began before nobody was let in any more. */
  private void awaitWork(AdminConnection connection) {
    sleep(SETTLING);
    String writing =
        connection.text(
            "SELECT coalesce(string_agg("
                + WRITER
                + ", ','), '') FROM pg_locks WHERE locktype = 'transactionid' AND granted"
                + " AND pid IN (SELECT pid FROM pg_locks WHERE database = (SELECT oid"
                + " FROM pg_database WHERE datname = current_database()))"
                + " AND pid <> pg_backend_pid()");
    connection.commit();
    long deadline = System.nanoTime() + LONGEST_WORK.toNanos();
    while (connection.number(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND granted AND "
                + WRITER
                + " = ANY (string_to_array(?, ','))",
            writing)
        > 0) {
      connection.commit();
      if (System.nanoTime() > deadline) {
        throw new TenancyException(
            "a transaction that began before is still writing; the same command goes on later");
      }
      sleep(Duration.ofMillis(200));
    }
    connection.commit();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenancyException("interrupted; the same command goes on");
    }
  }

  private void delete(
      AdminConnection connection, TenantCatalog catalog, Subject subject, ErasureLog log) {
    Map<TenantTable, String> rows = SubjectRows.of(connection, catalog, subject);
    rows.keySet().removeIf(table -> left.contains(table.name()));
    Map<String, Long> expected = Remains.byCondition(connection, catalog, subject);
    connection.commit();
    new Deletion(
            connection,
            rows,
            BATCH,
            counts -> {
              log.note(connection, counts);
              counts.forEach(
                  (table, deleted) -> {
                    if (deleted > 0) {
                      progress.rows(table, deleted, expected.getOrDefault(table, deleted));
                    }
                  });
            })
        .run();
  }

  /** What is there, in tables and in materialized views, which are made anew first. */
  private Map<String, Long> remains(AdminConnection connection, Subject subject) {
    for (String view :
        connection.list(
            row -> row.getString(1),
            "SELECT c.oid::regclass::text FROM pg_class AS c"
                + " WHERE c.relkind = 'm' AND c.relispopulated ORDER BY c.oid")) {
      connection.execute("REFRESH MATERIALIZED VIEW " + view);
    }
    // A catalogue of its own: a table may have come meanwhile.
    Map<String, Long> found = Remains.count(connection, TenantCatalog.read(connection), subject);
    found.keySet().removeAll(left);
    connection.commit();
    return found;
  }

  private String finish(AdminConnection connection, Subject subject, ErasureLog log) {
    if (subject.customer() == null) {
      dropIndexes(subject.tenant());
    }
    TenantCatalog catalog = TenantCatalog.read(connection);
    JsonObject receipt = log.receipt(connection, subject, catalog, clock, left);
    String signed = key.sign(receipt).encode();
    log.finish(connection, signed);
    if (subject.customer() == null) {
      connection.change(
          "UPDATE ringfence.tenant SET status = 'erased', name = '' WHERE id = ?",
          subject.tenant());
      forgetOwnId(connection, subject.tenant());
    }
    connection.commit();
    return signed;
  }

  /** Those over the tenant's vectors: they are empty by now, but their conditions name it. */
  private void dropIndexes(UUID tenant) {
    try {
      VectorIndexing.dropOf(admin, tenant);
    } catch (IndexingException e) {
      throw new TenancyException(
          "the tenant's indexes could not be dropped, the same command goes on: " + e.getMessage());
    }
  }

  private static void forgetOwnId(AdminConnection connection, UUID tenant) {
    boolean known =
        connection.number(
                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'ringfence.tenant'::regclass"
                    + " AND attname = 'external_id'")
            > 0;
    if (known) {
      connection.change("UPDATE ringfence.tenant SET external_id = NULL WHERE id = ?", tenant);
    }
  }

  private static String list(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .toList());
  }
}
