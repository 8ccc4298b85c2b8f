package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a table as it is with the table inside the fence, and plans the difference. It runs
 * inside a transaction and changes nothing.
 */
final class ProtectionPlanner {
  private final Connection connection;

  ProtectionPlanner(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws ProtectRefusedException when the table cannot be brought inside, with every reason
   */
  ProtectionPlan plan(ProtectRequest request) throws SQLException {
    OwnedTable table = new TableReader(connection).read(request.table());
    List<String> reasons = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<Long, FenceRecord> records = new HashMap<>(FenceRecord.read(connection, table));
    Ownership ownership = Ownership.of(table, request, reasons).orElse(null);
    if (ownership != null) {
      NullOwners.find(connection, table, ownership, reasons);
    }
    KeptRoles.refuseOwnersOfService(connection, table, reasons);
    new ForeignPolicies(table).find(reasons, notes);
    Set<String> kept =
        new KeptRoles(connection, table, records.get(table.table().oid()), request.keepRoles())
            .decide(request.keepRoles(), reasons, notes);
    if (ownership == null || !reasons.isEmpty()) {
      throw new ProtectRefusedException(reasons);
    }
    FenceSteps steps = new FenceSteps(connection, table, ownership, request, kept, records);
    List<String> statements = steps.statements();
    notes.addAll(steps.notes());
    KeyProposals.of(table, ownership).forEach(notes::add);
    return new ProtectionPlan(
        "ringfence protect: brings " + table.table().plain() + " inside the fence.",
        table.table(),
        notes,
        steps.beforehand(),
        statements);
  }

  /** Plans the way back, from what was recorded. */
  ProtectionPlan planUndo(String name) throws SQLException {
    OwnedTable table = new TableReader(connection).read(name);
    Map<Long, FenceRecord> records = FenceRecord.read(connection, table);
    List<String> statements = new ArrayList<>();
    for (OwnedTable.Relation relation : table.relations()) {
      FenceRecord record = records.get(relation.oid());
      if (record != null) {
        statements.addAll(new UndoSteps(connection, table, relation, record).statements());
      }
    }
    return new ProtectionPlan(
        "ringfence protect --undo: makes "
            + table.table().plain()
            + " what it was before it was brought inside the fence.",
        table.table(),
        List.of("The service loses what it was given; whatever was open before is open again."),
        List.of(),
        statements);
  }
}
