package dev.ringfence.tools;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The gate between a tool file and a catalog: a tool that could leak does not load. The server
 * reads each statement as each role that may call it, and what it makes of it is held against every
 * rule.
 */
public final class ToolCheck {
  private final TenantDatabase database;
  private final Redactor redactor;

  public ToolCheck(TenantDatabase database) {
    this(database, Redactor.standard());
  }

  /**
   * @param redactor finds what may not stand in a tool's own words
   */
  public ToolCheck(TenantDatabase database, Redactor redactor) {
    this.database = database;
    this.redactor = redactor;
  }

  /**
   * The verdict on each tool, in the order of the file.
   *
   * @throws DatabaseException where the database could not be asked
   */
  public List<ToolVerdict> judge(ToolFile file) {
    return check(file).verdicts();
  }

  /**
   * The catalog of a file, all or nothing.
   *
   * @throws RefusedTools where a tool may not load
   * @throws DatabaseException where the database could not be asked
   */
  public ToolCatalog load(ToolFile file) {
    var checked = check(file);
    var refused = checked.verdicts().stream().filter(verdict -> !verdict.loads()).toList();
    if (!refused.isEmpty()) {
      throw new RefusedTools(refused);
    }
    var claims = new HashMap<String, Map<Role, Map<Integer, String>>>();
    checked.verdicts().forEach(verdict -> claims.put(verdict.tool(), verdict.claims()));
    return new ToolCatalog(file.tools(), checked.statements(), claims);
  }

  /**
   * @param statements what runs for each tool that loads and has one
   */
  private record Checked(List<ToolVerdict> verdicts, Map<String, WitnessedStatement> statements) {}

  private Checked check(ToolFile file) {
    try (var probe = database.probe()) {
      var witnesses = new Witnesses(database, probe);
      var statements = new HashMap<String, WitnessedStatement>();
      var verdicts = new ArrayList<ToolVerdict>();
      var proven = new ToolProof(probe, redactor).judge(file).iterator();
      for (var tool : file.tools()) {
        var verdict = proven.next();
        if (verdict.loads() && tool.body() instanceof ToolBody.Statement statement) {
          var callers = tool.access().stream().map(ToolCheck::nobody).toList();
          var witnessed = witnesses.of(tool, statement.sql(), verdict, callers);
          statements.put(tool.name(), witnessed);
          verdicts.add(verdict.noting(witnessed.note()));
        } else {
          verdicts.add(verdict);
        }
      }
      return new Checked(verdicts, statements);
    }
  }

  /** A principal of a role who owns nothing; a statement is prepared for them, never run. */
  private static Principal nobody(Role role) {
    var nil = new UUID(0, 0);
    return switch (role) {
      case VISITOR -> new Principal.Visitor(nil, nil);
      case CUSTOMER -> new Principal.Customer(nil, nil);
      case STAFF -> new Principal.Staff(nil, nil);
    };
  }
}
