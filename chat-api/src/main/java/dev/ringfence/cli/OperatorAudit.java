package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.audit.AuditEntry;
import dev.ringfence.audit.AuditLog;
import dev.ringfence.audit.Decision;
import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** What operators' commands leave in the audit. */
final class OperatorAudit {
  private final PostgresUri admin;
  private final AuditLog log;

  OperatorAudit(Configuration configuration, DataFolder folder) {
    this(AdminDatabase.of(configuration, folder), configuration, folder);
  }

  /** The same for a database that a command was given. */
  OperatorAudit(PostgresUri admin, Configuration configuration, DataFolder folder) {
    this.admin = admin;
    this.log = new AuditLog(InstanceKeys.audit(configuration, folder).key());
  }

  /**
   * Notes a command in a transaction of its own.
   *
   * @param tenant whom it concerns; {@link Actor#NO_TENANT} for nobody in particular
   * @param action the command, in words of our own
   * @param code says more about it; empty for nothing
   */
  void note(UUID tenant, String action, String code) {
    try (Connection connection = admin.connect()) {
      log.record(
          connection,
          AuditEntry.of(Actor.operator(tenant), Instant.now(), action, Decision.ALLOWED, code, ""));
    } catch (SQLException e) {
      throw new CommandException(2, "the audit could not be written: " + Failures.describe(e));
    }
  }
}
