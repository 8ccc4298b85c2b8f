package dev.ringfence.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.Vault;
import java.util.Optional;

/**
 * Does what a tool proposed and its person approved. Who may decide that stands in no argument of
 * it: whoever calls has to have looked.
 */
public final class ToolWriter {
  private final ToolCatalog catalog;
  private final Redactor redactor;

  public ToolWriter(ToolCatalog catalog, Redactor redactor) {
    this.catalog = catalog;
    this.redactor = redactor;
  }

  /**
   * What was written.
   *
   * @param json {@code {"rows": […], "truncated": false}}, for the person alone: it is not masked
   * @param rows 1, or 0 where there is no such row
   * @param reading which row it was
   */
  public record Written(ObjectNode json, int rows, Reading reading) {}

  /** What was written is not what may be written; the transaction has to be rolled back. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(String message) {
      super(message);
    }
  }

  /** The tool of a name that writes, where the role may call it. */
  public Optional<ToolDefinition> find(Role role, String name) {
    return catalog.find(role, name).filter(ToolDefinition::writes);
  }

  /**
   * Writes inside a transaction that is bound to whoever approved.
   *
   * @param arguments in their canonical form
   * @throws DatabaseException where the database refuses it
   * @throws StoppedException where it wrote more than one row, or one that is not the principal's
   */
  public Written write(
      TenantConnection connection, Principal principal, ToolDefinition tool, String arguments) {
    if (!(tool.body() instanceof ToolBody.Statement statement) || !tool.writes()) {
      throw new IllegalArgumentException("the tool " + tool.name() + " writes nothing");
    }
    var witnessed = catalog.statement(tool, statement);
    var reading = new Reading(principal);
    var returned =
        connection.queryDeclared(
            witnessed.sql(),
            CanonicalArguments.values(tool.parameters(), arguments),
            tool.bounds().timeout());
    if (returned.rowCount() > 1 || returned.size() != returned.rowCount()) {
      throw new StoppedException("a write of " + tool.name() + " met more than one row");
    }
    var found = FoundRows.ofRecords(tool, returned, 1, witnessed, reading);
    if (found.size() != returned.size()) {
      throw new StoppedException("a write of " + tool.name() + " met a row of somebody else's");
    }
    return new Written(found.json(), found.size(), reading);
  }

  /** What was written, as a model is told it. */
  public RedactedText masked(ToolDefinition tool, ObjectNode json, Vault vault) {
    return redactor.redactJson(json, FoundRows.masks(tool), vault);
  }
}
