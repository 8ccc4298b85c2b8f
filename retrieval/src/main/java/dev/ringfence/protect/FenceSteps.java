package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The statements that bring a table inside; those whose effect is there already are left out. */
final class FenceSteps {
  private final Connection connection;
  private final OwnedTable table;
  private final Ownership ownership;
  private final ProtectRequest request;
  private final Set<String> kept;
  private final Map<Long, FenceRecord> records;
  private final OwnerIndex index;
  private final List<String> statements = new ArrayList<>();

  FenceSteps(
      Connection connection,
      OwnedTable table,
      Ownership ownership,
      ProtectRequest request,
      Set<String> kept,
      Map<Long, FenceRecord> records)
      throws SQLException {
    this.connection = connection;
    this.table = table;
    this.ownership = ownership;
    this.request = request;
    this.kept = Set.copyOf(kept);
    this.records = Map.copyOf(records);
    this.index = OwnerIndex.of(connection, table, ownership);
  }

  List<String> statements() throws SQLException {
    FenceGrants grants = new FenceGrants(connection, table, ownership, request.write());
    for (OwnedTable.Relation relation : table.relations()) {
      record(relation, grants);
    }
    for (OwnedTable.Column column : nullable()) {
      statements.add(
          "ALTER TABLE "
              + table.table().sql()
              + " ALTER COLUMN "
              + SqlText.name(column.name())
              + " SET NOT NULL");
    }
    if (!request.concurrentIndex()) {
      statements.addAll(index.create(false));
    }
    List<FencePolicy> keeping = kept.stream().sorted().map(FencePolicy::keep).toList();
    List<FencePolicy> all = Stream.concat(ownership.policies().stream(), keeping.stream()).toList();
    Map<String, String> expressions = PolicyProbe.expressions(connection, table.table().sql(), all);
    for (OwnedTable.Relation relation : table.relations()) {
      statements.addAll(grants.revoke(relation));
      statements.addAll(grants.passOn(relation));
      policies(relation, relation == table.table() ? all : keeping, expressions);
      rowSecurity(relation);
      statements.addAll(grants.grant(relation));
    }
    statements.addAll(grants.usage());
    return List.copyOf(statements);
  }

  private void record(OwnedTable.Relation relation, FenceGrants grants) throws SQLException {
    FenceRecord before = records.get(relation.oid());
    boolean isTable = relation == table.table();
    FenceRecord after =
        (before == null ? FenceRecord.first(relation, grants.usageBefore()) : before)
            .with(
                grants.passedOn(relation),
                isTable ? nullable().stream().map(OwnedTable.Column::name).toList() : List.of(),
                isTable ? index.added() : null,
                kept);
    if (!after.equals(before)) {
      statements.add(after.save(relation));
    }
  }

  private List<OwnedTable.Column> nullable() {
    return ownership.columns().stream().filter(column -> !column.notNull()).toList();
  }

  private void policies(
      OwnedTable.Relation relation, List<FencePolicy> wanted, Map<String, String> expressions) {
    Map<String, OwnedTable.Policy> present = new TreeMap<>(relation.policies());
    present.keySet().removeIf(name -> !FencePolicy.isOurs(name));
    for (FencePolicy policy : wanted) {
      OwnedTable.Policy there = present.remove(policy.name());
      if (there == null) {
        statements.add(policy.create(relation.sql()));
      } else if (!policy.is(there, expressions.getOrDefault(policy.name(), ""))) {
        statements.add(FencePolicy.drop(policy.name(), relation.sql()));
        statements.add(policy.create(relation.sql()));
      }
    }
    present.keySet().forEach(name -> statements.add(FencePolicy.drop(name, relation.sql())));
  }

  private void rowSecurity(OwnedTable.Relation relation) {
    if (!relation.enabled()) {
      statements.add("ALTER TABLE " + relation.sql() + " ENABLE ROW LEVEL SECURITY");
    }
    if (!relation.forced()) {
      statements.add("ALTER TABLE " + relation.sql() + " FORCE ROW LEVEL SECURITY");
    }
  }

  /** What runs before the transaction. */
  List<String> beforehand() {
    return request.concurrentIndex() ? index.create(true) : List.of();
  }

  /** What the operator should know before running it. */
  List<String> notes() throws SQLException {
    List<String> notes = new ArrayList<>();
    boolean indexing = index.missing() && !request.concurrentIndex();
    if (!statements.isEmpty()) {
      notes.add(
          "Readers and writers of the table wait from LOCK TABLE to COMMIT. Policies and rights take"
              + " milliseconds"
              + (nullable().isEmpty() ? "" : "; SET NOT NULL reads the table once")
              + (indexing
                  ? "; CREATE INDEX reads and sorts it (--concurrent-index builds it beforehand"
                      + " instead)"
                  : "")
              + ". The table has "
              + size()
              + ". The lock is waited for "
              + ProtectionPlan.LOCK_TIMEOUT
              + " at most; without it nothing is changed.");
    }
    if (!kept.isEmpty()) {
      notes.add(
          "For kept roles, COPY … FROM is refused on a table with row-level security (use INSERT), and"
              + " pg_dump needs --enable-row-security; reads and writes are as before.");
    }
    if (ownership.external()) {
      notes.add(
          "Rows are found by external ids: fill ringfence.tenant.external_id"
              + (ownership.owner() == null ? "" : " and ringfence.external_id")
              + "; whoever has none gets an error.");
    }
    if (request.write() && !table.sequences().isEmpty()) {
      notes.add(
          "Rows are numbered by "
              + String.join(", ", table.sequences())
              + ". The service has no right on it, because its numbers tell how much others write: to let"
              + " it insert, give the id a default of gen_random_uuid(), or GRANT USAGE ON SEQUENCE.");
    }
    if (table.table().partitioned()) {
      notes.add(
          "A partition that is attached later begins without row-level security, and without rights of"
              + " the service: run this again then.");
    }
    return notes;
  }

  private String size() throws SQLException {
    return Rows.of(
            connection,
            row -> row.getString(1),
            "SELECT CASE WHEN min(reltuples) < 0 THEN '' ELSE 'about '"
                + " || sum(reltuples) FILTER (WHERE relkind = 'r')::int8 || ' rows, ' END"
                + " || pg_size_pretty(sum(pg_relation_size(oid))) FROM pg_class"
                + " WHERE oid::int8 = ANY (?)",
            (Object) table.oids())
        .getFirst();
  }
}
